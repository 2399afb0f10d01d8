"""Who supervises, advises, stands at the front, speaks for a department."""

from django.utils import timezone

from maizi.accounts.models import User
from maizi.accounts.queries import holders, superiors_of

from ..models import Complaint

CODE = "complaint"


def supervisors(near: User | None = None) -> list[User]:
    """People who supervise complaints; those above the unit of `near` first. Three queries."""
    found = [one for one in holders(CODE, "supervise", today=timezone.localdate())
             if not one.leaves_on]  # fmt: skip
    if near is None or len(found) < 2:
        return found
    path = near.unit.path
    units = dict(User.objects.filter(pk__in=[one.pk for one in found])
                 .values_list("pk", "unit__path"))  # fmt: skip

    def distance(one: User) -> int:
        return -len(units[one.pk]) if path.startswith(units[one.pk]) else 0

    return sorted(found, key=distance)


def counsels() -> list[User]:
    """People who confirm malice for the legal department. Two queries."""
    return holders(CODE, "counsel", today=timezone.localdate())


def front_people() -> list[User]:
    """Everybody who takes complaints down or handles them. Four queries."""
    today = timezone.localdate()
    found = {one.pk: one for verb in ("handle", "supervise", "add")
             for one in holders(CODE, verb, today=today)}  # fmt: skip
    return list(found.values())


def above(person: User | None) -> list[User]:
    """The superiors of whom a complaint is about, nearest first."""
    return [one for one in superiors_of(person) if one.is_active] if person else []


def department_head(row: Complaint, by: User) -> User | None:
    """Who speaks for the department that is mainly responsible: nobody barred, nobody himself.

    The superior of a responsible person, else of somebody in the department, by name.
    """
    shares = list(row.shares.select_related("person", "unit"))
    people = [one.person for one in shares if one.person]
    if shares:
        people += User.objects.filter(unit=shares[0].unit, is_active=True).order_by("sort_name")[:1]
    barred = {row.about_person_id, by.pk}
    found = [one for person in people for one in superiors_of(person)]
    return next((one for one in [*found, *people]
                 if one.is_active and one.pk not in barred), None)  # fmt: skip


def judges_for(row: Complaint) -> list[User]:
    """Who may speak for the responsible departments: their people and those above. Few queries."""
    units = [one.unit for one in row.shares.select_related("unit")]
    paths = {step for unit in units for step in unit.path.strip("/").split("/")}
    rows = User.objects.filter(unit__in=[int(one) for one in paths], is_active=True)
    return list(rows.exclude(pk=row.about_person_id).select_related("unit")[:100])


def named_colleagues(name: str) -> list[User]:
    """Active colleagues of exactly this name, two at most: it may not be clear. One query."""
    return list(User.objects.filter(name=name, is_active=True)[:2]) if name else []
