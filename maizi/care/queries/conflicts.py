"""What stands out in the record of a conflict, where it came to light (C-60)."""

from django.urls import reverse

from maizi.complaints.access import visible_complaints
from maizi.customers.access import Onward, visible_activities
from maizi.customers.models import Customer
from maizi.kernel.texts import N_

from .. import access
from ..models import Conflict
from ..rules.conflicts import judging_in


def judging_of(row: Conflict) -> list[str]:
    """Words in a record that judge people instead of telling what happened."""
    return judging_in([row.situation, row.behaviour, row.effect, row.facts, row.our_view])


def sources_of(user, row: Conflict) -> dict:
    """The complaint and the follow-up where it came to light, as far as the person sees them.

    Two queries at most.
    """
    complaints = visible_complaints(user).filter(pk=row.complaint_id or 0)
    activities = visible_activities(user).filter(pk=row.activity_id or 0).select_related("author")
    return {
        "complaint": complaints.first() if row.complaint_id else None,
        "activity": activities.first() if row.activity_id else None,
    }


def _begin(user, customer: Customer) -> str | None:
    may = access.may_care(user, "visit", customer)
    return reverse("care:conflict_new", args=[customer.pk]) if may else None


CONFLICT_ONWARD = Onward(
    code="care.conflict", sources=frozenset({"activity", "complaint"}), label=N_("记冲突"),
    icon="alert-triangle", address=_begin,
)  # fmt: skip
