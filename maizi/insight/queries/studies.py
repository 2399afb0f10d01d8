"""What the page of an analysis shows: its result, the period before, who moved where.

A small company's is computed by the page. In a large one that would take minutes: there a job
computes it, at most every hour for one question of one person, and the page waits for nothing.
"""

from collections import Counter
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from hashlib import blake2b
from json import dumps

from django.utils import timezone
from django.utils.translation import get_language

from maizi.accounts.access import rights_of
from maizi.jobs.queries import Ready, Want, ready
from maizi.kit.listing.counts import is_large
from maizi.sales.models import Order

from .. import access
from ..models import Run
from ..terms import Code
from . import storing
from .asked import Asked
from .comparing import earlier_values, moves, placed_in
from .found import Found, Stat
from .lines import Ends
from .register import find

TASK = "insight.study"
FRESH = timedelta(hours=1)
SHORT = 16
# What of a result is stored as it stands; lines only as far as they are turned.
PLAIN = ("subject", "says", "notes", "is_thin", "groups", "columns", "chart")


@dataclass
class Study:
    """One result beside an earlier one.

    earlier  code of a number -> what it was in the window before
    moves    (group before, group now) -> how many customers
    """

    found: Found
    earlier: dict[str, object]
    moves: Counter = field(default_factory=Counter)


@dataclass
class Kept(Found):
    """A result as a job left it: the counts of its groups, the ends of their lines."""

    counted: list = field(default_factory=list)
    parts: dict[str, Ends] = field(default_factory=dict)

    def of_group(self, group: str) -> Ends:
        return self.parts[group] if group in self.parts else Ends(0, [], [])

    def counts(self) -> list:
        return self.counted


def study_of(user, asked: Asked, against: Run | None) -> tuple[Study | None, Ready]:
    """What is to be shown, and whether a newer one is wanted; None while there is none yet.

    At most two queries, or the analysis twice.
    """
    if not is_large(Order):
        return _worked_out(user, asked, against), Ready()
    state = ready(user, _wanted(user, asked, against), since=timezone.now() - FRESH)
    return _read(asked.code, state.result) if state.result else None, state


def work_out_study(user, payload: dict) -> dict | None:
    """Compute what is wanted, as it is stored; None when the rights are others by now."""
    if payload["rights"] != rights_of(user).fingerprint[:SHORT]:
        return None
    days = (date.fromisoformat(payload[name]) for name in ("starts_on", "ends_on"))
    asked = Asked(Code(payload["code"]), *days, payload["options"])
    against = access.visible_runs(user).filter(code=asked.code, pk=payload["against"]).first()
    return _told(_worked_out(user, asked, against))


def reach(lines) -> int:
    """How many lines, from the first on, can be turned to."""
    return len(lines.first) if isinstance(lines, Ends) else len(lines)


def _worked_out(user, asked: Asked, against: Run | None) -> Study:
    found, before = find(user, asked), find(user, asked.before())
    earlier = placed_in(against, user) if against else before.placed
    moved = moves(earlier, found.placed) if earlier and found.placed else Counter()
    return Study(found, earlier_values(before), moved)


def _told(study: Study) -> dict:
    found = study.found
    parts = {group: Ends.of(found.of_group(group)) for group in ("", *found.groups)}
    whole = {
        **{name: getattr(found, name) for name in PLAIN},
        "stats": [[getattr(one, each.name) for each in fields(Stat)] for one in found.stats],
        "counted": found.counts(), "is_placed": bool(found.placed),
        "parts": {group: ends.told() for group, ends in parts.items()},
        "earlier": study.earlier, "moves": dict(study.moves),
    }  # fmt: skip
    return storing.told(whole)


def _read(code: Code, stored: dict) -> Study:
    whole = storing.read(stored)
    earlier, moved = whole.pop("earlier"), Counter(whole.pop("moves"))
    stats, is_placed = whole.pop("stats"), whole.pop("is_placed")
    parts = {group: Ends.read(ends) for group, ends in whole.pop("parts").items()}
    found = Kept(code, **whole, parts=parts, lines=parts[""])
    found.stats, found.placed = [Stat(*one) for one in stats], is_placed
    return Study(found, earlier, moved)


def _wanted(user, asked: Asked, against: Run | None) -> Want:
    rights, now = rights_of(user).fingerprint[:SHORT], timezone.now()
    payload = {
        "code": asked.code.value, "starts_on": asked.starts_on.isoformat(),
        "ends_on": asked.ends_on.isoformat(), "options": asked.options,
        "against": against.pk if against else None, "rights": rights, "language": get_language(),
    }  # fmt: skip
    question = blake2b(dumps(payload, sort_keys=True).encode(), digest_size=SHORT).hexdigest()
    slot = int(now.timestamp() // FRESH.total_seconds())
    return Want(TASK, f"{TASK}:{user.pk}:{question}:{slot}", payload)
