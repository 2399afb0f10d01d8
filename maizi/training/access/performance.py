"""Who sees whose performance, who signs a month off, who sees pay (F-51)."""

from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet

from maizi.accounts.access import Entity, exports_frozen, rights_of, within
from maizi.accounts.models import User
from maizi.fields.access import Parameter
from maizi.fields.terms import Section, Sort
from maizi.inbox.access import EventKind
from maizi.kernel.texts import N_
from maizi.service.models import Engineer
from maizi.service.terms import TicketType

from ..models import SignedMonth
from ..rules.index import check_shares

PERFORMANCE = Entity(
    "performance",
    N_("服务绩效"),
    {
        "read": N_("查看自己的"),
        "lead": N_("查看下属的"),
        "sign": N_("签发月份"),
        "pay": N_("查看工资"),
        "export": N_("导出"),
    },
)
CODE = PERFORMANCE.code
SIGNED = EventKind("training.signed", N_("我的月度绩效已签发"))
JOB_WEIGHTS = {
    TicketType.CONSULT: "0.5", TicketType.REPAIR: "1", TicketType.INSTALL: "1.5",
    TicketType.DELIVERY: "0.5", TicketType.RETURN: "0.5", TicketType.INSPECTION: "1",
    TicketType.TRAINING: "1", TicketType.PART: "0.5",
}  # fmt: skip
SOURCE = {"source": "S003§14.4", "rule": "F-51"}
PARAMETERS = (
    Parameter(
        "perf.quality_weights", N_("服务质量怎么算"), Section.SERVICE, Sort.DECIMAL,
        (Decimal("0.5"), Decimal("0.3"), Decimal("0.2")),
        parts=(N_("首次修复率"), N_("承诺兑现率"), N_("不返修的比例")), least=0, most=1,
        check=check_shares, **SOURCE,
    ),
    Parameter(
        "perf.job_weights", N_("各类工单折算几单"), Section.SERVICE, Sort.DECIMAL,
        tuple(Decimal(one) for one in JOB_WEIGHTS.values()),
        parts=tuple(one.chinese for one in JOB_WEIGHTS), least=0, most=20, **SOURCE,
    ),
    Parameter(
        "perf.target_jobs", N_("每月目标单数"), Section.SERVICE, Sort.INTEGER, 40, unit=N_("单"),
        least=1, most=2000, note=N_("折算以后的单数；做到目标，数量得 100 分。"), **SOURCE,
    ),
    Parameter(
        "perf.repeat_days", N_("修好后多久内再报修算返修"), Section.SERVICE, Sort.INTEGER, 30,
        unit=N_("天"), least=1, most=365, **SOURCE,
    ),
    Parameter(
        "perf.pay_line", N_("绩效指数怎么变成系数"), Section.SERVICE, Sort.DECIMAL,
        (Decimal(60), Decimal(40), Decimal("0.8"), Decimal("0.4")),
        parts=(N_("起点指数"), N_("指数跨度"), N_("起点系数"), N_("系数跨度")),
        least=Decimal("0.01"), most=100,
        note=N_("系数 = 起点系数 + (指数 − 起点指数) ÷ 指数跨度 × 系数跨度，不超出上下限。"),
        **SOURCE,
    ),
)  # fmt: skip


def visible_staff(user) -> QuerySet[User]:
    """Oneself, and whom one leads: engineers, and whoever once had a month signed off."""
    rights = rights_of(user)
    reach = within(user, rights.sight(CODE, "lead"), owner="pk", unit="unit")
    if rights.may(CODE, "read"):
        reach |= Q(pk=user.pk)
    sent = Exists(Engineer.objects.filter(user=OuterRef("pk")))
    signed = Exists(SignedMonth.objects.filter(person=OuterRef("pk")))
    return User.objects.filter(reach).filter(sent | signed)


def visible_months(user) -> QuerySet[SignedMonth]:
    """Months of visible people that were signed off."""
    return SignedMonth.objects.filter(person__in=visible_staff(user))


def may(user, verb: str, person: User | None = None) -> bool:
    """Whether somebody may do `verb`, for a person if one is given.

    sign  nobody signs his own month; it takes the right to see pay, which is typed there
    pay   whom he leads, never his own
    """
    rights = rights_of(user)
    if verb == "view":
        return rights.may(CODE, "read") or rights.may(CODE, "lead")
    if verb == "sign":
        return may(user, "pay", person) and _reaches(user, "sign", person)
    if verb == "pay":
        return _reaches(user, "pay", person)
    if verb == "export":
        return rights.may(CODE, "export") and not exports_frozen(user)
    return rights.may(CODE, verb)


def _reaches(user, verb: str, person: User | None) -> bool:
    sight = rights_of(user).sight(CODE, verb)
    if person is None:
        return not sight.nothing
    if person.pk == user.pk:
        return False
    return sight.everything or person.unit_id in sight.unit_ids
