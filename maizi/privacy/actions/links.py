"""The address under which a person sees and takes back what he agreed to."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from maizi.fields.queries import parameter
from maizi.history.actions import record
from maizi.kernel.texts import N_

from ..models import PersonLink, PublicVisit

MADE = N_("生成自助链接")
TOKEN_BYTES = 32
HOUR = timedelta(hours=1)


@transaction.atomic
def make_link(subject: Model, *, by, now: datetime | None = None) -> str:
    """A fresh address for a person, shown once; the one before ends."""
    now, token = now or timezone.now(), secrets.token_urlsafe(TOKEN_BYTES)
    about = {"kind": subject._meta.label_lower, "object_id": subject.pk}
    PersonLink.objects.filter(**about, revoked_at=None).update(revoked_at=now)
    days = int(parameter("privacy.link_days"))
    PersonLink.objects.create(
        **about, token_hash=hash_of(token), made_at=now, made_by=by,
        expires_at=now + timedelta(days=days),
    )  # fmt: skip
    record(subject, verb=MADE, by=by)
    return token


def link_for(token: str, *, by=None, now: datetime | None = None) -> PersonLink | None:
    """The link behind a token that still works; nothing tells why another does not.

    by  nobody: who comes with a link is not signed in
    """
    now = now or timezone.now()
    found = PersonLink.objects.filter(token_hash=hash_of(token), revoked_at=None)
    link = found.filter(expires_at__gt=now).first()
    if link:
        PersonLink.objects.filter(pk=link.pk).update(used_at=now)
    return link


def may_visit(address: str, *, by=None, now: datetime | None = None) -> bool:
    """Count a visit from an address; whether it is within its limit for an hour.

    by  nobody: who comes is not signed in

    The same for tokens that exist and those that do not: nobody learns which are whose.
    """
    now, print_ = now or timezone.now(), _print_of(address)
    PublicVisit.objects.create(print=print_, at=now)
    visits = PublicVisit.objects.filter(print=print_, at__gt=now - HOUR).count()
    return visits <= int(parameter("privacy.link_hourly"))


def sweep_visits(*, now: datetime | None = None, by=None) -> int:
    """Forget visits older than an hour; how many."""
    return PublicVisit.objects.filter(at__lt=(now or timezone.now()) - HOUR).delete()[0]


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _print_of(address: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), address.encode(), hashlib.sha256).hexdigest()
