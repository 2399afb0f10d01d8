"""What serving a customer costs, of the papers that whoever asks may read (H-20, M-3)."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Abs, Least
from django.utils.translation import gettext as _

from maizi.accounts.access import rights_of
from maizi.complaints.access import visible_complaints
from maizi.credit.access import visible_accounts, visible_write_offs
from maizi.credit.terms import WriteOffState
from maizi.customers.access import visible_activities, visible_customers
from maizi.customers.terms import ContactChannel
from maizi.development.access import visible_gifts
from maizi.development.terms.accounts import GiftState
from maizi.fields.queries import parameters
from maizi.kernel.money import yuan
from maizi.kernel.texts import N_
from maizi.sales.access import visible_deliveries
from maizi.sales.terms.deliveries import GONE
from maizi.service.access import visible_tickets

from .facts import once_a_person

ZERO, YEAR_DAYS, HOUR = Decimal(0), 365, timedelta(hours=1)
LONGEST_WORK = timedelta(hours=8)  # waiting for a part is no work: a ticket costs a day at most

Costs = Iterator[tuple[int, Decimal]]


@once_a_person
def served(user, days: tuple[date, date]) -> dict[int, Decimal]:
    """Customer -> freight we paid, visits and contacts, service hours and parts, gifts,
    complaints, interest, bad debt. One query for each kind.
    """
    sums: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for _entity, _label, ask in KINDS:
        for customer, amount in ask(user, days):
            sums[customer] += amount
    return dict(sums)


def unread(user) -> list[str]:
    """What a person has no right to read, so that it is not in the cost of serving."""
    rights = rights_of(user)
    return [_(label) for entity, label, _ask in KINDS if not rights.may(entity, "read")]


def serving_notes(user) -> list[str]:
    """One sentence about what is left out; none when everything may be read."""
    missing = unread(user)
    if not missing:
        return []
    return [_("服务成本里没有您看不到的：%s。") % _("、").join(missing)]


def _freight(user, days) -> Costs:
    rows = visible_deliveries(user).filter(
        is_charged=False, state__in=GONE, shipped_at__date__range=days
    )
    return _summed(user, rows, Sum("freight_yuan"))


def _gifts(user, days) -> Costs:
    rows = visible_gifts(user).filter(state=GiftState.APPROVED, given_on__range=days)
    return _summed(user, rows, Sum("value_yuan"))


def _complaints(user, days) -> Costs:
    rows = visible_complaints(user).filter(received_at__date__range=days)
    return _summed(user, rows, Sum("cost_yuan"))


def _bad_debts(user, days) -> Costs:
    rows = visible_write_offs(user).filter(state=WriteOffState.DONE, closed_at__date__range=days)
    # Visible accounts are of visible customers; said twice, SQLite tries every pair of the two.
    for customer, total in (
        rows.order_by().values_list("account__customer").annotate(total=Sum("amount_yuan"))
    ):
        yield customer, yuan(total or 0)


def _parts(user, days) -> Costs:
    rows = visible_tickets(user).filter(parts__at__date__range=days)
    return _summed(user, rows, Abs(Sum("parts__document__movements__value_yuan")))


def _hours(user, days) -> Costs:
    (an_hour,) = parameters("insight.hour_cost")
    rows = visible_tickets(user).filter(
        restored_at__date__range=days, arrived_at__lt=F("restored_at"),
        customer__in=visible_customers(user).values("pk"),
    ).order_by()  # fmt: skip
    spent = Least(F("restored_at") - F("arrived_at"), LONGEST_WORK)
    for customer, span in rows.values_list("customer").annotate(span=Sum(spent)):
        yield customer, yuan(Decimal(span // timedelta(seconds=1)) / 3600 * an_hour)


def _contacts(user, days) -> Costs:
    a_visit, a_contact = parameters("insight.visit_cost", "insight.contact_cost")
    rows = visible_activities(user).filter(
        customer__in=visible_customers(user).values("pk"), at__date__range=days, corrects=None
    ).exclude(channel=ContactChannel.NOTE)  # fmt: skip
    is_visit = Q(channel=ContactChannel.VISIT)
    counted = (
        rows.order_by()
        .values_list("customer")
        .annotate(visits=Count("pk", filter=is_visit), others=Count("pk", filter=~is_visit))
    )
    for customer, visits, others in counted:
        yield customer, yuan(visits * a_visit + others * a_contact)


def _interest(user, days) -> Costs:
    (rate,) = parameters("insight.interest")
    part = rate * ((days[1] - days[0]).days + 1) / YEAR_DAYS
    owed = visible_accounts(user).filter(receivable_yuan__gt=0).order_by()
    for customer, amount in owed.values_list("customer", "receivable_yuan"):
        yield customer, yuan(amount * part)


def _summed(user, rows: QuerySet, amount) -> Costs:
    """Customer -> the sum of an amount; of visible customers only."""
    mine = rows.filter(customer__in=visible_customers(user).values("pk")).order_by()
    for customer, total in mine.values_list("customer").annotate(total=amount):
        yield customer, yuan(total or 0)


# What is read by whose right, as people call it, and how.
KINDS: tuple[tuple[str, str, Callable[..., Costs]], ...] = (
    ("delivery", N_("运费"), _freight), ("customer", N_("拜访与联系"), _contacts),
    ("ticket", N_("上门服务"), _hours), ("ticket", N_("备件"), _parts),
    ("gift", N_("礼品"), _gifts), ("complaint", N_("投诉处理"), _complaints),
    ("credit", N_("应收利息"), _interest), ("credit", N_("坏账"), _bad_debts),
)  # fmt: skip
