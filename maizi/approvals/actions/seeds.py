"""Definitions every company begins with; the apps that own the requests give them."""

from django.db import transaction

from maizi.history.actions import recorded

from ..models import ApprovalDefinition
from ..rules import Approver, Condition, Definition, Step, written

__all__ = ["Approver", "Condition", "Definition", "Step", "seed_definition"]


@transaction.atomic
def seed_definition(
    subject: str, *, name: str, definition: Definition, by, position: int = 100
) -> ApprovalDefinition | None:
    """Lay down a definition unless the company has one for this kind of request.

    Roles may still be without holders then: an application says so when it is made.
    """
    if ApprovalDefinition.objects.filter(subject=subject).exists():
        return None
    stored = written(definition)
    row = ApprovalDefinition(
        subject=subject, name=name, position=position,
        conditions=list(stored["conditions"]), steps=list(stored["steps"]),
    )  # fmt: skip
    with recorded(row, "create", by=by):
        row.save()
    return row
