"""Words of e-mail."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class Provider(Term):
    """Who runs the mail server; decides what is filled in by itself."""

    TENCENT = "tencent", N_("腾讯企业邮 / 企业微信邮箱")
    QQ = "qq", N_("QQ 邮箱")
    NETEASE_BUSINESS = "netease_qiye", N_("网易企业邮箱")
    NETEASE_163 = "netease_163", N_("网易 163 邮箱")
    NETEASE_126 = "netease_126", N_("网易 126 邮箱")
    ALIYUN = "aliyun", N_("阿里企业邮箱")
    OUTLOOK = "outlook", N_("Outlook / Microsoft 365")
    OWN = "own", N_("自建或其他")


class FolderSort(Term):
    """Which folder of a mailbox."""

    INBOX = "inbox", N_("收件箱")
    SENT = "sent", N_("已发送")


class Way(Term):
    """Which way a letter went."""

    IN = "in", N_("收到")
    OUT = "out", N_("发出")


class LetterState(Term):
    """Where a letter of ours stands."""

    DRAFT = "draft", N_("草稿")
    WAITING = "waiting", N_("等待发送")
    SENDING = "sending", N_("正在发送")
    SENT = "sent", N_("已发出")
    FAILED = "failed", N_("没有发出")
    BOUNCED = "bounced", N_("被退回")


class IssueState(Term):
    """Where a newsletter stands."""

    DRAFT = "draft", N_("草稿")
    SCHEDULED = "scheduled", N_("已定时")
    SENDING = "sending", N_("正在发送")
    SENT = "sent", N_("已发完")
    STOPPED = "stopped", N_("已停止")


class MailingState(Term):
    """Where a newsletter for one person stands."""

    WAITING = "waiting", N_("等待发送")
    SENDING = "sending", N_("正在发送")
    SENT = "sent", N_("已送达服务器")
    FAILED = "failed", N_("没有发出")
    BOUNCED = "bounced", N_("被退回")
    DROPPED = "dropped", N_("发送前已退订")


class Drop(Term):
    """Why somebody of the audience is not written to."""

    NO_ADDRESS = "no_address", N_("没有邮箱")
    BAD_ADDRESS = "bad_address", N_("邮箱已标为失效")
    SILENT = "silent", N_("没有同意接收营销信息")
    REFUSED = "refused", N_("拒绝或撤回了同意")
    BLOCKED = "blocked", N_("登记了免打扰")
    TWICE = "twice", N_("邮箱与别人相同")


class Trouble(Term):
    """What is wrong with the line to a mail server, as far as people can do something about it."""

    PASSWORD = (
        "password",
        N_(
            "服务器不接受用户名或密码。国内邮箱大多要用“授权码”代替登录密码："
            "请到网页邮箱的设置里开启 IMAP/SMTP，生成授权码填在这里。"
        ),
    )
    SWITCHED_OFF = (
        "switched_off",
        N_("服务器说 IMAP 服务没有开启。请登录网页邮箱，在设置里开启 IMAP/SMTP 服务后再试。"),
    )
    CERTIFICATE = (
        "certificate",
        N_(
            "服务器的证书无法核实，已断开，没有送出密码。请核对服务器地址；自建服务器请换用受信任的证书。"
        ),
    )
    PORT = (
        "port",
        N_(
            "这个端口上的服务器不用这种加密方式。IMAP 通常是 993 端口（SSL/TLS），"
            "SMTP 通常是 465 端口（SSL/TLS）或 587 端口（STARTTLS）。"
        ),
    )
    SILENT = "silent", N_("连不上服务器，或通信中断了。请核对地址、端口和网络，稍后会自动再试。")
    LIMITED = "limited", N_("服务器说登录太频繁，暂时不让进。稍后会自动再试。")
    KEY = "key", N_("这台安装的密钥换过了，请重新填写邮箱密码或授权码。")
    FOLDER = "folder", N_("服务器上打不开收件箱。请登录网页邮箱看看它是否正常。")
