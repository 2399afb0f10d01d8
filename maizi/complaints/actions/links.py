"""The complainant's own page: a secret address, kept as a hash; riddles, limits (E-10)."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.fields.queries import parameter
from maizi.history.actions import record
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_
from maizi.privacy.actions import may_visit

from ..models import Complaint, SpentRiddle
from ..rules import riddles
from .course import locked

TOKEN_BYTES = 32
TOKEN_LENGTH = 43
MADE = N_("生成投诉人查询链接")
DAY = timedelta(days=1)

__all__ = [
    "TOKEN_LENGTH", "complaint_for", "may_visit", "new_link", "new_riddle", "renew_link", "spend",
    "sweep_riddles",
]  # fmt: skip


def new_link(row: Complaint) -> str:
    """A fresh secret for a complaint; the one before ends."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row.token_hash = hash_of(token)
    row.save(update_fields=["token_hash"])
    return token


@transaction.atomic
def renew_link(row: Complaint, *, by) -> str:
    """The same for somebody who lost his; the history says who made it."""
    row = locked(row, by=by, verb="handle")
    record(row, verb=MADE, by=by)
    return new_link(row)


def complaint_for(token: str, *, by=None) -> Complaint | None:
    """The complaint behind a secret; nothing tells why another opens none.

    by  nobody: who comes with a secret is not signed in
    """
    if len(token) != TOKEN_LENGTH:
        return None
    return Complaint.objects.filter(token_hash=hash_of(token)).select_related("owner").first()


def new_riddle(*, by=None, now: datetime | None = None) -> str:
    """A riddle for a form of strangers."""
    moment = now or timezone.now()
    return riddles.pose(secrets.token_hex(8), now=int(moment.timestamp()), key=_key()).text


@transaction.atomic
def spend(riddle: str, *, answer: str, address: str, by=None, now: datetime | None = None) -> None:
    """Take a solved riddle: it counts once, and only so many a day from one place.

    Raises Refused when it is unsolved, too fresh, too old, used, or one too many.
    """
    now = now or timezone.now()
    riddles.check(riddle, answer, now=int(now.timestamp()), key=_key())
    place = print_of(address)
    sent = SpentRiddle.objects.filter(print=place, at__gt=now - DAY).count()
    if sent >= int(parameter("complaint.public_daily")):
        raise Refused(_("今天从这里提交的次数已满。急事请直接打电话。"), code="often")
    _row, is_new = SpentRiddle.objects.get_or_create(
        digest=hash_of(riddle), defaults={"print": place, "at": now}
    )
    if not is_new:
        raise Refused(_("这张表已经提交过了。需要补充，请用投诉人查询页面。"), code="used")


def sweep_riddles(*, now: datetime | None = None, by=None) -> int:
    """Forget riddles older than a day, which nobody could use again; how many."""
    return SpentRiddle.objects.filter(at__lt=(now or timezone.now()) - DAY).delete()[0]


def hash_of(token: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def print_of(address: str) -> str:
    """What is kept of where a stranger comes from."""
    return hmac.new(_key(), address.encode(), hashlib.sha256).hexdigest()


def _key() -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), b"maizi.complaints", hashlib.sha256).digest()
