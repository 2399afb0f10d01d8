"""Who keeps filed forms, and whether a copy is still what was filed (F-53)."""

import hashlib

from django.db.models import Model, QuerySet

from maizi.files.queries import open_stream

from .. import access
from ..models import FiledCopy, Keeper

ENOUGH = 2  # S003 §14.4(2)③d: 至少保留两份


def active_keepers() -> QuerySet[Keeper]:
    """The units that get a copy of what is filed from now on, with their names."""
    return Keeper.objects.filter(retired_at=None).select_related("unit")


def has_enough_keepers() -> bool:
    """Whether a form filed now would be kept by as many as the rule asks for. One query."""
    return Keeper.objects.filter(retired_at=None).count() >= ENOUGH


def is_intact(copy: FiledCopy) -> bool:
    """Whether the content that lies there still has the hash it was filed with."""
    try:
        with open_stream(copy.file) as content:
            return hashlib.file_digest(content, "sha256").hexdigest() == copy.sha256
    except OSError:
        return False


def form_of(copy: FiledCopy) -> Model | None:
    """The record that a copy tells of, if it is still there. One query."""
    rows = access.document_of(copy.record.kind).model._default_manager
    return rows.filter(pk=copy.record.object_id).first()
