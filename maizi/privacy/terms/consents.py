"""Why something may be done with personal information, and how we heard so (PIPL 13, 14)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_

PUSH = "push"  # the purpose of offers made by what somebody bought (PIPL 24)


class Basis(Term):
    """The lawful basis of a purpose."""

    CONSENT = "consent", N_("取得个人同意")
    CONTRACT = "contract", N_("订立、履行合同所必需")
    DUTY = "duty", N_("履行法定职责或义务所必需")
    EMERGENCY = "emergency", N_("应对突发事件、保护生命财产")
    DISCLOSED = "disclosed", N_("本人已公开或合法公开的信息")


class ConsentKind(Term):
    """What a consent is about; each but the general one is asked for by itself (23, 29, 39)."""

    GENERAL = "general", N_("一般处理")
    MARKETING = "marketing", N_("营销信息")
    SENSITIVE = "sensitive", N_("敏感个人信息")
    SHARING = "sharing", N_("提供给第三方")
    CROSS_BORDER = "cross_border", N_("出境")
    AUTOMATED = "automated", N_("自动化决策")


class Way(Term):
    """Ways to reach a person."""

    CALL = "call", N_("电话")
    SMS = "sms", N_("短信")
    MAIL = "mail", N_("邮件")
    WECHAT = "wechat", N_("微信")
    POST = "post", N_("信函")
    VISIT = "visit", N_("上门")


class Obtained(Term):
    """How a consent came in."""

    PAPER = "paper", N_("书面签字")
    FACE = "face", N_("当面口头")
    PHONE = "phone", N_("电话（有录音）")
    WEB = "web", N_("网页勾选")
    WECHAT = "wechat", N_("微信")
    SELF = "self", N_("本人自助页面")


class Answer(Term):
    """What the person said."""

    GIVEN = "given", N_("同意")
    REFUSED = "refused", N_("拒绝")
