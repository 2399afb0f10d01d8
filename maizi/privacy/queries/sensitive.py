"""Sensitive information as the card and the register show it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Model, Q, QuerySet

from maizi.accounts.access import group_access
from maizi.kernel.privacy import FieldAccess, FieldGroup

from .. import access
from ..access import SensitiveKind
from ..models import Consent, SensitiveField, SensitiveValue
from .keys import opened_with


@dataclass(frozen=True)
class Line:
    """One kind on the card: what it is, whether it is on, its masked value."""

    kind: SensitiveKind
    field: SensitiveField | None
    value: SensitiveValue | None = None
    held: int = 0


def field_of(code: str) -> SensitiveField | None:
    """How a kind was switched on; None when it never was."""
    return SensitiveField.objects.filter(code=code).first()


def register() -> list[Line]:
    """Every kind there can be, with how many values are held of it. One query."""
    held = Count("values")
    fields = {f.code: f for f in SensitiveField.objects.annotate(held=held).select_related(
        "purpose", "assessment"
    )}  # fmt: skip
    return [
        Line(kind, fields.get(kind.code), held=getattr(fields.get(kind.code), "held", 0))
        for kind in access.sensitive_kinds()
    ]


def sensitive_of(user, subject: Model) -> dict | None:
    """The card of one person; None for whom the group is hidden, or when nothing is on.

    Three queries.
    """
    reach = group_access(user, FieldGroup.SENSITIVE)
    if reach == FieldAccess.NONE:
        return None
    kind = subject._meta.label_lower
    values = {
        v.field.code: v
        for v in SensitiveValue.objects.filter(kind=kind, object_id=subject.pk).select_related(
            "field", "entered_by"
        )
    }
    enabled = {f.code: f for f in SensitiveField.objects.filter(is_enabled=True)}
    lines = [
        Line(k, enabled.get(k.code), values.get(k.code))
        for k in access.sensitive_kinds() if k.code in enabled or k.code in values
    ]  # fmt: skip
    if not lines:
        return None
    return {
        "kind": kind, "person": subject, "lines": lines,
        "may_read": reach >= FieldAccess.READ, "may_write": reach >= FieldAccess.WRITE,
    }  # fmt: skip


def separate_consents(subject: Model, field: SensitiveField) -> QuerySet[Consent]:
    """The consents in force on which a value of this kind can rest."""
    rows = Consent.objects.filter(
        kind=subject._meta.label_lower, object_id=subject.pk, purpose=field.purpose_id
    )
    return rows.filter(answer="given", withdrawn_at=None)


def values_to_go(today: date) -> QuerySet[SensitiveValue]:
    """Values past their time or without a consent any more."""
    over = Q(expires_on__lt=today) | Q(consent__withdrawn_at__isnull=False)
    return SensitiveValue.objects.filter(over).select_related("field")


def opened_values(kind: str, object_id: int) -> Iterator[tuple[str, str]]:
    """Every sensitive value of a person in clear: (label, text). For his own copy and for
    finding his traces; the caller has asked who may."""
    rows = SensitiveValue.objects.filter(kind=kind, object_id=object_id)
    for row in rows.select_related("field", "key"):
        place = f"{row.kind}/{row.object_id}/{row.field.code}"
        label = access.sensitive_kind(row.field.code).label
        yield label, opened_with(row.key, row.sealed, place=place)
