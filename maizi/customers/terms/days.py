"""Words of important days (C-10)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class DayKind(Term):
    """What is remembered."""

    BIRTHDAY = "birthday", N_("生日")
    WEDDING = "wedding", N_("结婚纪念日")
    SPOUSE = "spouse", N_("配偶的日子")
    CHILD = "child", N_("子女的日子")
    FOUNDING = "founding", N_("公司周年")
    FIRST_TRADE = "first_trade", N_("合作周年")
    CONTRACT_END = "contract_end", N_("合同到期")
    WARRANTY_END = "warranty_end", N_("质保到期")
    FESTIVAL = "festival", N_("节日")
    CUSTOM = "custom", N_("其他日子")


ONCE = frozenset((DayKind.CONTRACT_END, DayKind.WARRANTY_END))


class Festival(Term):
    """Festivals with a day of their own: the value is a stored partial date."""

    NEW_YEAR = "--01-01", N_("元旦")
    SPRING = "L--01-01", N_("春节")
    LANTERN = "L--01-15", N_("元宵节")
    WOMEN = "--03-08", N_("妇女节")
    LABOUR = "--05-01", N_("劳动节")
    DRAGON_BOAT = "L--05-05", N_("端午节")
    ARMY = "--08-01", N_("建军节")
    TEACHERS = "--09-10", N_("教师节")
    MID_AUTUMN = "L--08-15", N_("中秋节")
    NATIONAL = "--10-01", N_("国庆节")
    DOUBLE_NINTH = "L--09-09", N_("重阳节")
    NEW_YEARS_EVE = "L--12-30", N_("除夕")


class CareAction(Term):
    """What to do on the day."""

    CALL = "call", N_("打电话问候")
    MESSAGE = "message", N_("发消息祝福")
    CARD = "card", N_("寄贺卡")
    GIFT = "gift", N_("送礼品")
    VISIT = "visit", N_("登门拜访")
    RENEW = "renew", N_("联系续约")


class CareWish(Term):
    """Whether a customer likes to be thought of."""

    WELCOME = "welcome", N_("欢迎问候")
    NONE = "none", N_("不希望被打扰")
