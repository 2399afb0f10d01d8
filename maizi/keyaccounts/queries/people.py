"""Whom a customer's list and grade concern: owner, district, region, headquarters (D-11)."""

from collections.abc import Iterable

from django.utils import timezone

from maizi.accounts.models import Appointment, User
from maizi.accounts.queries import in_force
from maizi.customers.models import Customer

from ..terms import ChangeState

DISTRICT, REGION, HQ = "ka_office_district", "ka_department_region", "ka_centre_hq"
DIRECTORS = ("marketing_director", "vice_president")


def in_charge_of(path: str, roles: Iterable[str]) -> list[User]:
    """Active people with one of these posts in a unit or above it, the nearest first. One query."""
    posts = Appointment.objects.filter(
        in_force(timezone.localdate()), role__code__in=list(roles), user__is_active=True
    ).select_related("user__unit", "unit")
    near = [post for post in posts if path.startswith(post.unit.path)]
    near.sort(key=lambda post: -len(post.unit.path))
    return list({post.user_id: post.user for post in near}.values())


def concerned(customer: Customer) -> list[User]:
    """The owner, the district's and the region's offices, and headquarters. One query."""
    people = in_charge_of(customer.org_unit.path, (DISTRICT, REGION, HQ))
    owner = [customer.owner] if customer.owner_id else []
    return list({person.pk: person for person in (*owner, *people)}.values())


def district_of(customer: Customer) -> list[User]:
    """Who files the application: the district's office, else who looks after the region."""
    near = in_charge_of(customer.org_unit.path, (DISTRICT,))
    return near or in_charge_of(customer.org_unit.path, (REGION, HQ))


def in_hand_of(row) -> list[User]:
    """Who has a grade change in hand now. At most two queries."""
    role = {ChangeState.REGION: REGION, ChangeState.HQ: HQ}.get(row.state)
    if role is None:
        return district_of(row.customer)
    return in_charge_of(row.org_unit.path, (role,))


def is_in_hand(row, user: User) -> bool:
    """Whether somebody has a grade change in hand now, or made it. At most two queries."""
    return user.pk == row.by_id or user.pk in {person.pk for person in in_hand_of(row)}


def above(row) -> list[User]:
    """To whom a grade change goes when it is late. One query."""
    roles = (HQ, *DIRECTORS) if row.state == ChangeState.REGION else (*DIRECTORS, REGION, HQ)
    return in_charge_of(row.org_unit.path, roles)
