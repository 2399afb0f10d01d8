"""What a case looks like to somebody: what is asked, where it stands, what was said."""

from dataclasses import dataclass, replace

from django.core.exceptions import FieldDoesNotExist

from maizi.accounts.access import field_access
from maizi.accounts.models import User
from maizi.kernel.masking import MASKS
from maizi.kernel.privacy import FieldAccess

from ..access import ShownLine, subject_of
from ..models import ApprovalCase, CaseEntry, CaseStep, Seat
from ..rules import Missing, Step, read_definition
from ..terms import CaseState
from .finding import dry_run

HIDDEN = "●●●"


@dataclass(frozen=True)
class Drawn:
    """One step as it is drawn: what came of it, or who would be asked.

    seats    of the last round, empty while the step lies ahead
    people   who would be asked, for a step ahead
    missing  why nobody would be
    """

    number: int
    step: Step
    row: CaseStep | None = None
    seats: tuple[Seat, ...] = ()
    people: tuple[User, ...] = ()
    missing: str = ""

    @property
    def is_current(self) -> bool:
        return self.row is not None and self.row.closed_at is None


def lines_for(user, case: ApprovalCase) -> list[ShownLine]:
    """What is judged, as far as the person's rights reach into the fields (M-4)."""
    subject = subject_of(case.subject)
    lines = subject.lines(case.payload, case.replaced)
    return [_as_allowed(user, subject.model, line) for line in lines]


def timeline(case: ApprovalCase) -> list[CaseEntry]:
    """Everything that was done in a case, oldest first. One query."""
    return list(case.entries.select_related("by", "instead_of"))


def drawing_of(case: ApprovalCase) -> list[Drawn]:
    """The steps in order with their seats, or with those who would be asked next."""
    steps = read_definition([], case.steps).steps
    rows = {
        row.number: row
        for row in case.passed.filter(round=case.round).prefetch_related(
            "seats__person", "seats__decided_by"
        )
    }
    ahead = {}
    if case.state in (CaseState.PENDING, CaseState.RETURNED) and len(rows) < len(steps):
        chosen = {int(number): ids for number, ids in case.chosen.items()}
        found = dry_run(read_definition([], case.steps), case.applicant, chosen=chosen)
        ahead = {number: people for number, (_, people) in enumerate(found, start=1)}
    return [_drawn(number, step, rows.get(number), ahead.get(number, ()))
            for number, step in enumerate(steps, start=1)]  # fmt: skip


def _drawn(number: int, step: Step, row: CaseStep | None, ahead) -> Drawn:
    if row is not None:
        return Drawn(number, step, row, tuple(row.seats.all()))
    if isinstance(ahead, Missing):
        return Drawn(number, step, missing=ahead.text)
    return Drawn(number, step, people=tuple(ahead))


def _as_allowed(user, model, line: ShownLine) -> ShownLine:
    try:
        column = model._meta.get_field(line.field)
    except FieldDoesNotExist:
        return line
    access = field_access(user, model, column)
    if access >= FieldAccess.READ:
        return line
    if access == FieldAccess.NONE:
        return replace(line, old=HIDDEN, new=HIDDEN)
    mask = MASKS[getattr(column, "mask", None) or "text"]
    return replace(line, old=mask(line.old) if line.old else "", new=mask(line.new or ""))
