"""Riddles of public forms: posed, spent once, so many a day from one place."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from maizi.fields.queries import parameter
from maizi.kernel import riddles
from maizi.kernel.errors import Refused

from ..access import PublicForm
from ..models import SpentRiddle

DAY = timedelta(days=1)
MOST_ADDED = 3  # a day from one place, without the work of a browser


@dataclass(frozen=True, slots=True)
class Solved:
    """What a stranger's form brings: the riddle, and how it was solved.

    solution  found by the browser
    total     added up by hand, on forms that also work without JavaScript
    address   where he comes from
    """

    riddle: str
    address: str
    solution: str = ""
    total: str = ""


def new_riddle(form: PublicForm, *, by=None, now: datetime | None = None) -> riddles.Riddle:
    """A riddle for a form of strangers."""
    moment = now or timezone.now()
    return riddles.pose(secrets.token_hex(8), now=int(moment.timestamp()), key=_key(form))


@transaction.atomic
def spend_riddle(
    form: PublicForm, solved: Solved, *, by=None, now: datetime | None = None
) -> SpentRiddle:
    """Take a solved riddle: it counts once, and only so many a day from one place.

    Raises Refused when it is unsolved, too fresh, too old, used, or one too many.
    """
    now = now or timezone.now()
    riddles.check(
        solved.riddle, answer=solved.solution, now=int(now.timestamp()), key=_key(form),
        total=solved.total if form.takes_sums else "",
    )  # fmt: skip
    place = print_of(form, solved.address)
    sent = SpentRiddle.objects.filter(form=form.code, print=place, at__gt=now - DAY).count()
    most = int(parameter(form.daily))
    if sent >= (most if solved.solution else min(most, MOST_ADDED)):
        raise Refused(form.often, code="often")
    digest = hashlib.sha256(solved.riddle.encode()).hexdigest()
    row, is_new = SpentRiddle.objects.get_or_create(
        digest=digest, defaults={"form": form.code, "print": place, "at": now}
    )
    if not is_new:
        raise Refused(form.used, code="used")
    return row


def sweep_riddles(*, now: datetime | None = None, by=None) -> int:
    """Forget riddles older than a day, which nobody could use again; how many."""
    return SpentRiddle.objects.filter(at__lt=(now or timezone.now()) - DAY).delete()[0]


def print_of(form: PublicForm, address: str) -> str:
    """What is kept of where a stranger comes from."""
    return hmac.new(_key(form), address.encode(), hashlib.sha256).hexdigest()


def _key(form: PublicForm) -> bytes:
    name = f"maizi.{form.code}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), name, hashlib.sha256).digest()
