"""A letter as the beginning of a ticket or a complaint (E-2, F-1)."""

from maizi.accounts.access import group_access
from maizi.kernel.privacy import FieldAccess, FieldGroup
from maizi.service.access import Letter

from .. import access
from ..terms import Way
from .messages import files_of


def letter_of(user, pk: int) -> Letter | None:
    """What somebody wrote to us, as far as the person may read it; None for letters of ours and
    those out of sight. Two queries."""
    row = access.visible_messages(user).filter(pk=pk, way=Way.IN).first()
    if row is None:
        return None
    reads = group_access(user, FieldGroup.CONTACT) >= FieldAccess.READ
    return Letter(
        name=row.sender_name, address=row.sender if reads else "", subject=row.subject.strip(),
        text=row.text.strip(), at=row.at, customer=row.customer_id,
        files=[one.file for one in files_of([row]).get(row.pk, [])],
    )  # fmt: skip
