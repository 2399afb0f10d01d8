"""Counts over all customers, orders or accounts that a board needs.

A small company's are counted by the page. In a large one that would take seconds at every
opening: there a job counts them, at most every ten minutes, and the page says of when they are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.cache import cache
from django.db.models import Count, Model, Q, Sum
from django.utils import timezone
from django.utils.translation import get_language

from maizi.accounts.access import rights_of
from maizi.credit import access as credit
from maizi.customers import access as customers
from maizi.customers.models import Customer
from maizi.customers.queries import beginning_of
from maizi.jobs.queries import Ready, Want, ready
from maizi.kernel import money
from maizi.kit.listing.counts import is_large

from .day import SILENT_DAYS

TASK = "desk.count"
FRESH = timedelta(minutes=10)
SHORT = 16
MOST_PEOPLE = 8
KEYS = "code", "language", "rights", "day"


@dataclass(frozen=True)
class Counting:
    """One count: over which table, and how; what it finds can be stored as it is.

    model  whose rows are looked at; rights are asked of customers, so often that is what is long
    """

    model: type[Model]
    work_out: Callable[[object, date], dict]


def counted(user, code: str, today: date) -> tuple[dict | None, Ready]:
    """A count with a person's rights, and whether a newer one is wanted.

    None while it is counted for the first time. At most three queries, or the count.
    """
    want = _wanted(user, code, today)
    kept = cache.get(_key(user, want.payload))
    if kept is not None:
        return kept, Ready()
    if not is_large(COUNTS[code].model):
        return COUNTS[code].work_out(user, today), Ready()
    state = ready(user, want, since=timezone.now() - FRESH)
    return state.result, state


def work_out(user, payload: dict) -> dict | None:
    """Count what is wanted and keep it in the cache; None when the rights are others by now."""
    if payload["rights"] != rights_of(user).fingerprint[:SHORT]:
        return None
    found = COUNTS[payload["code"]].work_out(user, date.fromisoformat(payload["day"]))
    cache.set(_key(user, payload), found, FRESH.seconds)
    return found


def _team(user, today: date) -> dict:
    """Whose promises are late, whose customers are silent: the most pressing. One query."""
    silent = beginning_of(today - timedelta(SILENT_DAYS))
    rows = customers.visible_customers(user).exclude(owner=None).exclude(owner=user.pk)
    late = Q(next_contact_on__lt=today)
    quiet = Q(next_contact_on=None) & (
        Q(last_contact_at__lt=silent) | Q(last_contact_at=None, created_at__lt=silent)
    )
    grouped = list(
        rows.order_by()
        .values("owner", "owner__name")
        .annotate(late=Count("pk", filter=late), quiet=Count("pk", filter=quiet))
        .filter(Q(late__gt=0) | Q(quiet__gt=0))
        .order_by("-late", "-quiet", "owner")
    )
    shown = [[one["owner"], one["owner__name"], one["late"], one["quiet"]]
             for one in grouped[:MOST_PEOPLE]]  # fmt: skip
    return {"rows": shown, "count": len(grouped)}


def _owed(user, today: date) -> dict:
    """What is owed in all, and how many customers are late. Two queries."""
    rows = credit.visible_accounts(user)
    owed = money.yuan(rows.aggregate(owed=Sum("receivable_yuan"))["owed"] or 0)
    return {"owed_yuan": str(owed), "late": rows.filter(oldest_due_on__lt=today).count()}


COUNTS = {  # others add theirs: whoever counts over a table that may be large
    "team": Counting(Customer, _team),
    "owed": Counting(Customer, _owed),
}


def _wanted(user, code: str, today: date) -> Want:
    rights = rights_of(user).fingerprint[:SHORT]
    payload = {"code": code, "day": today.isoformat(), "rights": rights,
               "language": get_language()}  # fmt: skip
    slot = int(timezone.now().timestamp() // FRESH.total_seconds())
    return Want(TASK, f"{_key(user, payload)}:{slot}", payload)


def _key(user, payload: dict) -> str:
    return ":".join([TASK, str(user.pk), *map(payload.get, KEYS)])
