"""Whom a recycling rule takes: one condition of the database, the same in dry run and at night."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import and_, or_

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from maizi.accounts.models import OrgUnit
from maizi.fields.queries import parameter

from .. import access
from ..access.recycling import RecyclingFact, exemptions, recycling_facts
from ..models import Customer, Pool, RecycleWarning
from ..rules import Condition
from ..rules.recycling import Group
from ..terms import FactSort, Lifecycle, Operator

MOST_OWNERS = 10


@dataclass(frozen=True)
class DryRun:
    """What a rule would do if it ran tonight.

    taken   its conditions hold now
    warned  they will hold within the days of warning, those of `taken` included
    spared  (why, how many) whose conditions hold and whom the rule leaves alone
    owners  (name, how many) of the people who would lose most
    """

    taken: int
    warned: int
    spared: list[tuple[str, int]]
    owners: list[tuple[str, int]]


def start_of_possession() -> Coalesce:
    """Since when the present owner has a customer."""
    return Coalesce("owned_since", "created_at")


def matching(pool: Pool, groups: Sequence[Group], *, on: date) -> QuerySet[Customer]:
    """Owned customers of the pool's part of the company that a rule's groups fit on a day.

    Exemptions are left out of account: see `candidates`.
    """
    units = OrgUnit.objects.filter(path__startswith=pool.unit.path).values("pk")
    rows = Customer.objects.filter(owner__isnull=False, org_unit__in=units)
    rows = rows.annotate(got_at=start_of_possession())
    return rows.filter(reduce(or_, (_group_query(g, on) for g in groups), Q(pk__in=[])))


def candidates(pool: Pool, groups: Sequence[Group], *, on: date) -> QuerySet[Customer]:
    """Those of `matching` that nothing exempts."""
    rows = matching(pool, groups, on=on)
    for exemption in exemptions():
        rows = rows.exclude(exemption.rows())
    return rows


def dry_run(pool: Pool, groups: Sequence[Group], *, today: date, warning_days: int) -> DryRun:
    """Count what a rule would take. Three queries and one for each exemption."""
    matched = matching(pool, groups, on=today)
    taken = candidates(pool, groups, on=today)
    by_owner = taken.order_by().values("owner__name").annotate(n=Count("pk")).order_by("-n")
    return DryRun(
        taken=taken.count(),
        warned=candidates(pool, groups, on=today + timedelta(days=warning_days)).count(),
        spared=[
            (one.label, count) for one in exemptions()
            if (count := matched.filter(one.rows()).count())
        ],
        owners=list(by_owner.values_list("owner__name", "n")[:MOST_OWNERS]),
    )  # fmt: skip


def falling_for(user, until: date) -> QuerySet[RecycleWarning]:
    """The person's own customers that are about to fall into a pool, the nearest first."""
    rows = access.visible_warnings(user).filter(owner=user.pk, falls_on__lte=until)
    seen = access.visible_customers(user).filter(pk=OuterRef("customer"))
    rows = rows.filter(Exists(seen)).select_related("customer", "rule__pool")
    return rows.order_by("falls_on", "id")


def usual_groups() -> tuple[Group, ...]:
    """What a new rule begins with: B-4's days for leads and for customers without an order."""
    lead, customer = parameter("pool.recycle_days")
    return (
        (Condition("lifecycle", Operator.IN, (Lifecycle.SUSPECT.value,)),
         Condition("idle", Operator.AT_LEAST, (str(lead),))),
        (Condition("lifecycle", Operator.IN, (Lifecycle.PROSPECT.value,)),
         Condition("traded", Operator.NO), Condition("idle", Operator.AT_LEAST, (str(customer),))),
    )  # fmt: skip


def _group_query(group: Group, on: date) -> Q:
    facts = recycling_facts()
    return reduce(and_, (_condition_query(c, facts, on) for c in group), Q())


def _condition_query(one: Condition, facts: Mapping[str, RecyclingFact], on: date) -> Q:
    """A fact that no app declares any more fits nobody."""
    declared = facts.get(one.fact)
    if declared is None:
        return Q(pk__in=[])
    is_days = declared.fact.sort == FactSort.DAYS
    return declared.query(one, _silence_from(on, one.days) if is_days else None)


def _silence_from(on: date, days: int) -> datetime:
    """A silence of n whole days on a day: nothing at or after this moment."""
    return timezone.make_aware(datetime.combine(on - timedelta(days=days - 1), time.min))
