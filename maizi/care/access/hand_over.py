"""Who sees which hand-overs and may do what in them (C-70, M-3)."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from maizi.accounts.access import Entity, rights_of
from maizi.inbox.access import EventKind
from maizi.kernel.texts import N_

from ..models import HandOver, Piece
from ..terms import State

HANDOVER = Entity("handover", N_("离职交接"), {"open": N_("登记离岗"), "manage": N_("安排交接")})
TO_TAKE = EventKind("care.to_take", N_("有客户和工作交接给我"), by_mail=True)
TO_GIVE = EventKind("care.to_give", N_("我的离岗交接开始了"), by_mail=True)


def visible_hand_overs(user) -> QuerySet[HandOver]:
    """One's own, those one takes something from, and those of people in sight."""
    if not user.is_active:
        return HandOver.objects.none()
    taking = Exists(Piece.objects.filter(hand_over=OuterRef("pk"), taker=user.pk))
    found = Q(person=user.pk) | taking
    for verb in ("open", "manage"):
        sight = rights_of(user).sight(HANDOVER.code, verb)
        if sight.everything:
            return HandOver.objects.all()
        found |= Q(person__unit__in=sight.unit_ids)
    return HandOver.objects.filter(found)


def visible_pieces(user) -> QuerySet[Piece]:
    """What one gives oneself, what one takes, and all of it for who manages the hand-over."""
    if not user.is_active:
        return Piece.objects.none()
    sight = rights_of(user).sight(HANDOVER.code, "manage")
    if sight.everything:
        return Piece.objects.all()
    units = Q(hand_over__person__unit__in=sight.unit_ids)
    return Piece.objects.filter(Q(hand_over__person=user.pk) | Q(taker=user.pk) | units)


def may(user, verb: str, row: HandOver | None = None) -> bool:
    """Whether a person may do `verb`.

    open    enter that somebody leaves
    manage  choose successors, move, close: whoever has the giver in sight, never he himself
    give    write notes and confirm: the giver, or who manages in his place
    list    see what is handed over, with names
    """
    rights = rights_of(user)
    if verb == "open" or row is None:
        return rights.may(HANDOVER.code, "open") or rights.may(HANDOVER.code, "manage")
    manages = row.person_id != user.pk and _reaches(rights.sight(HANDOVER.code, "manage"), row)
    if verb == "manage":
        return manages
    if verb in ("give", "list"):
        return user.pk == row.person_id or manages
    return False


def may_open_for(user, person) -> bool:
    """Whether a person may enter that a colleague leaves; for himself another does."""
    rights = rights_of(user)
    reach = [rights.sight(HANDOVER.code, verb) for verb in ("open", "manage")]
    in_sight = any(s.everything or person.unit_id in s.unit_ids for s in reach)
    return in_sight and person.pk != user.pk


def may_take(user, piece: Piece) -> bool:
    """Whether a person confirms that he takes a thing over."""
    return piece.taker_id == user.pk and piece.hand_over.state == State.OPEN


def _reaches(sight, row: HandOver) -> bool:
    return sight.everything or row.person.unit_id in sight.unit_ids
