"""Who looks after personal information."""

from django.db.models import Q
from django.utils import timezone

from maizi.accounts.models import Appointment, User

MOST = 20


def officers() -> list[User]:
    """Active people with a post today that handles requests."""
    return _granted("officer")


def stewards() -> list[User]:
    """Active people with a post today that reviews what will go."""
    return _granted("retention")


def _granted(verb: str) -> list[User]:
    today = timezone.localdate()
    posts = Appointment.objects.filter(
        Q(starts_on=None) | Q(starts_on__lte=today), Q(ends_on=None) | Q(ends_on__gte=today),
        user__is_active=True,
    ).select_related("role", "user")  # fmt: skip
    found = {
        post.user_id: post.user for post in posts if verb in post.role.grants.get("privacy", ())
    }
    return list(found.values())[:MOST]
