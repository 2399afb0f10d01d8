"""Reads of the archive that have a name."""

import json
from collections.abc import Iterable
from datetime import date, datetime, time
from functools import cache
from importlib.resources import files

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from maizi.history.models import HistoryEntry
from maizi.kit.listing.counts import table_size

from .. import access
from ..models import Activity, Customer
from ..terms import ContactChannel

MOST_CANDIDATES = 20


def visible_ids(user, ids: Iterable[int]) -> set[int]:
    """Those of the ids that the person may see. One query."""
    rows = access.visible_customers(user).filter(pk__in=list(ids))
    return set(rows.values_list("pk", flat=True))


def activities_for(user, customer: Customer) -> QuerySet[Activity]:
    """The follow-ups of one customer, newest first, with author, contact and what they correct."""
    rows = access.visible_activities(user).filter(customer=customer)
    rows = rows.select_related("author", "contact")
    return rows.prefetch_related("contacts", "colleagues", "tags")


def customers_in_all() -> int:
    """About how many customers there are, for the progress of a job."""
    return table_size(Customer) or Customer.objects.count()


def ids_between(first: int, last: int) -> list[int]:
    """Customers whose ids lie together, as those of one batch of an import."""
    rows = Customer.objects.filter(pk__gte=first, pk__lte=last)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:20_000])


def ids_of_request(request_id: str) -> list[int]:
    """Customers that one request has changed."""
    rows = HistoryEntry.objects.filter(
        request_id=request_id, kind=Customer._meta.label_lower, object_id__isnull=False
    )
    return sorted(set(rows.values_list("object_id", flat=True)[:20_000]))


def activity_of(id_: int) -> Activity:
    """One follow-up with its customer and author."""
    return Activity.objects.select_related("customer", "author").get(pk=id_)


def is_effective(activity_id: int) -> bool:
    """Whether a follow-up was a contact with the customer, and not only a note. One query."""
    rows = Activity.objects.filter(pk=activity_id)
    return rows.exclude(channel=ContactChannel.NOTE).exists()


def promises_due(user, until: date) -> QuerySet[Customer]:
    """The person's own customers whose next contact is due by a day, oldest promise first."""
    rows = access.visible_customers(user).filter(owner=user, next_contact_on__lte=until)
    return rows.order_by("next_contact_on", "id")


def beginning_of(day: date) -> datetime:
    """The first moment of a day here: rows are compared with it quicker than each by its day."""
    return timezone.make_aware(datetime.combine(day, time.min))


def neglected(user, since: date) -> QuerySet[Customer]:
    """The person's own customers without contact since a day and without a planned one."""
    moment = beginning_of(since)
    silent = Q(last_contact_at=None, created_at__lt=moment) | Q(last_contact_at__lt=moment)
    rows = access.visible_customers(user).filter(silent, owner=user, next_contact_on=None)
    return rows.order_by(F("last_contact_at").asc(nulls_first=True), "id")


def any_customer() -> QuerySet[Customer]:
    """Every customer of the company: only to ask for access to one known by its duplicate."""
    return Customer.objects.all()


@cache
def _divisions() -> dict[str, dict[str, list[str]]]:
    text = files("maizi.customers").joinpath("divisions.json").read_text("utf-8")
    return json.loads(text)


def places(province: str, city: str) -> list[str]:
    """Provinces; with a province its cities; with a city its districts."""
    tree = _divisions()
    if not province:
        return list(tree)
    cities = tree.get(province, {})
    return cities.get(city, []) if city else list(cities)


def written_by(user, run) -> list[tuple[str, str]]:
    """The first customers that an import brought in, as far as the person sees them. One query."""
    rows = access.visible_customers(user).filter(import_id=run.pk).order_by("id")
    return [(str(row), row.get_absolute_url()) for row in rows[:MOST_CANDIDATES]]
