"""The seven steps with a customer, the company's own list, benefit links of a customer (C-30)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from maizi.customers.models import Customer
from maizi.kernel.terms import Term

from .. import access
from ..models import BenefitLink, ChangeEntry, StepEntry
from ..rules.partnership import done_among
from ..terms import Change, Step

MOST_ENTRIES, MOST_LINKS = 200, 30


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a checklist with what was done on it, the newest first."""

    term: Term
    entries: list

    @property
    def newest(self):
        return self.entries[0] if self.entries else None


@dataclass(frozen=True, slots=True)
class Checklist:
    """The points in their order, and how many are done."""

    points: list[Point]

    @property
    def done(self) -> int:
        return done_among(one.newest.state for one in self.points if one.newest)


def steps_of(user, customer: Customer) -> Checklist:
    """The seven steps with a customer. One query."""
    rows = access.visible_steps(user).filter(customer=customer).select_related("by")
    return _listed(Step, rows[:MOST_ENTRIES], "step")


def company_list(user) -> Checklist:
    """The company's own list. One query."""
    return _listed(Change, access.visible_changes(user).select_related("by")[:MOST_ENTRIES],
                   "change")  # fmt: skip


def links_of(user, customer: Customer) -> tuple[list[BenefitLink], int]:
    """Links in which a customer stands, as party or mediator; and how many more there are that
    name a customer the person does not see. Two queries."""
    if not access.may(user, "read"):
        return [], 0
    named = Q(customer=customer) | Q(other=customer) | Q(mediator=customer)
    rows = access.visible_links(user).filter(named)
    hidden = BenefitLink.objects.filter(named).exclude(pk__in=rows.order_by().values("pk"))
    shown = rows.select_related("customer", "other", "mediator", "owner")[:MOST_LINKS]
    return list(shown), hidden.count()


def _listed(terms: type[Term], rows: Iterable[StepEntry | ChangeEntry], name: str) -> Checklist:
    found: dict[str, list] = {}
    for row in rows:
        found.setdefault(getattr(row, name), []).append(row)
    return Checklist([Point(one, found.get(one.value, [])) for one in terms])
