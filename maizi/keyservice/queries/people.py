"""Who reviews, who approves, who leads; which re-visits are late."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from maizi.accounts.models import User
from maizi.accounts.queries import holders
from maizi.customers.models import Customer

from .. import access
from ..models import Support, TeamMember
from ..terms import Post

CODE = "key_service"


def reviewers(customer: Customer) -> list[User]:
    """People who review applications and evaluations of a customer they see."""
    return _seeing(customer, holders(CODE, "review", today=timezone.localdate()))


def approvers(customer: Customer) -> list[User]:
    """Directors and vice presidents who approve special payment of a customer they see."""
    return _seeing(customer, holders(CODE, "approve", today=timezone.localdate()))


def leaders_of(customer: Customer) -> list[User]:
    """Who leads the team of a key account and sees it; without one, who reviews."""
    rows = TeamMember.objects.filter(customer=customer, post=Post.LEADER, user__is_active=True)
    found = _seeing(customer, [one.user for one in rows.select_related("user")])
    return found or reviewers(customer)


def _seeing(customer: Customer, people: list[User]) -> list[User]:
    """Those who may open what they would be told of. Some queries for each, who are few."""
    return [one for one in people if access.sees(one, customer)]


def late_revisits(today: date) -> QuerySet[Support]:
    """Re-visits whose day has passed and that nobody was told of yet."""
    rows = Support.objects.filter(
        revisit_due_on__lt=today, revisited_on=None, chased_at=None
    ).select_related("customer", "applicant")  # fmt: skip
    return rows.order_by("revisit_due_on", "id")
