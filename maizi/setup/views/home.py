"""The settings at a glance: what this person may look after."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from maizi.accounts.access import may
from maizi.kernel.texts import N_
from maizi.kit.jinja import page
from maizi.privacy.access import PRIVACY

# (title, explanation, icon, address, rights of which one suffices; none: everybody)
PARTS = (
    (N_("组织"), N_("部门的树：新增、改名、移动、停用"), "sitemap", "setup:units",
     (("administration", "people"),)),
    (N_("人员与任职"), N_("入职、离职、任职、重置密码"), "users", "setup:people",
     (("administration", "people"),)),
    (N_("角色与权限"), N_("每个角色能看多宽、做什么、看哪些字段"), "shield-check", "setup:roles",
     (("administration", "roles"), ("administration", "people"))),
    (N_("委托与代理"), N_("出差或休假时，由谁代为处理"), "user-share", "setup:delegations", ()),
    (N_("参数"), N_("期限、界线、权重：系统按什么数字判断"), "adjustments-horizontal",
     "fields:parameters", (("fields", "read"), ("fields", "parameters"))),
    (N_("查重规则"), N_("怎样算同一个客户，在哪个入口不许保存、提醒或只记下"), "user-search",
     "customers:matching", (("fields", "parameters"), ("customer", "merge"))),
    (N_("编号"), N_("客户编号等单据编号的前缀、周期和位数"), "list-details", "fields:numbers",
     (("fields", "read"), ("fields", "numbers"))),
    (N_("文档模板"), N_("客户表等文档的 Word 模板、PDF 版式和公司印章"), "file-text",
     "fields:templates", (("fields", "read"), ("fields", "templates"))),
    (N_("存档保管方"), N_("售后服务的表单由哪些部门各存一份"), "archive", "fields:keepers",
     (("fields", "read"), ("fields", "templates"))),
    (N_("个人信息保护"), N_("同意、免打扰、个人请求、敏感信息、保存期限、导出审批、水印"), "shield",
     "privacy:home", tuple(("privacy", verb) for verb in PRIVACY.verbs)),
    (N_("登录安全"), N_("密码、锁定、会话、双因素；等保预设"), "shield-lock", "setup:policy",
     (("administration", "security"),)),
    (N_("登录记录"), N_("谁在何时从哪里登录，失败了几次"), "key", "setup:sign_ins",
     (("administration", "security"), ("audit", "read"))),
    (N_("变更记录"), N_("谁在何时改了什么，为什么；可导出"), "history", "setup:history",
     (("audit", "read"),)),
    (N_("服务时间"), N_("几点到几点算工作时间，各大区可以不同"), "calendar", "setup:calendars",
     (("calendar", "hours"),)),
    (N_("时限"), N_("哪些事限时办，快到期、已超时的有哪些"), "hourglass", "setup:clocks",
     (("clock", "read"),)),
    (N_("消息渠道"), N_("邮件服务器、群机器人、Webhook、允许的内部主机"), "send", "setup:channels",
     (("channels", "manage"),)),
    (N_("消息投递"), N_("每条消息送到没有，为什么没有送到"), "mail", "inbox:deliveries", ()),
    (N_("消息设置"), N_("接收哪些消息、免打扰、每日汇总、日历订阅"), "bell", "inbox:preferences",
     ()),
    (N_("备份"), N_("数据是否安全，最近一次恢复试验怎样"), "database",
     "setup:backups", (("administration", "jobs"),)),
    (N_("后台任务"), N_("正在做什么，做完没有，为什么失败"), "stack-2", "setup:jobs", ()),
    (N_("我的账号"), N_("密码、双因素、登录的设备"), "user-cog", "accounts:security", ()),
)  # fmt: skip


@require_GET
def home(request):
    parts = [
        {"title": _(title), "text": _(text), "icon": icon, "url": reverse(address)}
        for title, text, icon, address, rights in PARTS
        if not rights or any(may(request.user, *right) for right in rights)
    ]
    return page(request, "setup/home.html", {"chapters": parts})
