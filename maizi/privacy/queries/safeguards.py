"""How a person is watched over: his roles' numbers, and his watermark."""

from django.db.models import QuerySet
from django.utils import timezone

from maizi.accounts.access import Written, rights_of
from maizi.accounts.models import Role
from maizi.fields.queries import parameter
from maizi.kit import show

from ..models import RoleSafeguard


def reveals_a_day(user) -> int:
    """How many masked values a person may have shown a day: the most his roles allow. Two
    queries at most."""
    own = [one.reveals_a_day for one in _of(user) if one.reveals_a_day is not None]
    return max(own) if own else int(parameter("privacy.reveals_a_day"))


def mark_of(user) -> str:
    """Name, last digits of his number (or his user name) and time; "" when no role asks for it.

    One query, once a request.
    """
    if not any(one.has_watermark for one in _of(user)):
        return ""
    number = user.mobile[-4:] or user.username
    return f"{user.name} {number} {show.when(timezone.now())}"


def safeguards_by_role() -> list[tuple[Role, RoleSafeguard | None]]:
    """Every role with what is set for it. Two queries."""
    found = {one.role_id: one for one in RoleSafeguard.objects.all()}
    return [(role, found.get(role.pk)) for role in Role.objects.order_by("pk")]


def _of(user) -> list[RoleSafeguard]:
    if not hasattr(user, "_safeguards"):
        user._safeguards = _of_roles.rows(sorted(rights_of(user).roles))
    return user._safeguards


@Written
def _of_roles(codes: list[str]) -> QuerySet[RoleSafeguard]:
    return RoleSafeguard.objects.filter(role__code__in=codes)
