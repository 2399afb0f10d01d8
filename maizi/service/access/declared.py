"""What this app makes known: rights, events, clocks, numbers, parameters."""

from decimal import Decimal

from maizi.accounts.access import Entity
from maizi.clocks.access import ClockKind
from maizi.clocks.terms import BreachAction
from maizi.fields.access import NumberKind, NumberShape, Parameter
from maizi.fields.terms import Section, Sort
from maizi.inbox.access import EventKind
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..rules import matrix
from ..terms import PauseReason

TICKET = Entity(
    "ticket",
    N_("服务工单"),
    {
        "read": N_("查看"),
        "add": N_("登记"),
        "handle": N_("分诊与办理"),
        "dispatch": N_("派工"),
        "work": N_("上门服务"),
        "supervise": N_("监督与质量处理"),
        "knowledge": N_("维护知识与预案"),
        "export": N_("导出"),
        "setup": N_("设置时限、网点与工程师"),
    },
)
NUMBERS = NumberKind("ticket", N_("服务工单号"), NumberShape("GD"))
ANSWER_SOURCE, ORDER_SOURCE = "service.answer", "service.order"
FOLLOW_SOURCE = "service.follow_up"
EVENTS = (
    EventKind("service.assigned", N_("有工单交给我"), by_mail=True, is_urgent=True),
    EventKind("service.late", N_("工单快超时或已超时"), by_mail=True, is_urgent=True),
    EventKind("service.rejected", N_("工程师拒单或超时未接"), by_mail=True, is_urgent=True),
    EventKind("service.no_plan", N_("非常严重的故障没有应急预案"), by_mail=True, is_urgent=True),
    EventKind("service.broken", N_("对客户失约"), by_mail=True, is_urgent=True),
    EventKind("service.incident", N_("发生质量事故"), by_mail=True),
)
PAUSES = {reason.value: reason.chinese for reason in PauseReason}


def _clock(code: str, label: str, *, pauses: bool = False, **more) -> ClockKind:
    given = {"on_breach": BreachAction.ESCALATE, "pauses": PAUSES if pauses else {}} | more
    return ClockKind(code, label, **given)


# The customer may be away or undecided; parts that are missing are our own affair (F-4 c).
CLOCKS = (
    _clock(matrix.RESPONSE, N_("答复客户")),
    _clock(matrix.ARRIVE, N_("到场"), pauses=True),
    _clock(matrix.RESTORE, N_("修复"), pauses=True),
    _clock(matrix.COMMIT, N_("承诺修复时间")),
    _clock(matrix.ACCEPT, N_("接单"), warn_percents=()),
    _clock(matrix.SLOT, N_("约定的时间段")),
)
# What an engineer keeps towards the customer; answering is the desk's (F-4 e, F-51).
PROMISED = (matrix.ARRIVE, matrix.COMMIT, matrix.RESTORE)
MINUTES, DAYS = N_("分钟"), N_("天")


def _never_less(values) -> None:
    if list(values) != sorted(values):
        raise Refused(N_("程度越重不能越慢：较轻的全天候，更重的也必须全天候。"), field="value_1")


def _number(code: str, label: str, default, unit: str, **more) -> Parameter:
    given = {"least": 1, "most": 3660, "rule": "F-5"} | more
    return Parameter(code, label, Section.SERVICE, Sort.INTEGER, default, unit=unit, **given)


PARAMETERS = (
    Parameter(
        "sla.always", N_("是否全天候计时"), Section.SERVICE, Sort.YES_NO,
        (False, False, True, True), rule="F-4",
        parts=(N_("轻度"), N_("一般"), N_("严重"), N_("非常严重")), check=_never_less,
        is_per_unit=True, note=N_("不是全天候的，只在服务时间内计时。"),
    ),
    Parameter(
        "sla.detour", N_("道路比直线长多少倍"), Section.SERVICE, Sort.DECIMAL, Decimal("1.3"),
        rule="F-4", least=1, most=5,
    ),
    _number("sla.commit_minutes", N_("非常严重的故障，到场后多久内承诺修复时间"), 60, MINUTES,
            rule="F-4", most=1440),
    _number("service.accept_minutes", N_("工程师多久不接单就自动改派"), 5, MINUTES, most=240),
    _number("service.speed_kmh", N_("估算路上时间的车速"), 40, N_("公里/小时"), most=120),
    _number("service.reopen_days", N_("工单关闭后多久内可以重开"), 30, DAYS, rule="F-2", most=365),
    Parameter(
        "service.broken_from", N_("约定的时间段，从何时起算失约"), Section.SERVICE, Sort.CHOICE,
        "start", rule="F-13", source="S003§13.4",
        choices={"start": N_("时间段开始时还没到、也没通知"), "end": N_("时间段结束时还没到")},
    ),
    Parameter(
        "service.follow_up_days", N_("验收后第几天回访"), Section.SERVICE, Sort.INTEGER, (3, 30),
        unit=DAYS, rule="F-18", parts=(N_("第一次"), N_("第二次")), least=1, most=365,
    ),
)  # fmt: skip
