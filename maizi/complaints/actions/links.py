"""The complainant's own page: a secret address, kept as a hash (E-10)."""

import hashlib
import secrets

from django.db import transaction

from maizi.history.actions import record
from maizi.kernel.texts import N_
from maizi.privacy.actions import may_visit

from ..models import Complaint
from .course import locked

TOKEN_BYTES = 32
TOKEN_LENGTH = 43
MADE = N_("生成投诉人查询链接")

__all__ = [
    "TOKEN_LENGTH", "complaint_for", "may_visit", "new_link", "renew_link",
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


def hash_of(token: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(token.encode()).hexdigest()
