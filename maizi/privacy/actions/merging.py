"""Two records turned out to be one person: what he said and wanted follows (A-12)."""

from django.db import transaction

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

MOVED = (Consent, ContactBlock, PersonRequest, Opening, Hold)


@transaction.atomic
def carry_over(kind: str, *, old: int, new: int, by=None) -> None:
    """Re-point everything about person `old` to `new`; called inside the merge.

    Every wish and every refusal of both counts afterwards; a value or case both have stays that
    of the survivor. Links of the one that goes end with it.
    """
    was = {"kind": kind, "object_id": old}
    for model in MOVED:
        model.objects.filter(**was).update(object_id=new)
    for model, own in ((SensitiveValue, "field_id"), (ListedPerson, "user_id")):
        known = model.objects.filter(kind=kind, object_id=new).values_list(own, flat=True)
        model.objects.filter(**was, **{f"{own}__in": list(known)}).delete()
        _move_rows(model, was, new)
    if RetentionCase.objects.filter(kind=kind, object_id=new).exists():
        RetentionCase.objects.filter(**was).delete()
    RetentionCase.objects.filter(**was).update(object_id=new)
    PersonLink.objects.filter(**was).delete()


def _move_rows(model, was: dict, new: int) -> None:
    """Sealed values are bound to their place: they are opened and sealed anew."""
    if model is not SensitiveValue:
        model.objects.filter(**was).update(object_id=new)
        return
    from ..queries.keys import opened_with, sealed_with
    from .keys import place_of

    for row in SensitiveValue.objects.filter(**was).select_related("field", "key"):
        text = opened_with(row.key, row.sealed, place=place_of(row))
        row.object_id = new
        row.sealed = sealed_with(row.key, text, place=place_of(row))
        row.save(update_fields=["object_id", "sealed"])
