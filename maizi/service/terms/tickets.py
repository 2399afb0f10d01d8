"""What a ticket is about, how bad it is, how far away, and where it stands (F-2, F-4)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class TicketType(Term):
    """What the customer needs (F-2)."""

    CONSULT = "consult", N_("咨询")
    REPAIR = "repair", N_("维修")
    INSTALL = "install", N_("送货安装")
    DELIVERY = "delivery", N_("送货问题")
    RETURN = "return", N_("退换货")
    INSPECTION = "inspection", N_("巡检保养")
    TRAINING = "training", N_("使用培训")
    PART = "part", N_("备件供应")


class Severity(Term):
    """How bad the fault is, the lightest first (F-4)."""

    MINOR = "minor", N_("轻度")
    GENERAL = "general", N_("一般")
    SERIOUS = "serious", N_("严重")
    CRITICAL = "critical", N_("非常严重")

    @property
    def place(self) -> int:
        """0 for the lightest."""
        return list(Severity).index(self)


class Band(Term):
    """How far the customer is from the nearest service point, by three radii (F-4)."""

    NEAR = "near", N_("近")
    MIDDLE = "middle", N_("中")
    FAR = "far", N_("远")
    BEYOND = "beyond", N_("范围以外")

    @property
    def place(self) -> int:
        """0 for the nearest."""
        return list(Band).index(self)


class State(Term):
    """Where a ticket stands (F-2)."""

    NEW = "new", N_("新建")
    TRIAGED = "triaged", N_("已分诊")
    ASSIGNED = "assigned", N_("已派工")
    ACCEPTED = "accepted", N_("已接单")
    EN_ROUTE = "en_route", N_("在途")
    ON_SITE = "on_site", N_("已到场")
    WORKING = "working", N_("处理中")
    WAITING_PART = "waiting_part", N_("等备件")
    RESTORED = "restored", N_("已修复")
    CONFIRMED = "confirmed", N_("客户已确认")
    CLOSED = "closed", N_("已关闭")
    CANCELLED = "cancelled", N_("已取消")
    REOPENED = "reopened", N_("重开")

    @property
    def is_ended(self) -> bool:
        """Whether nobody owes the customer anything more."""
        return self in ENDED


ENDED = (State.CLOSED, State.CANCELLED)
OPEN_STATES = tuple(state for state in State if state not in ENDED)


class Mode(Term):
    """How the customer is helped (F-3)."""

    REMOTE = "remote", N_("远程指导")
    ON_SITE = "on_site", N_("上门")


class Channel(Term):
    """How the request came in (F-1)."""

    PHONE = "phone", N_("电话")
    FAX = "fax", N_("传真")
    LETTER = "letter", N_("信函")
    MAIL = "mail", N_("邮件")
    WECHAT = "wechat", N_("微信")
    VISIT = "visit", N_("上门")
    PLAN = "plan", N_("计划生成")


class PauseReason(Term):
    """For what a clock may stand still: never for parts (F-4 c)."""

    ABSENT = "absent", N_("客户不在或约不上")
    DECISION = "decision", N_("等客户决定")


class EntryKind(Term):
    """What a line of a ticket's course is."""

    STAGE = "stage", N_("办理")
    CONTACT = "contact", N_("联系客户")
    NOTE = "note", N_("内部记录")
