"""What was promised to customers, and how often it is kept (C-30); with what complaints promise."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q
from django.utils import timezone

from maizi.complaints.access import visible_complaints
from maizi.complaints.models import Promise as ComplaintPromise
from maizi.customers import access as customers
from maizi.customers.models import Customer
from maizi.customers.terms import PanelPlace
from maizi.kernel.texts import N_

from .. import access
from ..rules.promises import Tally
from ..terms import PromiseState

MOST_OPEN, MOST_ENDED, MOST_CUSTOMERS, MOST_READ = 50, 12, 50, 5_000
NAMES = ("in_time", "late", "broken", "overdue", "withdrawn", "coming")


@dataclass(frozen=True, slots=True)
class Rate:
    """How the promises of one person, or to one customer, came out."""

    id: int
    name: str
    tally: Tally


def promises_of(user, customer: Customer) -> dict:
    """Open, ended and promised in complaints, as far as the person sees them. Three queries."""
    rows = access.visible_promises(user).filter(customer=customer).select_related("owner")
    ended = rows.exclude(state=PromiseState.OPEN).order_by("-ended_on", "-id")
    complaints = visible_complaints(user).filter(customer=customer)
    asked = ComplaintPromise.objects.filter(complaint__in=complaints, done_at=None)
    return {
        "open": list(rows.filter(state=PromiseState.OPEN)[:MOST_OPEN]),
        "ended": list(ended[:MOST_ENDED]),
        "in_complaints": list(asked.select_related("owner", "complaint")[:MOST_ENDED]),
    }


def open_for(user, customer: Customer, today: date) -> dict | None:
    """How many promises are open and how many of them late; None without any. One query."""
    if not access.may(user, "read"):
        return None
    rows = access.visible_promises(user).filter(customer=customer, state=PromiseState.OPEN)
    told = rows.aggregate(count=Count("pk"), late=Count("pk", filter=Q(due_on__lt=today)))
    return told | {"customer": customer} if told["count"] else None


def rates(user, since: date, until: date, *, today: date) -> tuple[list[Rate], list[Rate], Tally]:
    """Promises due in a period, by who has to keep them and by customer; all together.

    Those given in complaints count with the others, as far as the person sees the complaint.
    Persons by name; customers with most missed first. Four queries.
    """
    people, kept = _both(user, (since, until), today, ("owner", "owner__name"))
    by_person = sorted(people.values(), key=lambda rate: rate.name)
    bought, _kept = _both(user, (since, until), today, ("customer", "customer__name"))
    worst = sorted(bought.values(), key=lambda rate: (-rate.tally.missed, rate.name))
    return by_person, worst[:MOST_CUSTOMERS], kept


def _both(user, days: tuple[date, date], today: date, key: tuple[str, str]) -> tuple[dict, Tally]:
    own = access.visible_promises(user).filter(due_on__range=days)
    made = ComplaintPromise.objects.filter(
        complaint__in=visible_complaints(user).filter(customer__in=access.visible_kept(user)),
        due_on__range=days,
    )
    there = key if key[0] == "owner" else tuple(f"complaint__{name}" for name in key)
    found: dict[int, Rate] = {}
    for id_, name, *counts in (
        *_counted(own, key, _own_counts(today)), *_counted(made, there, _counts_in(today)),
    ):  # fmt: skip
        before = found[id_].tally if id_ in found else Tally()
        found[id_] = Rate(id_, name, before + Tally(*counts))
    total = sum((rate.tally for rate in found.values()), Tally())
    return found, total


def _counted(rows, key: tuple[str, str], counts: dict) -> Iterable[tuple]:
    rows = rows.order_by().values_list(*key).annotate(**counts)
    return rows.order_by(f"-{NAMES[2]}")[:MOST_READ]


def _own_counts(today: date) -> dict[str, Count]:
    is_kept, is_open = Q(state=PromiseState.KEPT), Q(state=PromiseState.OPEN)
    wanted = (
        is_kept & Q(ended_on__lte=F("due_on")), is_kept & Q(ended_on__gt=F("due_on")),
        Q(state=PromiseState.BROKEN), is_open & Q(due_on__lt=today),
        Q(state=PromiseState.WITHDRAWN), is_open & Q(due_on__gte=today),
    )  # fmt: skip
    return _named(wanted)


def _counts_in(today: date) -> dict[str, Count]:
    """The same of what complaints promise: done or not, never broken by word or withdrawn."""
    is_done, is_open, never = ~Q(done_at=None), Q(done_at=None), Q(pk__in=[])
    wanted = (
        is_done & Q(done_at__date__lte=F("due_on")), is_done & Q(done_at__date__gt=F("due_on")),
        never, is_open & Q(due_on__lt=today), never, is_open & Q(due_on__gte=today),
    )  # fmt: skip
    return _named(wanted)


def _named(wanted: Iterable[Q]) -> dict[str, Count]:
    return {name: Count("pk", filter=which) for name, which in zip(NAMES, wanted, strict=True)}


def _strip(user, customer: Customer) -> dict | None:
    return open_for(user, customer, timezone.localdate())


PROMISE_STRIP = customers.Panel(
    code="relationship.promises", label=N_("待兑现的承诺"), place=PanelPlace.STRIP,
    template="relationship/strip.html", context=_strip,
    is_offered=lambda user, customer: access.may(user, "read") and customer.pool_id is None,
    position=16,
)  # fmt: skip
