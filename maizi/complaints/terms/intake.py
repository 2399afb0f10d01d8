"""Words of the intake (E-2)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class Channel(Term):
    """By which way a complaint reached us."""

    PHONE = "phone", N_("电话")
    VISIT = "visit", N_("来访")
    LETTER = "letter", N_("信函")
    FAX = "fax", N_("传真")
    EMAIL = "email", N_("电子邮件")
    WEB = "web", N_("网页或二维码")
    IM = "im", N_("即时通讯")
    CENTRE = "centre", N_("响应中心")
    ONSITE = "onsite", N_("现场")


class Category(Term):
    """What it is about."""

    PRODUCT = "product", N_("产品")
    SERVICE = "service", N_("服务")
    USE = "use", N_("使用")
    PRICE = "price", N_("价格")
    DELIVERY = "delivery", N_("交货")
    INSTALLATION = "installation", N_("安装")
    INVOICE = "invoice", N_("发票")
    ATTITUDE = "attitude", N_("人员态度")
    SYSTEM = "system", N_("系统")


class Harm(Term):
    """How bad it is for the customer, worst first (E-4)."""

    SAFETY = "safety", N_("安全隐患")
    LOSS = "loss", N_("造成损失")
    INCONVENIENCE = "inconvenience", N_("造成不便")
    MINOR = "minor", N_("轻微")


class Emotion(Term):
    """In what mood the customer is."""

    CALM = "calm", N_("平静")
    UPSET = "upset", N_("不满")
    ANGRY = "angry", N_("愤怒")
    DESPERATE = "desperate", N_("焦急")


class DoorSort(Term):
    """What a way to complain is for: two of them are the least (E-10)."""

    SERVICE = "service", N_("投诉受理")
    SUPERVISION = "supervision", N_("监督专线")
