"""Secrets of participants' own pages (B-11)."""

import hashlib
import secrets

from django.db import transaction

from maizi.history.actions import record
from maizi.kernel.texts import N_

from ..models import Registration

TOKEN_BYTES, TOKEN_LENGTH = 32, 43
MADE = N_("生成登记页面链接")


def new_token() -> tuple[str, str]:
    """(secret, what is kept of it)."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    return token, hash_of(token)


@transaction.atomic
def renew_link(row: Registration, *, by) -> str:
    """A fresh secret for somebody who lost his; the one before ends."""
    row = Registration.objects.select_for_update(of=("self",)).get(pk=row.pk)
    token, row.token_hash = new_token()
    row.save(update_fields=["token_hash"])
    record(row, verb=MADE, by=by)
    return token


def registration_for(token: str, *, by=None) -> Registration | None:
    """The registration behind a secret; nothing tells why another opens none.

    by  nobody: who comes with a secret is not signed in
    """
    if len(token) != TOKEN_LENGTH:
        return None
    rows = Registration.objects.select_related("activity__product", "activity__owner")
    return rows.filter(token_hash=hash_of(token)).first()


def hash_of(token: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(token.encode()).hexdigest()
