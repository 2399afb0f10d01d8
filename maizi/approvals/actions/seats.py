"""What somebody whose turn it is may do: agree, reject, send back, hand over, add a signer."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.models import User
from maizi.history.actions import record
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_

from .. import access, queries
from ..access import subject_of
from ..events import SeatsClosed
from ..models import ApprovalCase, Seat
from ..rules import Step
from ..terms import Act, CaseState, Place, SeatState
from .entries import locked, note
from .steering import advance

MOST_SEATS = 30


@transaction.atomic
def agree(
    case: ApprovalCase, *, by, opinion: str = "", digest: str, now: datetime | None = None
) -> ApprovalCase:
    """Agree; when the last step is decided, what was asked is applied in this transaction.

    digest  of what the person saw: a case corrected meanwhile is refused
    """
    return _decide(case, state=SeatState.AGREED, by=by, opinion=opinion, digest=digest, now=now)


@transaction.atomic
def reject(
    case: ApprovalCase, *, by, opinion: str, digest: str, now: datetime | None = None
) -> ApprovalCase:
    """Say no, with the reason; the case is over."""
    return _decide(case, state=SeatState.REJECTED, by=by, opinion=opinion, digest=digest, now=now)


@transaction.atomic
def send_back(
    case: ApprovalCase, *, by, opinion: str, digest: str, now: datetime | None = None
) -> ApprovalCase:
    """Return the case to the applicant for correction, with the reason."""
    return _decide(case, state=SeatState.RETURNED, by=by, opinion=opinion, digest=digest, now=now)


@transaction.atomic
def hand_over(
    case: ApprovalCase, *, to: User, by, opinion: str, now: datetime | None = None
) -> ApprovalCase:
    """Have somebody else decide in one's place."""
    now, case = now or timezone.now(), locked(case)
    seat = _seat(case, by)
    if not opinion.strip():
        raise Refused(_("请写明转交的原因。"), field="opinion")
    _add_seat(case, seat, to, Place.AFTER)
    seat.state, seat.decided_at, seat.decided_by = SeatState.HANDED_OVER, now, by
    seat.save(update_fields=["state", "decided_at", "decided_by"])
    _note(case, act=Act.HAND_OVER, seat=seat, by=by, at=now, opinion=opinion, people=[to.name])
    publish(SeatsClosed(case.pk, (seat.person_id,)))
    advance(case, seat.step, now=now)
    return case


@transaction.atomic
def add_signer(
    case: ApprovalCase, *, signer: User, place: Place, by, opinion: str = "",
    now: datetime | None = None,
) -> ApprovalCase:  # fmt: skip
    """Have somebody agree before oneself, or after oneself; one's own decision stays due."""
    now, case = now or timezone.now(), locked(case)
    seat = _seat(case, by)
    _add_seat(case, seat, signer, Place(place))
    _note(case, act=Act.ADD_SIGNER, seat=seat, by=by, at=now, opinion=opinion, people=[signer.name])
    advance(case, seat.step, now=now)
    return case


def _decide(
    case: ApprovalCase, *, state: SeatState, by, opinion: str, digest: str, now: datetime | None
) -> ApprovalCase:
    now, case = now or timezone.now(), locked(case)
    seat = _seat(case, by)
    if digest != case.digest:
        raise Refused(_("申请内容在您查看之后改动过。请重新查看后再决定。"), code="changed")
    if state != SeatState.AGREED and not opinion.strip():
        raise Refused(_("请写明意见，好让申请人知道怎么办。"), field="opinion")
    if state == SeatState.RETURNED and not _step(case).may_return:
        raise Refused(_("这一步不允许退回，请同意或驳回。"))
    seat.state, seat.decided_at, seat.decided_by = state, now, by
    seat.save(update_fields=["state", "decided_at", "decided_by"])
    act = {SeatState.AGREED: Act.AGREE, SeatState.REJECTED: Act.REJECT}.get(state, Act.RETURN)
    _note(case, act=act, seat=seat, by=by, at=now, opinion=opinion)
    publish(SeatsClosed(case.pk, (seat.person_id,)))
    before = case.state
    advance(case, seat.step, now=now)
    if case.state != before:
        changes = {"state": [str(before), str(case.state)]}
        record(case, verb="change", by=by, reason=opinion, changes=changes)
    return case


def _seat(case: ApprovalCase, by) -> Seat:
    """The seat this person decides now; Raises Refused, saying why, when there is none.

    However he came to it, who is barred decides nothing: as a stand-in, a signer, a successor.
    """
    if by.pk in subject_of(case.subject).barred_from(case.object_id):
        raise Refused(_("这件事与您有关，不能由您审批。请转交给您的上级。"))
    seat = access.seat_for(by, case)
    if seat is not None:
        return Seat.objects.select_for_update().select_related("step", "person").get(pk=seat.pk)
    if case.applicant_id == by.pk:
        raise Refused(_("自己的申请不能由自己审批。"))
    if case.state != CaseState.PENDING:
        raise Refused(N_("这份申请已经是“{state}”，不用再处理。"), state=case.get_state_display())
    raise Refused(_("现在没有轮到您审批，或者您已经处理过。"))


def _add_seat(case: ApprovalCase, seat: Seat, person: User, place: Place) -> None:
    if not person.is_active:
        raise Refused(N_("{person}已离职，请选择在职的同事。"), person=person.name)
    if person.pk == case.applicant_id:
        raise Refused(_("申请人不能审批自己的申请，请选择别人。"))
    if person.pk in subject_of(case.subject).barred_from(case.object_id):
        raise Refused(N_("这件事与{person}有关，请选择别人。"), person=person.name)
    taken = seat.step.seats.all()
    if taken.filter(person=person).exists():
        raise Refused(N_("{person}已经在这一步里了。"), person=person.name)
    if taken.count() >= MOST_SEATS:
        raise Refused(N_("一步最多 {most} 位审批人。"), most=MOST_SEATS)
    Seat.objects.create(
        step=seat.step, person=person, position=taken.count(), parent=seat, place=place
    )


def _note(case: ApprovalCase, *, act: Act, seat: Seat, by, **rest) -> None:
    instead_of = None if seat.person_id == by.pk else seat.person
    note(case, act=act, by=by, step=seat.step.name, instead_of=instead_of, **rest)


def _step(case: ApprovalCase) -> Step:
    return queries.steps_of(case)[case.step_number - 1]
