"""Who reads key-account lists and grade changes, who may do what with them (M-2, M-3, M-5)."""

from datetime import timedelta
from decimal import Decimal

from django.db.models import QuerySet

from maizi.accounts.access import Entity, group_access, rights_of
from maizi.clocks.access import ClockKind, ExtensionPolicy, Period
from maizi.clocks.terms import BreachAction, Counting
from maizi.customers.access import visible_customers
from maizi.fields.access import NumberKind, NumberShape, Parameter
from maizi.fields.terms import Section, Sort
from maizi.inbox.access import EventKind
from maizi.kernel.errors import Refused
from maizi.kernel.privacy import FieldAccess, FieldGroup
from maizi.kernel.texts import N_
from maizi.privacy.access import CREDIT_USE
from maizi.privacy.models import Opening

from .models import GradeChange, KeyAccount, ListMove, Suggestion

KEY_ACCOUNT = Entity(
    "key_account",
    N_("大客户名单"),
    {
        "read": N_("查看名单与信用信息"),
        "file": N_("提出等级变更"),
        "extend": N_("批准延期一天"),
        "suggest": N_("提优化建议"),
        "answer": N_("答复优化建议"),
        "desk": N_("信用工作台"),
        "log": N_("查看信用信息的使用记录"),
        "export": N_("导出"),
    },
)
NUMBERS = NumberKind("grade_change", N_("等级变更申请编号"), NumberShape("BG"))
DEMOTED = EventKind("keyaccounts.demoted", N_("大客户自动降级"), by_mail=True)
MOVED = EventKind("keyaccounts.moved", N_("大客户名单变动"))
CHANGE = EventKind("keyaccounts.change", N_("等级变更轮到我或有了结果"), by_mail=True)
LATE = EventKind("keyaccounts.late", N_("等级变更快超时或已超时"), by_mail=True, is_urgent=True)
ANSWERED = EventKind("keyaccounts.answered", N_("我的优化建议有了答复"))
EVENTS = (DEMOTED, MOVED, CHANGE, LATE, ANSWERED)
GRADE_CHANGE = "keyaccounts.grade"  # the request that approvals know

SUBMIT, REGION, HQ, TOTAL = (
    "ka.change.submit",
    "ka.change.region",
    "ka.change.hq",
    "ka.change.total",
)
CLOCKS = (
    ClockKind(SUBMIT, N_("提交变更申请"), on_breach=BreachAction.ESCALATE),
    ClockKind(
        REGION, N_("大区当日审核"), Period(Counting.SAME_DAY), on_breach=BreachAction.ESCALATE
    ),
    ClockKind(
        HQ, N_("总部审签"), on_breach=BreachAction.ESCALATE,
        extension=ExtensionPolicy(times=1, most=timedelta(days=1), capped_by=TOTAL),
    ),
    ClockKind(TOTAL, N_("等级变更全程"), on_breach=BreachAction.ESCALATE),
)  # fmt: skip


def _falling_shares(values) -> None:
    if list(values) != sorted(values, reverse=True):
        raise Refused(N_("降两档的线不能高于降一档的线。请核对两个百分比。"), field="value_1")


PARAMETERS = (
    Parameter(
        "ka.list.steps", N_("履约率达到多少不降名单、只降一档"), Section.KEY_ACCOUNTS, Sort.PERCENT,
        (Decimal("0.95"), Decimal("0.85")), rule="D-10", parts=(N_("不降"), N_("降一档")),
        least=0, most=1, check=_falling_shares,
        note=N_("再低降两档；低于自动降级线的不再是大客户。"),
    ),
    Parameter(
        "ka.fulfil_grace", N_("履约的宽限"), Section.KEY_ACCOUNTS, Sort.INTEGER, 3,
        unit=N_("天"), rule="D-11", least=0, most=30,
        note=N_("到期后这么多天以内履行的，算按时。"),
    ),
    Parameter(
        "ka.fulfil_least", N_("至少几项到期义务才自动降级"), Section.KEY_ACCOUNTS, Sort.INTEGER, 4,
        unit=N_("项"), rule="D-11", least=1, most=100, note=N_("不足的由人判断。"),
    ),
    Parameter(
        "ka.quiet_days", N_("人工决定以后多久不再问"), Section.KEY_ACCOUNTS, Sort.INTEGER, 30,
        unit=N_("天"), rule="D-11", least=1, most=365,
        note=N_("保留大客户、不作等级变更以后；又有违约的，马上再问。"),
    ),
    Parameter(
        "ka.black_months", N_("违约后黑名单几个月内不因交易额上升"), Section.KEY_ACCOUNTS,
        Sort.INTEGER, 6, unit=N_("个月"), rule="D-10", least=0, most=36,
    ),
)  # fmt: skip


def may(user, verb: str, row=None) -> bool:
    """Whether some post of the person grants the verb."""
    return rights_of(user).may("key_account", "read" if verb in ("view", "unmask") else verb)


def visible_key_accounts(user) -> QuerySet[KeyAccount]:
    """Key accounts among the customers somebody sees, for supervisors and above (M-5)."""
    if not may(user, "read"):
        return KeyAccount.objects.none()
    return KeyAccount.objects.filter(customer__in=visible_customers(user))


def visible_moves(user) -> QuerySet[ListMove]:
    """Moves of visible key accounts."""
    return ListMove.objects.filter(account__in=visible_key_accounts(user))


def visible_changes(user) -> QuerySet[GradeChange]:
    """Grade changes of visible customers."""
    if not may(user, "read"):
        return GradeChange.objects.none()
    return GradeChange.objects.filter(customer__in=visible_customers(user))


def visible_suggestions(user) -> QuerySet[Suggestion]:
    """All for those who answer, one's own for others who may make them."""
    if may(user, "answer"):
        return Suggestion.objects.all()
    return (
        Suggestion.objects.filter(by=user.pk) if may(user, "suggest") else Suggestion.objects.none()
    )


def visible_uses(user) -> QuerySet[Opening]:
    """Who read which customer's credit information, and for what (M-5)."""
    if not may(user, "log"):
        return Opening.objects.none()
    return Opening.objects.filter(topic=CREDIT_USE.code)


def sees_colours(user) -> bool:
    """Whether a person reads lists and grades at all (M-4)."""
    return group_access(user, FieldGroup.CREDIT) >= FieldAccess.READ
