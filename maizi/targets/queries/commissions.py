"""What commission is computed from, and what it came to."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from maizi.accounts.models import Appointment, User

from .. import access
from ..models import CommissionLine, CommissionRule, CommissionRun, Target
from ..rules.achieving import target_of
from ..rules.commission import Rule, Sold
from ..rules.spans import last_day
from ..terms import Measure, Span
from .sold import Which, achieved_by, sold_by_product

ZERO = Decimal(0)
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What somebody sold in a month, his roles, and how far he came with his target."""

    person_id: int
    roles: frozenset[str]
    sold: tuple[Sold, ...]
    achievement: Decimal | None


def facts_of(month: date) -> tuple[list[PersonFacts], list[Rule]]:
    """Everybody who sold something in a month, and the rules in force on its last day.

    Eight queries at most.
    """
    last = last_day(month, Span.MONTH)
    which = Which(month, last)
    sold = sold_by_product(which)
    achieved = achieved_by(Measure.AMOUNT, which)
    targets = _targets(month, list(sold))
    roles = _roles(list(sold), last)
    people = []
    for id_, rows in sold.items():
        target = targets.get(id_)
        done = achieved.get(id_, ZERO)
        people.append(PersonFacts(
            id_, roles.get(id_, frozenset()), tuple(Sold(*row) for row in rows),
            done / target if target else None,
        ))  # fmt: skip
    return people, _rules(last)


def _targets(month: date, ids: list[int]) -> dict[int, Decimal | None]:
    """Person id -> sales target of the month. One query."""
    rows = Target.objects.filter(
        measure=Measure.AMOUNT, span=Span.MONTH, starts_on=month, person__in=ids, category=None,
        product=None,
    )  # fmt: skip
    found = {}
    for id_, amount in rows.values_list("person", "amount"):
        found[id_], _ = target_of({(Span.MONTH, month): amount}, Span.MONTH, month)
    return found


def _roles(ids: list[int], day: date) -> dict[int, frozenset[str]]:
    """Person id -> codes of the roles he had on a day. One query."""
    rows = Appointment.objects.filter(
        Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day),
        user__in=ids,
    )  # fmt: skip
    found: dict[int, set[str]] = defaultdict(set)
    for id_, code in rows.values_list("user", "role__code"):
        found[id_].add(code)
    return {id_: frozenset(codes) for id_, codes in found.items()}


def _rules(day: date) -> list[Rule]:
    rows = CommissionRule.objects.filter(
        Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day),
        is_active=True,
    )  # fmt: skip
    return [
        Rule(
            row.pk, row.role.code if row.role else "", row.product_id,
            row.category.path if row.category else "", row.from_percent / HUNDRED,
            row.rate_percent / HUNDRED,
        )
        for row in rows.select_related("role", "category")
    ]  # fmt: skip


def lines_of(user, run: CommissionRun) -> QuerySet[CommissionLine]:
    """What a month pays, as far as somebody sees it, by person. One query."""
    lines = access.visible_lines(user).filter(run=run).select_related("person", "rule")
    return lines.order_by("person__sort_name", "person", "-amount_yuan")


def earned_by(user, person: User) -> list[CommissionLine]:
    """The latest commission of one person. One query."""
    lines = access.visible_lines(user).filter(person=person).select_related("run", "rule")
    return list(lines.order_by("-run__month", "id")[:60])
