"""The list of what changes hands, in step with what the person really has (C-70)."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.access import Held, Holding, holdings
from maizi.kernel.errors import Refused

from .. import access
from ..models import HandOver, Piece
from ..terms import State

SIZED = ("title", "url", "region", "unit", "grade")
LENGTHS = {name: Piece._meta.get_field(name).max_length for name in SIZED}


def locked(hand_over: HandOver) -> HandOver:
    """The hand-over as it stands, locked; Raises Refused when it is over."""
    row = HandOver.objects.select_for_update(of=("self",)).select_related("person__unit")
    row = row.get(pk=hand_over.pk)
    if row.state != State.OPEN:
        raise Refused(_("这次交接已经结束，不能再改。"))
    return row


@transaction.atomic
def renew_list(hand_over: HandOver, *, by=None) -> int:
    """Add what is new, strike what is somebody else's by now; gives how many lines changed."""
    row = locked(hand_over)
    return sum(_renew(row, one) for one in holdings())


def _renew(row: HandOver, holding: Holding) -> int:
    now, held = timezone.now(), {one.id: one for one in holding.held(row.person)}
    known = dict(row.pieces.filter(holding=holding.code).values_list("object_id", "moved_at"))
    fresh = [_line(row, holding, one) for id_, one in held.items() if id_ not in known]
    Piece.objects.bulk_create(fresh, batch_size=500)
    lines = row.pieces.filter(holding=holding.code)
    gone = [id_ for id_, moved in known.items() if moved is None and id_ not in held]
    back = [id_ for id_, moved in known.items() if moved is not None and id_ in held]
    for ids in _slices(gone):
        lines.filter(object_id__in=ids).update(moved_at=now, problem="")
    for ids in _slices(back):
        lines.filter(object_id__in=ids).update(
            moved_at=None, taker=None, given_at=None, given_by=None, taken_at=None
        )
    return len(fresh) + len(gone) + len(back)


def _line(row: HandOver, holding: Holding, one: Held) -> Piece:
    texts = {name: getattr(one, name)[:most] for name, most in LENGTHS.items()}
    return Piece(
        hand_over=row, holding=holding.code, kind=holding.kind, object_id=one.id,
        is_key=one.is_key, **texts,
    )  # fmt: skip


def _slices(ids: list[int], size: int = 500) -> Iterable[list[int]]:
    return (ids[place : place + size] for place in range(0, len(ids), size))


def require_arranger(row: HandOver, by) -> None:
    """Refuse what only the giver's manager may do."""
    if not access.may(by, "manage", row):
        raise Refused(_("只有 %s 的主管可以安排这次交接。") % row.person)
