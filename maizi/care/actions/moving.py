"""Things change hands; the successor is asked to introduce himself (C-70)."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.access import Holding, holdings
from maizi.accounts.models import User
from maizi.customers.models import Customer
from maizi.fields.queries import parameter
from maizi.history.actions import record
from maizi.inbox.actions import ask, settle
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import queries
from ..models import HandOver, Piece
from ..terms import Step
from .lists import locked, renew_list, require_arranger

INTRODUCE, INTRODUCE_ALL = "care.introduce", "care.introduce_all"
SAY_ONE = N_("向“{customer}”介绍自己：从 {giver} 接手")
SAY_ALL = N_("向从 {giver} 接手的 {count} 个客户介绍自己")
MOVED, ENDED = N_("移交"), N_("结束")
CUSTOMER = Customer._meta.label_lower
PROBLEM_LENGTH = Piece._meta.get_field("problem").max_length
SLICE = 500


@transaction.atomic
def move_ready(hand_over: HandOver, *, by: User) -> tuple[int, int]:
    """Move the next few hundred things that are ready; (how many moved, how many more wait).

    What can't be moved stays with the reason beside it.
    """
    row = locked(hand_over)
    require_arranger(row, by)
    renew_list(row, by=by)
    ready = [piece for piece in queries.open_pieces(row) if queries.step_of(piece) == Step.READY]
    ready.sort(key=lambda piece: bool(piece.problem))
    moved = 0
    for holding in holdings():
        mine = [piece for piece in ready[:SLICE] if piece.holding == holding.code]
        for taker in dict.fromkeys(piece.taker_id for piece in mine):
            moved += _give(row, holding, [i for i in mine if i.taker_id == taker], by=by)
    if moved:
        record(row, verb=MOVED, by=by, changes={N_("项数"): [None, moved]})
    waiting = len([piece for piece in ready[SLICE:] if not piece.problem])
    return moved, waiting


def _give(row: HandOver, holding: Holding, pieces: list[Piece], *, by: User) -> int:
    """Give pieces of one kind that all go to the same person; gives how many changed hands."""
    taker = pieces[0].taker
    if holding.give is None:
        _note_problems(pieces, {i.object_id: _(holding.note) or _("请结束它") for i in pieces})
        return 0
    reason = _("%(person)s%(sort)s交接") % {
        "person": row.person.name, "sort": row.get_sort_display(),
    }  # fmt: skip
    refused = holding.give(
        [i.object_id for i in pieces], giver=row.person, taker=taker, by=by, reason=reason,
        until=row.stays_until,
    )  # fmt: skip
    _note_problems(pieces, refused)
    moved = [i for i in pieces if i.object_id not in refused]
    _mark_moved(moved)
    if holding.kind == CUSTOMER:
        _ask_for_introduction(row, moved, taker, by)
    return len(moved)


@transaction.atomic
def end_pieces(hand_over: HandOver, ids: Iterable[int], *, by: User) -> int:
    """End things that need no successor; gives how many ended."""
    row = locked(hand_over)
    require_arranger(row, by)
    pieces = list(row.pieces.filter(moved_at=None, pk__in=list(ids)))
    ended = 0
    for holding in holdings():
        mine = [piece for piece in pieces if piece.holding == holding.code]
        if not mine:
            continue
        if holding.end is None:
            raise Refused(_("“%s”不能直接结束，请选接手人。") % _(holding.label))
        refused = holding.end(
            [i.object_id for i in mine], giver=row.person, by=by, reason=_("离职交接")
        )
        _note_problems(mine, refused)
        done = [i for i in mine if i.object_id not in refused]
        _mark_moved(done)
        ended += len(done)
    if ended:
        record(row, verb=ENDED, by=by, changes={N_("项数"): [None, ended]})
    return ended


@transaction.atomic
def introduce(customer_id: int, *, by: int, now: datetime | None = None) -> int:
    """The successor has spoken with a customer he took over: his to-dos about it are done.

    by  id of whoever spoke, as the event tells it; most talks are not about a hand-over
    """
    mine = Piece.objects.filter(
        kind=CUSTOMER, object_id=customer_id, taker=by, moved_at__isnull=False,
        introduced_at=None,
    ).select_related("hand_over", "taker")  # fmt: skip
    pieces = list(mine)
    if not pieces:
        return 0
    taker = pieces[0].taker
    mine.update(introduced_at=now or timezone.now())
    settle(source=INTRODUCE, about=(CUSTOMER, customer_id), owner=taker, by=taker)
    for row in {piece.hand_over_id: piece.hand_over for piece in pieces}.values():
        left = row.pieces.filter(_taken_over(taker))
        if not left.exists():
            settle(source=INTRODUCE_ALL, about=row, owner=taker, by=taker)
    return len(pieces)


def _taken_over(taker: User) -> Q:
    return Q(kind=CUSTOMER, taker=taker, moved_at__isnull=False, introduced_at=None, is_key=False)


def _ask_for_introduction(row: HandOver, pieces: Sequence[Piece], taker: User, by: User) -> None:
    """A to-do for each key account, one for all the others: nobody reads three hundred."""
    days = int(parameter("handover.introduce_days"))
    due = timezone.localdate() + timedelta(days=days)
    for piece in pieces:
        if piece.is_key:
            ask(
                owner=taker, source=INTRODUCE, about=(CUSTOMER, piece.object_id), due_at=due,
                title=say(SAY_ONE, customer=piece.title, giver=row.person.name), url=piece.url,
                by=by,
            )  # fmt: skip
    if count := row.pieces.filter(_taken_over(taker)).count():
        ask(
            owner=taker, source=INTRODUCE_ALL, about=row, due_at=due, url=reverse("care:mine"),
            title=say(SAY_ALL, giver=row.person.name, count=count), by=by,
        )  # fmt: skip


def _mark_moved(pieces: Sequence[Piece]) -> None:
    ids = [piece.pk for piece in pieces]
    Piece.objects.filter(pk__in=ids).update(moved_at=timezone.now(), problem="")


def _note_problems(pieces: Sequence[Piece], refused) -> None:
    changed = []
    for piece in pieces:
        if piece.object_id in refused:
            piece.problem = refused[piece.object_id][:PROBLEM_LENGTH]
            changed.append(piece)
    Piece.objects.bulk_update(changed, ["problem"])
