"""Important days as people see them: of one customer, of one's own customers, all due."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from maizi.kernel.texts import N_
from maizi.privacy.models import Consent, SensitiveField
from maizi.privacy.queries import field_of, separate_consents

from .. import access, rules
from ..models import Customer, ImportantDay
from ..rules.profiles import date_in_words
from ..terms import DayKind, PanelPlace

CHILDREN = "children_under_14"
MOST_ON_CARD = 6
MOST_OF_CUSTOMER = 100


@dataclass(frozen=True)
class ShownDay:
    """One day in words: when it comes, how many days ahead, which anniversary."""

    row: ImportantDay
    ahead: int | None
    years: int | None

    @property
    def written(self) -> str:
        return date_in_words(self.row.date)


def days_of(user, customer: Customer) -> list[ShownDay]:
    """The days of a customer and its people, the next first; those over last. One query."""
    rows = access.visible_days(user).filter(customer=customer).select_related("contact")
    found = shown(rows[:MOST_OF_CUSTOMER], timezone.localdate())
    return sorted(found, key=lambda one: (one.ahead is None, one.ahead or 0))


def days_ahead(user, today: date, *, days: int, most: int) -> list[ShownDay]:
    """The days that the person's own customers have soon. One query."""
    rows = access.visible_days(user).filter(
        customer__owner=user, next_on__gte=today, next_on__lte=today + timedelta(days=days),
        is_muted=False,
    )  # fmt: skip
    rows = rows.select_related("customer", "contact").order_by("next_on", "id")
    return shown(rows[:most], today)


def shown(rows, today: date) -> list[ShownDay]:
    """Rows with what follows from today; a night's delay of `next_on` does not show."""
    found = []
    for row in rows:
        on = row.date
        next_on = rules.comes_next(row.kind, on, today)
        ahead = (next_on - today).days if next_on else None
        row.next_on = next_on
        found.append(ShownDay(row, ahead, rules.years_on(on, next_on) if next_on else None))
    return found


def days_to_remember(today: date, ahead: int) -> QuerySet[ImportantDay]:
    """Days between today and `ahead` days later, of customers with an owner."""
    rows = ImportantDay.objects.filter(
        next_on__gte=today, next_on__lte=today + timedelta(days=ahead), is_muted=False,
        customer__owner__isnull=False,
    ).exclude(reminded_on=today)  # fmt: skip
    return rows.select_related("customer__owner", "contact").order_by("id")


def day_kinds(user, row: ImportantDay) -> list[tuple[str, str]]:
    """What the form of a day offers; a child's day only where such information is taken (A-21)."""
    field = field_of(CHILDREN) if access.writes_children(user) else None
    is_taken = row.kind == DayKind.CHILD or bool(field and field.is_enabled)
    return [c for c in DayKind.choices() if is_taken or c[0] != DayKind.CHILD]


def child_days() -> QuerySet[ImportantDay]:
    """Every day of a child that is kept, of anybody."""
    rows = ImportantDay.objects.filter(kind=DayKind.CHILD)
    return rows.select_related("customer", "contact").order_by("id")


def consent_to_children(row: ImportantDay, field: SensitiveField) -> Consent | None:
    """The separate consent of its person, by a guardian, on which a child's day rests."""
    consents = separate_consents(row.contact or row.customer, field)
    return consents.exclude(guardian="").first()


def _card(user, customer: Customer) -> dict | None:
    if not access.may(user, "unmask", customer):
        return None
    found = [one for one in days_of(user, customer) if one.ahead is not None]
    return {"days": found[:MOST_ON_CARD], "may_change": access.may(user, "change", customer)}


DAYS = access.Panel(
    code="customers.days",
    label=N_("重要日子"),
    place=PanelPlace.RIGHT,
    template="customers/_days.html",
    context=_card,
    position=40,
)
