"""To whom a review of a customer is put (D-30)."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils import timezone

from maizi.accounts.models import Appointment, OrgUnit, User
from maizi.accounts.queries import holders, in_force
from maizi.credit.terms import ROLES_OF_LEVEL, ApprovalLevel
from maizi.customers.access import visible_customers
from maizi.customers.models import Customer

from .. import access
from ..models import Evaluation, Review
from ..terms import EvaluationState, Trigger


def raters_of(rows: Sequence[Review]) -> dict[int, list[User]]:
    """Who is to look at each review, by its id: people who see the customer and may rate him.

    Whoever rated him last, else his owner, else the credit officers nearest above him, else others
    there; where nobody may rate him, those who read ratings in the same order. Who concluded is
    not asked to look again where a person wants another to look. The number of queries does not
    grow with the rows.
    """
    ids = {row.customer_id for row in rows}
    judges = _judges(ids)
    found = _chosen(rows, _seeing("evaluate", ids), judges)
    left = [row for row in rows if not found[row.pk]]
    return found | _chosen(left, _seeing("read", ids), judges) if left else found


def _judges(ids: set[int]) -> dict[int, tuple[int, int]]:
    """Who evaluated and who approved last, by customer. One query."""
    made = Evaluation.objects.filter(customer__in=ids, state=EvaluationState.APPROVED)
    told = made.order_by("id").values_list("customer_id", "by_id", "approved_by_id")
    return {customer: (by, approved_by) for customer, by, approved_by in told}


def _seeing(verb: str, ids: set[int]) -> dict[User, set[int]]:
    """Who may do this with ratings, and which of the customers he sees."""
    people = holders(access.RATING.code, verb, today=timezone.localdate())
    return {
        person: set(visible_customers(person).filter(pk__in=ids).values_list("pk", flat=True))
        for person in people
        if access.may(person, "read") and access.sees_grade(person)
    }


def _chosen(
    rows: Sequence[Review], seeing: Mapping[User, set[int]], judges: Mapping[int, tuple[int, int]]
) -> dict[int, list[User]]:
    officers = _officers()
    units = {row.customer.org_unit_id for row in rows} | {person.unit_id for person in seeing}
    paths = dict(OrgUnit.objects.filter(pk__in=units).values_list("pk", "path"))
    found = {}
    for row in rows:
        last = judges.get(row.customer_id, ())
        barred = last if row.trigger == Trigger.REQUEST else ()
        fit = {
            person.pk: person for person, seen in seeing.items()
            if row.customer_id in seen and person.pk not in barred
        }  # fmt: skip
        wanted = (*last[:1], row.customer.owner_id)
        first = next((fit[pk] for pk in wanted if pk in fit), None)
        found[row.pk] = (
            [first]
            if first
            else _nearest(
                [fit[pk] for pk in fit if pk in officers] or fit.values(), row.customer, paths
            )
        )
    return found


def _officers() -> set[int]:
    """Whose work credit is. One query."""
    posts = Appointment.objects.filter(
        in_force(timezone.localdate()),
        role__code__in=ROLES_OF_LEVEL[ApprovalLevel.CREDIT_OFFICER],
    )
    return set(posts.values_list("user_id", flat=True))


def _nearest(people: Iterable[User], customer: Customer, paths: Mapping[int, str]) -> list[User]:
    """Those of the lowest unit above the customer; whose unit lies aside is the farthest."""
    here = paths.get(customer.org_unit_id, "")
    ranked: dict[int, list[User]] = {}
    for person in people:
        path = paths.get(person.unit_id, "")
        rank = len(path) if path and here.startswith(path) else 0
        ranked.setdefault(rank, []).append(person)
    return ranked[max(ranked)] if ranked else []
