"""Definitions every company begins with; the apps that own the requests give them."""

from collections.abc import Mapping

from django.db import transaction

from maizi.history.actions import recorded

from ..models import ApprovalDefinition
from ..rules import Approver, Condition, Definition, Step, written

__all__ = ["Approver", "Condition", "Definition", "Step", "seed_definition", "seed_definitions"]


@transaction.atomic
def seed_definition(
    subject: str, *, name: str, definition: Definition, by, position: int = 100,
    is_further: bool = False,
) -> ApprovalDefinition | None:  # fmt: skip
    """Lay down a definition unless the company has one for this kind of request.

    is_further  it stands beside the one that was laid down just now, for other facts

    Roles may still be without holders then: an application says so when it is made.
    """
    if not is_further and ApprovalDefinition.objects.filter(subject=subject).exists():
        return None
    return _laid(definition, subject=subject, name=name, position=position, by=by)


@transaction.atomic
def seed_definitions(
    subject: str, definitions: Mapping[str, Definition], *, by, first: int = 100
) -> list[ApprovalDefinition]:
    """Lay down several, tried in this order, unless the company has any for this kind of request.

    definitions  name -> what it lays down
    """
    if ApprovalDefinition.objects.filter(subject=subject).exists():
        return []
    return [
        _laid(definition, subject=subject, name=name, position=first + place, by=by)
        for place, (name, definition) in enumerate(definitions.items())
    ]


def _laid(definition: Definition, *, subject: str, name: str, position: int, by):
    stored = written(definition)
    row = ApprovalDefinition(
        subject=subject, name=name, position=position,
        conditions=list(stored["conditions"]), steps=list(stored["steps"]),
    )  # fmt: skip
    with recorded(row, "create", by=by):
        row.save()
    return row
