"""The clocks of a complaint: from the moment it came in, whatever happens since (E-4)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from maizi.clocks import actions as clocks
from maizi.clocks.access import Period
from maizi.clocks.models import Clock
from maizi.clocks.queries import open_clock, open_clocks
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, fill

from .. import queries
from ..models import Complaint
from ..rules import targets
from ..rules.targets import COURSE, LEGAL
from ..terms import PauseReason, Priority
from .course import locked, tell_complainant

ASKED = {
    PauseReason.INFORMATION: N_("我们在等您补充信息：{text}"),
    PauseReason.GOODS: N_("我们在等您寄回货物：{text}"),
}


def period(span: targets.Span) -> Period:
    """A span of the rules as the engine of deadlines takes it."""
    return Period(span.counting, span.minutes, span.days)


def start_course(row: Complaint, *, by) -> None:
    """All clocks of a new complaint, from the moment it was received."""
    policy = queries.policy_for(row.org_unit)
    for code, span in targets.periods(Priority(row.priority), policy).items():
        _start(row, code, span, by)
    _start(row, LEGAL, targets.legal_period(policy), by)


def restart_course(row: Complaint, *, by, at: datetime, reason: str) -> None:
    """New promises for a complaint that was taken up again; the old ones stay as they ended."""
    policy = queries.policy_for(row.org_unit)
    for code, span in targets.periods(Priority(row.priority), policy).items():
        if open_clock(row, code) is None:
            clocks.restart(row, code=code, by=by, reason=reason, at=at, period=period(span))
    if open_clock(row, LEGAL) is None:
        span = targets.legal_period(policy)
        clocks.restart(row, code=LEGAL, by=by, reason=reason, at=at, period=period(span))


def retarget(row: Complaint, before: Priority, *, by) -> None:
    """Targets by the new priority, from the original start; none gets later when it rises (E-4)."""
    after = Priority(row.priority)
    spans = targets.periods(after, queries.policy_for(row.org_unit))
    for clock in open_clocks(row):
        if clock.code not in spans:
            continue
        due_at = clock.due_at
        with transaction.atomic():
            place = transaction.savepoint()
            changed = clocks.retime(
                clock, period=period(spans[clock.code]), by=by, unit=row.org_unit,
                reason=_("优先级从 %(old)s 改为 %(new)s")
                % {"old": before.label, "new": after.label},
            )  # fmt: skip
            if after.place < before.place and changed.due_at > due_at:
                transaction.savepoint_rollback(place)
            else:
                transaction.savepoint_commit(place)


def stop(row: Complaint, code: str, *, by, at: datetime | None = None) -> None:
    """What a clock was for is done; without one nothing happens."""
    if clock := open_clock(row, code):
        clocks.stop(clock, by=by, now=at)


def end_course(row: Complaint, *, by, at: datetime | None = None) -> None:
    """Nobody waits for anything more."""
    for clock in open_clocks(row):
        clocks.stop(clock, by=by, now=at)


@transaction.atomic
def wait_for_customer(row: Complaint, reason: PauseReason, *, text: str, by) -> list[Clock]:
    """Stand the clocks still while the customer's information or goods are awaited (E-4).

    The complainant reads what he is asked for. The limit of the law runs on. Raises Refused
    without a request to him, or when no clock is there to stand still.
    """
    row = locked(row, by=by, verb="handle")
    if not text.strip():
        raise Refused(_("请写明请客户提供什么，客户会看到这句话。"), field="text")
    waiting = [c for c in open_clocks(row) if c.code in COURSE[1:]]
    if not waiting:
        raise Refused(_("没有可以暂停的时限。"))
    told = fill(ASKED[PauseReason(reason)], {"text": text.strip()})
    tell_complainant(row, told, by=by)
    return [clocks.pause(clock, by=by, reason=PauseReason(reason).value) for clock in waiting]


@transaction.atomic
def go_on(row: Complaint, *, by) -> list[Clock]:
    """The customer has answered: the clocks run again. `by` is None when he did it himself."""
    row = locked(row)
    return [clocks.resume(clock, by=by) for clock in open_clocks(row) if clock.code in COURSE[1:]]


def _start(row: Complaint, code: str, span: targets.Span, by) -> Clock:
    return clocks.start(
        row, code=code, by=by, at=row.received_at, period=period(span), unit=row.org_unit
    )
