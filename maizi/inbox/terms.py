"""Words of inbox."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class TodoState(Term):
    """Where a to-do stands (0.6); overdue is no state: it follows from the clock."""

    OPEN = "open", N_("待办")
    DONE = "done", N_("已完成")
    CANCELLED = "cancelled", N_("已取消")


class TodoGroup(Term):
    """How the inbox sorts what it holds."""

    ALL = "all", N_("全部")
    OVERDUE = "overdue", N_("逾期")
    TODAY = "today", N_("今天到期")
    LATER = "later", N_("以后")
    SNOOZED = "snoozed", N_("已稍后")
    CLOSED = "closed", N_("已完成")


class Snooze(Term):
    """How long to put a to-do aside."""

    HOUR = "hour", N_("1 小时后")
    TOMORROW = "tomorrow", N_("明天上午")
    MONDAY = "monday", N_("下周一")
    CHOSEN = "chosen", N_("选时间")


class Again(Term):
    """The recurrences people ask for by name; others are written as RFC 5545 rules."""

    NEVER = "never", N_("不重复")
    DAILY = "daily", N_("每天")
    WORKDAYS = "workdays", N_("每周一到周五")
    WEEKLY = "weekly", N_("每周")
    FORTNIGHTLY = "fortnightly", N_("每两周")
    MONTHLY = "monthly", N_("每月")
    MONTH_END = "month_end", N_("每月最后一天")
    QUARTERLY = "quarterly", N_("每季度")
    YEARLY = "yearly", N_("每年")
    CUSTOM = "custom", N_("自定义规则")


class Way(Term):
    """How a message reaches people."""

    SCREEN = "screen", N_("站内消息")
    MAIL = "mail", N_("邮件")
    WECOM = "wecom", N_("企业微信群机器人")
    DINGTALK = "dingtalk", N_("钉钉群机器人")
    FEISHU = "feishu", N_("飞书群机器人")
    WEBHOOK = "webhook", N_("Webhook")


ROBOTS = (Way.WECOM, Way.DINGTALK, Way.FEISHU, Way.WEBHOOK)


class DeliveryState(Term):
    """Where one message on one channel stands."""

    WAITING = "waiting", N_("等待发送")
    SENDING = "sending", N_("正在发送")
    SENT = "sent", N_("已送达")
    FAILED = "failed", N_("失败")
    DROPPED = "dropped", N_("不再发送")


class Security(Term):
    """How the line to a mail server is protected."""

    SSL = "ssl", N_("SSL/TLS（通常 465 端口）")
    STARTTLS = "starttls", N_("STARTTLS（通常 587 端口）")
    NONE = "none", N_("不加密（仅限内部网络）")
