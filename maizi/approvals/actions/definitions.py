"""Lay down and change who must agree to what."""

from django.db import transaction
from django.utils.translation import gettext as _

from maizi.history.actions import recorded
from maizi.kernel.errors import Refused

from .. import access, queries
from ..models import ApprovalDefinition
from ..rules import Definition, Flaw, flaws_of, written


class Flawed(Refused):
    """A definition that could never end; `flaws` says what is wrong and where."""

    def __init__(self, flaws: list[Flaw]):
        super().__init__(_("流程还不能保存：请先改正标出的地方。"), code="flawed")
        self.flaws = flaws


@transaction.atomic
def save_definition(row: ApprovalDefinition, definition: Definition, *, by) -> ApprovalDefinition:
    """Store a definition; running cases keep the one they began with.

    Raises Flawed, naming each place, when it could never end or names what is not there.
    """
    if by is not None and not access.may(by, "design"):
        raise Refused(_("您不能设计审批流程。请联系系统管理员。"))
    if not row.name.strip():
        raise Refused(_("请给流程起个名字。"), field="name")
    others = ApprovalDefinition.objects.filter(subject=row.subject, name=row.name.strip())
    if others.exclude(pk=row.pk).exists():
        raise Refused(_("已经有一个同名的流程，请换个名字。"), field="name")
    if flaws := flaws_of(definition, queries.known_for(row.subject)):
        raise Flawed(flaws)
    with recorded(row, "create" if row._state.adding else "change", by=by):
        stored = written(definition)
        row.name = row.name.strip()
        row.version += 0 if row._state.adding else 1
        row.conditions, row.steps = list(stored["conditions"]), list(stored["steps"])
        row.save()
    return row


def set_active(row: ApprovalDefinition, *, is_active: bool, by) -> ApprovalDefinition:
    """Use a definition for new requests, or no longer."""
    if not access.may(by, "design"):
        raise Refused(_("您不能设计审批流程。请联系系统管理员。"))
    with recorded(row, by=by):
        row.is_active = is_active
        row.save(update_fields=["is_active"])
    return row
