"""Make keys, and change them: sealed values move to the new one, the old one goes."""

import base64
import os
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from maizi.history.actions import record
from maizi.kernel.texts import N_
from maizi.kit.sealed import seal

from .. import queries
from ..models import SealKey, SensitiveValue
from ..queries.keys import opened_with, sealed_with

KEY_BYTES = 32
MADE, GONE = N_("生成密钥"), N_("销毁密钥")
SLICE = 500


@transaction.atomic
def key_for(use: str, *, by, now: datetime | None = None) -> SealKey:
    """The present key of a use, made when there is none yet."""
    return queries.current_key(use) or _made(use, by, now or timezone.now())


@transaction.atomic
def rotate_keys(*, by, now: datetime | None = None) -> int:
    """Seal every value anew with a fresh key and destroy the old ones; how many values.

    What somebody copied before, key and all, opens nothing that is written from now on.
    """
    now = now or timezone.now()
    old = list(SealKey.objects.select_for_update().filter(use=queries.SEAL))
    fresh, count = _made(queries.SEAL, by, now), 0
    for row in SensitiveValue.objects.select_for_update().select_related("key", "field"):
        text = opened_with(row.key, row.sealed, place=place_of(row))
        row.sealed, row.key = sealed_with(fresh, text, place=place_of(row)), fresh
        row.save(update_fields=["sealed", "key"])
        count += 1
    for key in old:
        record(key, verb=GONE, by=by)
        key.delete()
    return count


def place_of(row: SensitiveValue) -> str:
    """What a sealed value is bound to."""
    return f"{row.kind}/{row.object_id}/{row.field.code}"


def _made(use: str, by, now: datetime) -> SealKey:
    wrapped = seal(base64.b64encode(os.urandom(KEY_BYTES)).decode())
    key = SealKey.objects.create(use=use, wrapped=wrapped, made_at=now)
    record(key, verb=MADE, by=by)
    return key
