"""Who is asked, and why others are not (G-9, N-1)."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ..terms import LeftOut


@dataclass(frozen=True, slots=True)
class Candidate:
    """One record that a round may ask about; the newest of a customer comes first.

    ruling  "" where the person may be asked, "silent" without consent, else it is a refusal
    asked_on  when the customer was last asked, in whatever round
    """

    customer_id: int
    ruling: str = ""
    asked_on: date | None = None
    subject: tuple[str, int | None, str] = ("", None, "")
    contact_id: int | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who is asked, and how many are not for which reason."""

    asked: tuple[Candidate, ...]
    left_out: Counter


def choose(
    candidates: Iterable[Candidate], *, known: Collection[int], today: date, rest_days: int,
    most: int,
) -> Chosen:  # fmt: skip
    """Everybody once who agreed and was not asked within `rest_days` before today.

    known  customers the round asks already: passed over and not counted
    most   how many a round may hold, those it asks already included
    """
    asked: dict[int, Candidate] = {}
    left_out: Counter = Counter()
    barred: set[int] = set()
    for one in candidates:
        if one.customer_id in known or one.customer_id in barred:
            continue
        if one.customer_id in asked:
            left_out[LeftOut.AGAIN] += 1
            continue
        reason = _reason(one, today, rest_days)
        if reason is None and len(known) + len(asked) >= most:
            reason = LeftOut.FULL
        if reason is None:
            asked[one.customer_id] = one
        else:
            left_out[reason] += 1
            barred.add(one.customer_id)
    return Chosen(tuple(asked.values()), left_out)


def _reason(one: Candidate, today: date, rest_days: int) -> LeftOut | None:
    if one.ruling:
        return LeftOut.SILENT if one.ruling == "silent" else LeftOut.REFUSED
    if one.asked_on is not None and today - one.asked_on < timedelta(days=rest_days):
        return LeftOut.RECENT
    return None
