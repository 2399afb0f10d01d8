"""What is known of many customers at once: orders, contacts, clubs, partners, referrals."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import BooleanField, Case, Exists, Max, Min, OuterRef, Q, Value, When
from django.utils import timezone

from maizi.customers.models import Activity, Customer, Relation
from maizi.customers.queries import our_shares
from maizi.customers.terms import ContactChannel, RelationType, ValueClass
from maizi.development.models import Agreement
from maizi.development.terms.accounts import AgreementState
from maizi.sales.models import Order, OrderLine
from maizi.sales.terms import COUNTED, OrderState

from .. import access
from ..models import Membership, Occasion, Partnership, ReturnPlan, StageSpell
from ..terms import Proposal, Reason

YEAR, TWO_YEARS = timedelta(days=365), timedelta(days=730)
NOTHING = Decimal(0)
COLUMNS = (
    "pk",
    "name",
    "lifecycle",
    "owner_id",
    "archived_at",
    "ka_status",
    "created_at",
    "pool_id",
)


@dataclass(slots=True)
class Known:
    """Everything the night knows of one customer.

    order_days  of completed orders, ascending; ordered_on is the last day of any order
    occasions   (day, reason) of what still asks for a visit
    share       our part of what it buys, 0–1, as somebody found out
    by_hand     the value class that people set, while it lasts
    """

    pk: int
    name: str
    lifecycle: str
    owner_id: int | None
    archived_at: datetime | None
    ka_status: str
    created_at: datetime
    pool_id: int | None
    order_days: list[date] = field(default_factory=list)
    ordered_on: date | None = None
    bought_yuan: Decimal = NOTHING
    orders_of_year: int = 0
    contacted_on: date | None = None
    is_member: bool = False
    is_partner: bool = False
    referrals: int = 0
    referrals_of_late: int = 0
    nps: Sequence[int] = ()
    share: Decimal | None = None
    by_hand: ValueClass | None = None
    spell: StageSpell | None = None
    plan: ReturnPlan | None = None
    occasions: list[tuple[date, Reason]] = field(default_factory=list)


def known_of(ids: Collection[int], *, today: date) -> list[Known]:
    """Everything about some customers, by id. Twelve queries, however many they are."""
    ids = list(ids)
    rows = Customer.objects.filter(pk__in=ids).order_by("pk").values_list(*COLUMNS)
    found = {row[0]: Known(*row) for row in rows}
    _orders(found, ids, today)
    _contacts(found, ids)
    _clubs(found, ids, today)
    _referrals(found, ids, today)
    for spell in StageSpell.objects.filter(customer__in=ids, until=None):
        found[spell.customer_id].spell = spell
    for plan in ReturnPlan.objects.filter(customer__in=ids):
        found[plan.customer_id].plan = plan
    asked = Occasion.objects.filter(customer__in=ids, done_at=None)
    for customer, due_on, reason in asked.values_list("customer", "due_on", "reason"):
        found[customer].occasions.append((due_on, Reason(reason)))
    for pk, share in our_shares(ids).items():
        found[pk].share = share
    for pk, value in access.classes_by_hand(ids, today).items():
        found[pk].by_hand = value
    answers = access.nps_of(ids)
    for pk, scores in answers.items():
        found[pk].nps = scores
    return list(found.values())


def is_done() -> Case:
    """Whether an order counts as completed: all delivered, or closed short with something out."""
    went = Exists(OrderLine.objects.filter(document=OuterRef("pk"), delivered__gt=0))
    return Case(
        When(state__in=(OrderState.DELIVERED, OrderState.COMPLETED), then=Value(True)),
        When(Q(state=OrderState.CLOSED_SHORT) & Q(went), then=Value(True)),
        default=Value(False), output_field=BooleanField(),
    )  # fmt: skip


def _orders(found: Mapping[int, Known], ids: list[int], today: date) -> None:
    rows = Order.objects.filter(customer__in=ids, state__in=COUNTED, ordered_on__lte=today)
    rows = rows.annotate(done=is_done())
    rows = rows.order_by("customer", "ordered_on")
    since = today - YEAR
    for pk, day, net_yuan, done in rows.values_list("customer", "ordered_on", "net_yuan", "done"):
        known = found[pk]
        known.ordered_on = day
        if not done:
            continue
        known.order_days.append(day)
        if day >= since:
            known.orders_of_year += 1
            known.bought_yuan += net_yuan


def _contacts(found: Mapping[int, Known], ids: list[int]) -> None:
    rows = Activity.objects.filter(customer__in=ids).exclude(channel=ContactChannel.NOTE)
    rows = rows.order_by().values("customer").annotate(last=Max("at"))
    for pk, last in rows.values_list("customer", "last"):
        found[pk].contacted_on = timezone.localdate(last)


def _clubs(found: Mapping[int, Known], ids: list[int], today: date) -> None:
    running = Q(ends_on=None) | Q(ends_on__gte=today)
    members = Membership.objects.filter(running, customer__in=ids, joined_on__lte=today)
    for pk in members.values_list("customer", flat=True):
        found[pk].is_member = True
    for pk in running_partners(ids).values_list("customer", flat=True):
        found[pk].is_partner = True


def running_partners(ids: Collection[int]):
    """Approved partnerships whose agreement is in force."""
    signed = Agreement.objects.filter(
        pk=OuterRef("agreement"), state__in=(AgreementState.SIGNED, AgreementState.ACTIVE)
    )
    return Partnership.objects.filter(
        Exists(signed), customer__in=ids, state=Proposal.APPROVED
    ).order_by()


def _referrals(found: Mapping[int, Known], ids: list[int], today: date) -> None:
    """Customers that somebody brought and that have bought; a relation says who brought whom."""
    ties = Relation.objects.filter(type=RelationType.REFERRER, second__in=ids)
    brought: dict[int, list[int]] = defaultdict(list)
    for first, second in ties.values_list("first", "second"):
        brought[first].append(second)
    if not brought:
        return
    bought = Order.objects.annotate(done=is_done()).filter(customer__in=list(brought), done=True)
    bought = bought.order_by().values("customer").annotate(first=Min("ordered_on"))
    for pk, first in bought.values_list("customer", "first"):
        for referrer in brought[pk]:
            found[referrer].referrals += 1
            found[referrer].referrals_of_late += first >= today - TWO_YEARS
