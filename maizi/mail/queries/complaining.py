"""A letter as the beginning of a complaint (E-2)."""

from maizi.accounts.access import group_access
from maizi.complaints.access import Letter
from maizi.complaints.terms import Channel
from maizi.kernel.privacy import FieldAccess, FieldGroup

from .. import access
from ..terms import Way
from .messages import files_of

LONGEST = {"complainant": 60, "reach": 80, "title": 80, "words": 4000}


def letter_of(user, pk: int) -> Letter | None:
    """What somebody wrote to us, as far as the person may read it; None for letters of ours and
    those out of sight. Two queries."""
    row = access.visible_messages(user).filter(pk=pk, way=Way.IN).first()
    if row is None:
        return None
    reads = group_access(user, FieldGroup.CONTACT) >= FieldAccess.READ
    told = {
        "complainant": row.sender_name, "reach": row.sender if reads else "",
        "title": row.subject, "words": row.text,
    }  # fmt: skip
    fields = {name: text.strip()[: LONGEST[name]] for name, text in told.items()}
    fields |= {"channel": Channel.EMAIL.value, "received_at": row.at}
    if row.customer_id:
        fields["customer"] = row.customer_id
    return Letter(fields, [one.file for one in files_of([row]).get(row.pk, [])])
