"""Where the mail servers of well-known providers stand, so that people type only their address."""

from dataclasses import dataclass

from maizi.kernel.texts import N_

from ..terms import Provider


@dataclass(frozen=True, slots=True)
class Preset:
    """IMAP and SMTP of one provider, both over TLS from the first byte unless said otherwise."""

    imap_host: str
    smtp_host: str
    smtp_port: int = 465
    smtp_security: str = "ssl"
    note: str = N_("请填授权码，不是网页登录密码。")


PRESETS = {
    Provider.TENCENT: Preset(
        "imap.exmail.qq.com", "smtp.exmail.qq.com",
        note=N_("开启“安全登录”的账号要用客户端专用密码。"),
    ),
    Provider.QQ: Preset("imap.qq.com", "smtp.qq.com"),
    Provider.NETEASE_BUSINESS: Preset("imap.qiye.163.com", "smtp.qiye.163.com", 994),
    Provider.NETEASE_163: Preset("imap.163.com", "smtp.163.com"),
    Provider.NETEASE_126: Preset("imap.126.com", "smtp.126.com"),
    Provider.ALIYUN: Preset(
        "imap.qiye.aliyun.com", "smtp.qiye.aliyun.com", note=N_("请填三方客户端安全密码。")
    ),
    Provider.OUTLOOK: Preset(
        "outlook.office365.com", "smtp.office365.com", 587, "starttls",
        note=N_("微软已对多数账号停用密码登录；能用应用密码的账号才能接入。"),
    ),
}  # fmt: skip
IMAP_PORT = 993
# Folders that hold what was sent, where the server does not say which one does.
SENT_NAMES = (
    "已发送",
    "已发送邮件",
    "已发邮件",
    "Sent Messages",
    "Sent Items",
    "Sent",
    "INBOX.Sent",
)
