"""What this app makes known: rights, events, clocks, numbers, parameters, volumes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maizi.accounts.access import Entity
from maizi.clocks.access import ClockKind
from maizi.clocks.terms import BreachAction
from maizi.fields.access import NumberKind, NumberShape, Parameter
from maizi.fields.terms import Basis, Section, Sort
from maizi.inbox.access import EventKind
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_
from maizi.privacy.access import PublicForm

from ..rules import targets
from ..terms import PauseReason

COMPLAINT = Entity(
    "complaint",
    N_("投诉"),
    {
        "read": N_("查看"),
        "add": N_("登记"),
        "handle": N_("处理"),
        "supervise": N_("监督、转办与主管确认"),
        "counsel": N_("法务确认"),
        "analyse": N_("分析与改进"),
        "export": N_("导出"),
        "setup": N_("设置原因、入口与用语"),
    },
)
NUMBERS = NumberKind("complaint", N_("投诉编号"), NumberShape("TS"))
ANSWER_SOURCE, ACCEPT_SOURCE = "complaints.answer", "complaints.accept"
PROMISE_SOURCE, CHECK_SOURCE = "complaints.promise", "complaints.check"
IMPROVE_SOURCE = "complaints.improve"
EVENTS = (
    EventKind("complaints.assigned", N_("有投诉交给我处理"), by_mail=True, is_urgent=True),
    EventKind("complaints.late", N_("投诉快超时或已超时"), by_mail=True, is_urgent=True),
    EventKind("complaints.hand_off", N_("有投诉转给我或被退回"), by_mail=True, is_urgent=True),
    EventKind("complaints.said", N_("投诉人补充或不满意"), by_mail=True),
    EventKind("complaints.malice", N_("有恶意投诉认定等我确认"), by_mail=True),
    EventKind("complaints.lesson", N_("发布了投诉案例")),
    EventKind("complaints.report", N_("分发了投诉分析")),
)


def _clock(code: str, label: str, *, pauses: bool = True) -> ClockKind:
    reasons = {reason.value: reason.chinese for reason in PauseReason} if pauses else {}
    return ClockKind(code, label, on_breach=BreachAction.ESCALATE, pauses=reasons)


# The customer's information is waited for; his first answer and the limit of the law are not.
CLOCKS = (
    _clock(targets.RESPONSE, N_("首次人工答复"), pauses=False),
    _clock(targets.APPRAISAL, N_("投诉鉴定")),
    _clock(targets.PLAN, N_("告知处理方案")),
    _clock(targets.CLOSE, N_("投诉结案")),
    _clock(targets.LEGAL, N_("法定处理期限"), pauses=False),
    _clock(targets.CONFIRM, N_("回访确认"), pauses=False),
    _clock(targets.ACCEPT, N_("接收转办"), pauses=False),
)
DAYS, HOURS, TIMES = N_("天"), N_("小时"), N_("次")
WORKDAYS, MINUTES = N_("个工作日"), N_("分钟")
LEVELS = (N_("P1 紧急"), N_("P2 重要"), N_("P3 普通"))


def _never_falling(values) -> None:
    if list(values) != sorted(values):
        raise Refused(N_("越紧急的时限不能越长。请核对各档数字。"), field="value_1")


def _number(code: str, label: str, default, unit: str, **more) -> Parameter:
    given = {"least": 1, "most": 3660, "rule": "E-4"} | more
    return Parameter(code, label, Section.COMPLAINTS, Sort.INTEGER, default, unit=unit, **given)


PARAMETERS = (
    _number(
        "complaint.appraisal", N_("投诉鉴定时限"), (4, 1, 2), "", most=240,
        parts=(N_("P1 小时"), N_("P2 工作日"), N_("P3 工作日")), is_per_unit=True,
    ),
    _number(
        "complaint.plan_days", N_("告知处理方案时限"), (1, 3, 5), WORKDAYS, parts=LEVELS,
        check=_never_falling, is_per_unit=True,
    ),
    _number(
        "complaint.close_days", N_("投诉结案时限"), (3, 7, 10), WORKDAYS, parts=LEVELS,
        check=_never_falling, is_per_unit=True,
    ),
    _number(
        "complaint.legal_days", N_("法定处理期限"), 15, DAYS, most=15, basis=Basis.LAW,
        source="侵害消费者权益行为处罚办法第八条",
        note=N_("超过的视为故意拖延，只能更短；从收到时间起算，任何情况都不暂停。"),
    ),
    _number("complaint.confirm_days", N_("执行后多久内回访"), 3, DAYS, rule="E-8", most=30),
    _number("complaint.reopen_days", N_("结案后多久内可以重开"), 30, DAYS, rule="E-1", most=365),
    _number(
        "complaint.accept_minutes", N_("接收转办的时限"), (10, 60), MINUTES, rule="E-12",
        parts=(N_("P1 紧急"), N_("其他（工作时间）")), check=_never_falling, most=1440,
    ),
    _number(
        "complaint.effect_days", N_("改进前后各看多少天"), 90, DAYS, rule="E-9", least=30, most=365
    ),
    _number("complaint.public_daily", N_("同一来源每天最多提交投诉"), 5, TIMES, rule="E-10",
            most=100),
    _number("complaint.public_hourly", N_("同一来源每小时最多打开投诉页面"), 120, TIMES,
            rule="E-10", least=10, most=10000),
    Parameter(
        "complaint.goodwill_yuan", N_("超过多少金额须加批"), Section.COMPLAINTS, Sort.MONEY,
        Decimal(2000), rule="E-7", least=0, most=10**8, is_per_unit=True,
        note=N_("处理方案金额合计超过的，除责任部门和客服主管外，还须财务和总监批准。"),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Volume:
    """How much was sold, to measure complaints by: declared by the app that knows (E-9).

    count  (first day, last day) -> orders, or units
    """

    code: str
    label: str
    count: Callable[[date, date], int]


_volumes: dict[str, Volume] = {}


def declare_volume(found: Volume) -> None:
    """Make known how many orders, or units, there were; codes are "orders" and "units"."""
    _volumes[found.code] = found


def volume(code: str, since: date, until: date) -> int | None:
    """How many there were in a period; None when no app knows."""
    return _volumes[code].count(since, until) if code in _volumes else None


PUBLIC_FORM = PublicForm(
    "complaints", "complaint.public_daily",
    often=N_("今天从这里提交的次数已满。急事请直接打电话。"),
    used=N_("这张表已经提交过了。需要补充，请用投诉人查询页面。"),
)  # fmt: skip
