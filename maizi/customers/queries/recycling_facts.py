"""What the archive itself lets recycling rules ask, and whom it saves from all of them (B-4)."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from maizi.accounts.models import OrgUnit
from maizi.approvals.models import ApprovalCase
from maizi.approvals.terms import OPEN_STATES, GrantState
from maizi.kernel.texts import N_

from ..access.recycling import Compiled, Exemption, RecyclingFact
from ..models import Activity, Customer, Protection
from ..rules import Condition, Fact
from ..terms import (
    Channel,
    ContactChannel,
    Exempt,
    FactSort,
    Industry,
    KaStatus,
    Lifecycle,
    Nature,
    Operator,
    PartyType,
    StaffSize,
)
from .ownership import traded

CHOICES = (
    ("lifecycle", N_("发展阶段"), Lifecycle), ("ka_status", N_("大客户身份"), KaStatus),
    ("party_type", N_("客户主体"), PartyType), ("industry", N_("行业类型"), Industry),
    ("nature", N_("客户性质"), Nature), ("staff_size", N_("公司规模"), StaffSize),
    ("channel", N_("采集渠道"), Channel),
)  # fmt: skip
IDLE_NOTE = N_("从最近一次有效跟进算起；到手以后还没跟进的，从到手那天算起。备注不算有效跟进。")
HELD_NOTE = N_("从到手那天算起。")
DEAL_NOTE = N_("从最近一次成交算起；到手以后没有成交的，从到手那天算起。")
WON_NOTE = N_("只对从未成交的客户，从到手那天算起。")


def _idle(one: Condition, since: datetime | None) -> Q:
    contacts = Activity.objects.filter(customer=OuterRef("pk"), at__gte=since)
    return Q(got_at__lt=since) & ~Exists(contacts.exclude(channel=ContactChannel.NOTE))


def _held(one: Condition, since: datetime | None) -> Q:
    return Q(got_at__lt=since)


def _no_deal(one: Condition, since: datetime | None) -> Q:
    day = timezone.localdate(since)
    return Q(got_at__lt=since) & (Q(first_trade_on=None) | Q(first_trade_on__lt=day))


def _not_won(one: Condition, since: datetime | None) -> Q:
    return Q(got_at__lt=since) & ~traded()


def _traded(one: Condition, since: datetime | None) -> Q:
    return traded() if one.operator == Operator.YES else ~traded()


def _choice(name: str) -> Compiled:
    def query(one: Condition, since: datetime | None) -> Q:
        return _as_asked(one, Q(**{f"{name}__in": one.values}))

    return query


def _tagged(one: Condition, since: datetime | None) -> Q:
    through = Customer.tags.through.objects.filter(customer=OuterRef("pk"))
    return _as_asked(one, Q(Exists(through.filter(tag__in=_ids(one)))))


def _in_unit(one: Condition, since: datetime | None) -> Q:
    paths = OrgUnit.objects.filter(pk__in=_ids(one)).values_list("path", flat=True)
    below = (Q(org_unit__path__startswith=path) for path in paths)
    return _as_asked(one, reduce(or_, below, Q(pk__in=[])))


def _as_asked(one: Condition, found: Q) -> Q:
    return found if one.operator == Operator.IN else ~found


def _ids(one: Condition) -> list[str]:
    return [value for value in one.values if value.isascii() and value.isdigit()]


def _facts() -> Iterator[RecyclingFact]:
    lengths: tuple[tuple[str, str, Callable, str], ...] = (
        ("idle", N_("没有有效跟进"), _idle, IDLE_NOTE),
        ("held", N_("到手已经"), _held, HELD_NOTE),
        ("no_deal", N_("没有成交"), _no_deal, DEAL_NOTE),
        ("not_won", N_("一直没有拿下"), _not_won, WON_NOTE),
    )
    for code, label, query, note in lengths:
        yield RecyclingFact(Fact(code, label, FactSort.DAYS, note=note), query)
    yield RecyclingFact(Fact("traded", N_("成交过"), FactSort.YES_NO), _traded)
    for name, label, words in CHOICES:
        choices = tuple((word.value, word.chinese) for word in words)
        yield RecyclingFact(Fact(name, label, FactSort.CHOICE, choices), _choice(name))
    yield RecyclingFact(Fact("tags", N_("标签"), FactSort.CHOICE), _tagged)
    yield RecyclingFact(Fact("org_unit", N_("所属部门"), FactSort.CHOICE), _in_unit)


def _key_accounts() -> Q:
    return Q(ka_status=KaStatus.KEY)


def _protected() -> Q:
    valid = Q(until=None) | Q(until__gte=timezone.localdate())
    return Q(Exists(Protection.objects.filter(valid, customer=OuterRef("pk"))))


def _in_approval() -> Q:
    waiting = Q(state__in=OPEN_STATES) | Q(grant=GrantState.OPEN)
    cases = ApprovalCase.objects.filter(waiting, kind=Customer._meta.label_lower)
    return Q(Exists(cases.filter(object_id=OuterRef("pk"))))


def _being_handed_over() -> Q:
    return Q(owner__leaves_on__isnull=False)


FACTS = tuple(_facts())
EXEMPTIONS = (
    Exemption("key", Exempt.KEY.chinese, _key_accounts),
    Exemption("protected", Exempt.PROTECTED.chinese, _protected),
    Exemption("approval", Exempt.APPROVAL.chinese, _in_approval),
    Exemption("leaving", Exempt.LEAVING.chinese, _being_handed_over),
)
