"""Two records turned out to be one person: what he said and wanted follows (A-12)."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet

from ..models import (
    Consent,
    ContactBlock,
    Hold,
    ListedPerson,
    Opening,
    PersonLink,
    PersonRequest,
    RetentionCase,
    SensitiveValue,
)
from ..queries.keys import opened_with, sealed_with
from .keys import place_of

MOVED = (Consent, ContactBlock, PersonRequest, Opening, Hold)


@transaction.atomic
def carry_over(kind: str, *, old: int, new: int, by=None) -> list[int]:
    """Re-point everything about person `old` to `new`; called inside the merge.

    Every wish and every refusal of both counts afterwards; a value or case both have stays that
    of the survivor. Links of the one that goes end with it. Gives the ids of the sealed values
    that came along.
    """
    was = {"kind": kind, "object_id": old}
    for model in MOVED:
        model.objects.filter(**was).update(object_id=new)
    for model, own in ((SensitiveValue, "field_id"), (ListedPerson, "user_id")):
        known = model.objects.filter(kind=kind, object_id=new).values_list(own, flat=True)
        model.objects.filter(**was, **{f"{own}__in": list(known)}).delete()
    ListedPerson.objects.filter(**was).update(object_id=new)
    if RetentionCase.objects.filter(kind=kind, object_id=new).exists():
        RetentionCase.objects.filter(**was).delete()
    RetentionCase.objects.filter(**was).update(object_id=new)
    PersonLink.objects.filter(**was).delete()
    return _reseal(SensitiveValue.objects.filter(**was), new)


@transaction.atomic
def carry_back(kind: str, ids: Collection[int], *, to: int, by=None) -> list[int]:
    """Give sealed values back to the person from whom a merge took them; gives their ids.

    Those deleted since stay away: their time was over, or he asked for it.
    """
    return _reseal(SensitiveValue.objects.filter(kind=kind, pk__in=list(ids)), to)


def _reseal(rows: QuerySet[SensitiveValue], new: int) -> list[int]:
    """Sealed values are bound to their place: they are opened and sealed anew."""
    moved = list(rows.select_related("field", "key"))
    for row in moved:
        text = opened_with(row.key, row.sealed, place=place_of(row))
        row.object_id = new
        row.sealed = sealed_with(row.key, text, place=place_of(row))
        row.save(update_fields=["object_id", "sealed"])
    return [row.pk for row in moved]
