"""How far hand-overs are: kind by kind, thing by thing, and what comes to one person."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from maizi.accounts.access import Holding, holdings
from maizi.fields.queries import parameter
from maizi.inbox.access import hidden

from .. import access, rules
from ..models import HandOver, Piece
from ..terms import State, Step

MOST_SHOWN = 200
# What waits, then what has moved, of each the important first: databases sort nothing differently.
WAITING_FIRST = (F("moved_at").asc(nulls_first=True), "-is_key", "id")


@dataclass(frozen=True)
class Shelf:
    """One kind of thing in one hand-over, with how far it is.

    missing  what he has and the list does not know yet: renew it
    """

    holding: Holding
    total: int
    moved: int
    steps: Counter
    missing: int

    @property
    def left(self) -> int:
        return self.total - self.moved


@dataclass(frozen=True)
class Line:
    """One thing as its list shows it; its name only to who may read it."""

    piece: Piece
    step: Step
    title: str


def step_of(piece: Piece) -> Step:
    """What a thing waits for."""
    return rules.step_of(
        rules.Progress(
            has_taker=piece.taker_id is not None, is_key=piece.is_key,
            note_letters=rules.letters(piece.note), is_given=piece.given_at is not None,
            is_taken=piece.taken_at is not None, is_moved=piece.moved_at is not None,
        ),
        least_letters=int(parameter("handover.note_letters")),
    )  # fmt: skip


def open_pieces(row: HandOver) -> list[Piece]:
    """What has not changed hands yet. One query."""
    return list(row.pieces.filter(moved_at=None).select_related("taker").order_by("-is_key", "id"))


def shelves_of(row: HandOver) -> list[Shelf]:
    """Every kind that the hand-over knows of or the person has. A query for each kind, and two."""
    totals = dict(row.pieces.order_by().values_list("holding").annotate(Count("pk")))
    steps: dict[str, Counter] = {}
    for piece in open_pieces(row):
        steps.setdefault(piece.holding, Counter())[step_of(piece)] += 1
    found = []
    for one in holdings():
        mine, total = steps.get(one.code, Counter()), totals.get(one.code, 0)
        waiting = sum(mine.values())
        present = one.count(row.person) if row.state == State.OPEN else waiting
        if total or present:
            missing = max(0, present - waiting)
            found.append(Shelf(one, total, total - waiting, mine, missing))
    return found


def lines_of(user, pieces: Iterable[Piece]) -> list[Line]:
    """Things with what they wait for. A query for each kind of record among them."""
    pieces = list(pieces)
    lost, unseen = hidden(user, pieces), _("（不可见）")
    return [
        Line(one, step_of(one), unseen if (one.kind, one.object_id) in lost else one.title)
        for one in pieces
    ]


def choices_of(row: HandOver, name: str) -> list[tuple[str, str]]:
    """The regions, units or grades that occur among what is left. One query."""
    values = row.pieces.filter(moved_at=None).exclude(**{name: ""}).order_by(name)
    return [("", _("不限"))] + [(v, v) for v in values.values_list(name, flat=True).distinct()]


def in_hand(user) -> QuerySet[HandOver]:
    """The hand-overs one runs or gives, open ones first."""
    rows = access.visible_hand_overs(user).select_related("person__unit", "opened_by")
    counted = Count("pieces", filter=Q(pieces__moved_at__isnull=False))
    return rows.annotate(total=Count("pieces"), moved=counted).order_by("-state", "-id")


def given_to(user) -> QuerySet[Piece]:
    """What comes or came to a person: first what waits for him, then customers not yet greeted."""
    rows = Piece.objects.filter(taker=user.pk).select_related("hand_over__person", "taker")
    waits = Q(moved_at=None, hand_over__state=State.OPEN)
    greets = Q(kind="customers.customer", moved_at__isnull=False, introduced_at=None)
    return rows.filter(waits | greets).order_by(*WAITING_FIRST)
