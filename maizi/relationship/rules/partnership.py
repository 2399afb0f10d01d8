"""What an entry of a checklist and a benefit link have to say (C-30)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms import Progress


@dataclass(frozen=True, slots=True)
class Written:
    """What was done on a step, when, and what comes next."""

    text: str
    on: date
    next_text: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class Parties:
    """Who is named in a link: ids of customers, or names of others."""

    customer: int
    other: int | None = None
    other_name: str = ""
    mediator: int | None = None
    mediator_name: str = ""


def check_entry(entry: Written, today: date) -> None:
    """Raises Refused for nothing done, tomorrow's work, and a next step without its words."""
    if not entry.text.strip():
        raise Refused(N_("请写明做了什么。"), field="text")
    if entry.on > today:
        raise Refused(N_("日期不能晚于今天。"), field="on")
    if entry.next_on is not None and not entry.next_text.strip():
        raise Refused(N_("请写明下一步做什么。"), field="next_text")
    if entry.next_on is not None and entry.next_on < entry.on:
        raise Refused(N_("下一步的日期不能早于这一步。"), field="next_on")


def check_parties(parties: Parties) -> None:
    """Raises Refused without a second party, for two of one, and for one linked to itself."""
    if parties.other is None and not parties.other_name.strip():
        raise Refused(N_("请写乙方：选一个客户，或写名称。"), field="other_name")
    if parties.other is not None and parties.other_name.strip():
        raise Refused(N_("乙方选了客户，就不用再写名称。"), field="other_name")
    if parties.mediator is not None and parties.mediator_name.strip():
        raise Refused(N_("中间人选了客户，就不用再写名称。"), field="mediator_name")
    if parties.other == parties.customer:
        raise Refused(N_("甲方和乙方不能是同一个客户。"), field="other")
    if parties.mediator is not None and parties.mediator in (parties.customer, parties.other):
        raise Refused(N_("中间人要在甲乙双方之外。"), field="mediator")


def done_among(states: Iterable[str]) -> int:
    """How many steps are done, by the newest entry of each."""
    return sum(1 for state in states if state == Progress.DONE)
