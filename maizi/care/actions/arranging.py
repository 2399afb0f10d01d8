"""Choose successors by rule or one by one; notes; both confirm a key account (C-70)."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.models import User
from maizi.history.actions import record, recorded
from maizi.inbox.actions import notify
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access
from ..models import HandOver, Piece
from .lists import locked, require_arranger

MATCHES = ("region", "unit", "grade")
TO_CONFIRM = N_("{by} 把 {count} 项工作安排给您接手，请查看并确认")
CHOSEN = N_("选接手人")


@transaction.atomic
def arrange(
    hand_over: HandOver, *, holding: str, taker: User, by: User, match: Mapping[str, str],
    is_again: bool = False,
) -> int:  # fmt: skip
    """Choose one successor for everything of a kind that fits; gives how many.

    holding   code of a kind; empty for every kind
    match     region, unit, grade: empty ones fit all
    is_again  also what has a successor already, as long as it is not moved
    """
    row = locked(hand_over)
    pieces = row.pieces.filter(moved_at=None)
    pieces = pieces.filter(holding=holding) if holding else pieces
    pieces = pieces.filter(**{n: match[n] for n in MATCHES if match.get(n)})
    pieces = pieces if is_again else pieces.filter(taker=None)
    return _give_to(row, pieces, taker, by)


@transaction.atomic
def choose(hand_over: HandOver, ids: Iterable[int], *, taker: User, by: User) -> int:
    """Choose one successor for single things; gives how many."""
    row = locked(hand_over)
    return _give_to(row, row.pieces.filter(moved_at=None, pk__in=list(ids)), taker, by)


def _give_to(row: HandOver, pieces, taker: User, by: User) -> int:
    require_arranger(row, by)
    if not taker.is_active or taker.leaves_on or taker.pk == row.person_id:
        raise Refused(_("%s 不能接手：请选一位在职、也不在交接的同事。") % taker, field="taker")
    count = pieces.exclude(taker=taker).update(taker=taker, taken_at=None, problem="")
    if count:
        record(row, verb=CHOSEN, by=by, changes={
            N_("接手人"): [None, taker.name], N_("项数"): [None, count]
        })  # fmt: skip
        notify(
            to=[taker], event=access.TO_TAKE.code, about=row, by=by, url=reverse("care:mine"),
            title=say(TO_CONFIRM, by=by, count=count),
        )  # fmt: skip
    return count


@transaction.atomic
def write_note(piece: Piece, note: str, *, by: User) -> Piece:
    """Write down what the successor must know; a new text wants a new confirmation."""
    row = locked(piece.hand_over)
    piece = _locked_piece(piece)
    if not access.may(by, "give", row):
        raise Refused(_("交接说明由 %s 本人或其主管写。") % row.person)
    note = note.strip()
    if note == piece.note:
        return piece
    with recorded(piece, by=by):
        piece.note, piece.given_at, piece.given_by, piece.taken_at = note, None, None, None
        piece.save(update_fields=["note", "given_at", "given_by", "taken_at"])
    return piece


@transaction.atomic
def confirm_given(piece: Piece, *, by: User) -> Piece:
    """The giver, or the manager in his place, says that he has handed over. Twice is once."""
    row = locked(piece.hand_over)
    piece = _locked_piece(piece)
    if not access.may(by, "give", row):
        raise Refused(_("移交由 %s 本人或其主管确认。") % row.person)
    _require_open(piece)
    if piece.given_at is None:
        with recorded(piece, N_("确认移交"), by=by):
            piece.given_at, piece.given_by = timezone.now(), by
            piece.save(update_fields=["given_at", "given_by"])
    return piece


@transaction.atomic
def confirm_taken(piece: Piece, *, by: User) -> Piece:
    """The successor says that he has understood and takes it. Twice is once."""
    locked(piece.hand_over)
    piece = _locked_piece(piece)
    if piece.taker_id != by.pk:
        raise Refused(_("由接手人本人确认。"))
    _require_open(piece)
    if piece.given_at is None:
        raise Refused(_("移交人还没有写好说明并确认，请稍后再确认接手。"))
    if piece.taken_at is None:
        with recorded(piece, N_("确认接手"), by=by):
            piece.taken_at = timezone.now()
            piece.save(update_fields=["taken_at"])
    return piece


def _locked_piece(piece: Piece) -> Piece:
    rows = Piece.objects.select_for_update(of=("self",)).select_related("hand_over__person")
    return rows.get(pk=piece.pk)


def _require_open(piece: Piece) -> None:
    if piece.moved_at is not None:
        raise Refused(_("“%s”已经移交。") % piece)
