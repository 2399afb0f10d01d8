"""Which fields hold personal information, and for which purposes: nothing without one (5–8)."""

from dataclasses import dataclass

from django.apps import apps

from maizi.kernel.privacy import DataClass, FieldGroup, data_class_of, group_of

from ..models import Purpose

DELICATE = (DataClass.PERSONAL, DataClass.SENSITIVE, DataClass.CREDIT)


@dataclass(frozen=True)
class Covered:
    """The personal fields of one table in one field group, and what they are used for."""

    model: str
    group: FieldGroup
    fields: list[str]
    purposes: list[Purpose]


def coverage() -> list[Covered]:
    """Every personal field of every table that a person can see, with its purposes. One query."""
    purposes = list(Purpose.objects.filter(is_active=True))
    found: dict[tuple[str, FieldGroup], list[str]] = {}
    for model in apps.get_models():
        if not model.__module__.startswith("maizi.customers"):
            continue
        for field in model._meta.concrete_fields:
            if data_class_of(model, field) in DELICATE:
                key = (str(model._meta.verbose_name), group_of(model, field))
                found.setdefault(key, []).append(str(field.verbose_name))
    return [
        Covered(model, group, names, [p for p in purposes if group in p.groups.split(",")])
        for (model, group), names in found.items()
    ]
