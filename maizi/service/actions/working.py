"""On the way and on site: by a telephone whose network comes and goes (F-2, F-5)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from maizi.history.actions import recorded
from maizi.kernel.errors import Refused
from maizi.warranty.terms import Delay

from ..models import Article, Ticket
from ..rules import moves
from ..rules.matrix import ARRIVE, COMMIT, RESTORE
from ..terms import Mode, State
from .appointing import keep_slot
from .clocking import start_committed, start_restore, stop
from .course import locked, moment_told, move, require_text
from .mending import end_repair, hold_up
from .orders import end_orders

STEPS = ("depart", "arrive", "work", "wait_part")
FAULT_LENGTH = Ticket._meta.get_field("fault_code").max_length


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody is, as his phone says."""

    latitude: Decimal
    longitude: Decimal


@transaction.atomic
def step(
    row: Ticket, *, verb: str, by, text: str = "", at: datetime | None = None,
    spot: Spot | None = None,
) -> Ticket:  # fmt: skip
    """Say that one sets out, is there, begins, or waits for a part. Twice is once.

    at    when it happened, where the phone had no network; None: now
    spot  on arrival: it becomes the place of a ticket that had none

    Arrival stops its clock and starts that of the repair. Raises Refused when the state does not
    fit, and for a part that is waited for without its name.
    """
    row = locked(row, by=by, verb="work")
    if verb not in STEPS:
        raise LookupError(verb)
    if row.state == moves.MOVES[verb][1]:
        return row
    if verb == "wait_part":
        text = require_text(text, field="text", sentence=_("请写明等哪个备件，预计哪天到。"))
    moment = moment_told(row, at)
    with recorded(row, moves.LABELS[verb], by=by):
        move(row, verb=verb, by=by, text=text, at=moment)
        if verb == "arrive":
            _arrive(row, spot, moment)
        row.save()
    if verb == "wait_part":
        hold_up(row, Delay.PARTS, by=by)
    if verb == "arrive":
        stop(row, ARRIVE, by=by, at=moment)
        keep_slot(row, by=by, at=moment)
        start_restore(row, by=by, at=moment)
    return row


@transaction.atomic
def wait_for_part(
    row: Ticket, *, delay: Delay, text: str, by, at: datetime | None = None
) -> Ticket:  # fmt: skip
    """Wait for a part, saying whose reason it is: the maker's or our own (F-33 rows 4 and 5)."""
    row = step(row, verb="wait_part", by=by, text=text, at=at)
    hold_up(row, delay, by=by)
    return row


def _arrive(row: Ticket, spot: Spot | None, moment: datetime) -> None:
    row.arrived_at = moment
    if spot and not (-90 <= spot.latitude <= 90 and -180 <= spot.longitude <= 180):
        raise Refused(_("定位不正确，请重新定位，或不带定位签到。"))
    if spot and row.latitude is None:
        row.latitude, row.longitude = spot.latitude, spot.longitude


@transaction.atomic
def commit(row: Ticket, *, until: datetime, text: str, by) -> Ticket:
    """The engineer says until when the worst is mended; it becomes the target (F-4)."""
    row = locked(row, by=by, verb="work" if row.mode == Mode.ON_SITE else "handle")
    if row.state not in (State.ON_SITE, State.WORKING, State.WAITING_PART):
        raise Refused(_("到场以后才能承诺修复时间。"))
    text = require_text(text, field="text", sentence=_("请写明根据什么估计。"))
    now = moment_told(row, None)
    start_committed(row, until, by=by, at=now)
    row.entries.create(kind="note", at=now, by=by, text=text)
    return row


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What was found and done.

    article     what answered the question; a consultation needs one, or the reason for none
    fault_code  the same fault always by the same name, so that it is recognised (F-38)
    """

    text: str
    fault_code: str = ""
    article: Article | None = None
    no_article: str = ""


@transaction.atomic
def restore(row: Ticket, found: Result, *, by, at: datetime | None = None) -> Ticket:
    """It works again, or the question is answered: the customer is to confirm.

    Raises Refused without the result, for a consultation without knowledge (F-1), and when an
    installation was not accepted by the customer (F-17).
    """
    row = locked(row, by=by, verb="handle" if row.mode == Mode.REMOTE else "work")
    text = require_text(found.text, field="text", sentence=_("请写下查到什么、做了什么。"))
    has_article = found.article is not None
    moves.check_answered(row.type, has_article=has_article, no_article=found.no_article)
    moment = moment_told(row, at)
    with recorded(row, moves.LABELS["restore"], by=by):
        move(row, verb="restore", by=by, text=text, at=moment)
        row.result, row.restored_at = text[:2000], moment
        row.fault_code = found.fault_code.strip()[:FAULT_LENGTH]
        row.article, row.no_article = found.article, found.no_article.strip()[:200]
        row.save()
    stop(row, COMMIT, by=by, at=moment)
    stop(row, RESTORE, by=by, at=moment)
    end_orders(row, by=by, at=moment)
    end_repair(row, by=by)
    return row
