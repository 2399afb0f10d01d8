"""What boards tell of an analysis: its numbers, sentences and first lines.

A small company's are computed by the page that shows them, and kept for some minutes: orders
are being imported. In a large one that would take minutes: there a job prepares them once a day,
by night, and until it is done the page shows those of the day before.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.cache import cache
from django.utils.translation import get_language

from maizi.accounts.access import rights_of
from maizi.jobs.queries import Ready, Want, ready
from maizi.kit.listing.counts import is_large
from maizi.sales.models import Order

from ..terms import Code, Risk
from .asked import Asked, usual_window
from .found import Stat
from .register import find

TASK = "insight.digest"
DAY_SECONDS, SOME_MINUTES = 24 * 3600, 600
MOST_LINES = 32
SHORT = 16


@dataclass(frozen=True, slots=True)
class Digest:
    """An analysis of the twelve months that end the day before.

    lines  (customer, risk, amount, why) of those likely to leave, the likeliest first
    """

    stats: list[Stat]
    says: list[str]
    lines: list[tuple[int, str, Decimal, str]]
    is_thin: bool
    day: date

    @property
    def told(self) -> dict:
        """As it is stored."""
        return {
            "stats": [[one.code, one.label, _plain(one.value), one.sort, one.hint]
                      for one in self.stats],
            "says": self.says,
            "lines": [[id_, group, str(amount), why] for id_, group, amount, why in self.lines],
            "is_thin": self.is_thin,
            "day": self.day.isoformat(),
        }  # fmt: skip


def digest_of(user, code: Code, today: date) -> tuple[Digest | None, Ready]:
    """The digest of an analysis with a person's rights, and whether another one is wanted.

    None while it is being prepared for the first time. At most three queries, or the analysis.
    """
    want = _wanted(user, code, today)
    kept = cache.get(want.key)
    if kept is not None:
        return kept, Ready()
    if not is_large(Order):
        return work_out(user, want.payload, SOME_MINUTES), Ready()
    state = ready(user, want)
    kept = _read(state.result) if state.result else None
    if kept and kept.day == today:
        cache.set(want.key, kept, DAY_SECONDS)
    return kept, state


def digest_states(user, codes: Iterable[Code], today: date) -> list[Ready]:
    """How the digests stand that pages of that day will not wait for; one query for each."""
    is_here = not is_large(Order)
    return [] if is_here else [ready(user, _wanted(user, code, today)) for code in codes]


def work_out(user, payload: dict, seconds: int = DAY_SECONDS) -> Digest | None:
    """Compute what is wanted and keep it in the cache; None when the rights are others by now."""
    code, today = Code(payload["code"]), date.fromisoformat(payload["day"])
    if payload["rights"] != rights_of(user).fingerprint[:SHORT]:
        return None
    found = find(user, Asked(code, *usual_window(today)))
    lines = [(line.id, line.group, line.amount, str(line.values[-1]))
             for line in found.lines[: MOST_LINES if code == Code.RISK else 0]
             if line.group in (Risk.HIGH, Risk.HIGHEST)]  # fmt: skip
    stats = [Stat(one.code, str(one.label), one.value, one.sort, str(one.hint))
             for one in found.stats]  # fmt: skip
    kept = Digest(stats, [str(one) for one in found.says], lines, found.is_thin, today)
    cache.set(_key(user, payload), kept, seconds)
    return kept


def _wanted(user, code: Code, today: date) -> Want:
    rights, language = rights_of(user).fingerprint[:SHORT], get_language()
    payload = {"code": code.value, "day": today.isoformat(), "rights": rights,
               "language": language}  # fmt: skip
    return Want(TASK, _key(user, payload), payload)


def _key(user, payload: dict) -> str:
    return ":".join([TASK, str(user.pk), *map(payload.get, ("code", "language", "rights", "day"))])


def _read(told: dict) -> Digest:
    return Digest(
        [Stat(code, label, _number(value), sort, hint)
         for code, label, value, sort, hint in told["stats"]],
        told["says"],
        [(id_, group, Decimal(amount), why) for id_, group, amount, why in told["lines"]],
        told["is_thin"],
        date.fromisoformat(told["day"]),
    )  # fmt: skip


def _plain(value):
    """A value as JSON has it: decimals as a list of their text, apart from what is text."""
    if isinstance(value, Decimal):
        return [str(value)]
    return value if value is None or isinstance(value, int) else str(value)


def _number(value):
    return Decimal(value[0]) if isinstance(value, list) else value
