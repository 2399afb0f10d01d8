"""Bring plans of return visits up to date, many at once or one (C-2, C-3)."""

from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import date

from django.utils import timezone

from maizi.customers.terms import KaStatus, Lifecycle
from maizi.fields.queries import parameters

from .. import queries
from ..models import ReturnPlan
from ..queries.facts import Known
from ..rules.loyalty import LoyaltyFacts, years_between
from ..rules.planning import Touched, planned
from ..rules.returns import Cadence
from ..rules.value import Cuts, value_class
from ..terms import BUYING, ValueClass

KEPT = (*BUYING, Lifecycle.INACTIVE)
WRITTEN = (
    "value_class", "bought_yuan", "loyalty_score", "loyalty_class", "parts", "interval_days",
    "touched_on", "routine_on", "due_on", "reason",
)  # fmt: skip


def cadence_now() -> Cadence:
    """How often each class is visited, as the company says. One query, or two."""
    return Cadence(*parameters("return_visit.base", "return_visit.factor"))


def plan_visits(known: Iterable[Known], *, cuts: Cuts | None, today: date, by=None) -> int:
    """Write the plans that have changed, drop those of whom nobody keeps; how many changed.

    cuts  where value classes are cut tonight; None keeps the class that each plan has
    """
    cadence, changed, gone = cadence_now(), [], []
    for one in known:
        if one.owner_id is None or one.archived_at is not None or not _is_kept(one):
            gone += [one.pk] if one.plan else []
            continue
        plan = _plan_of(one, cadence, cuts, today)
        if plan is not None:
            changed.append(plan)
    if gone:
        ReturnPlan.objects.filter(customer__in=gone).delete()
    ReturnPlan.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["customer"], update_fields=WRITTEN,
        batch_size=500,
    )  # fmt: skip
    return len(changed) + len(gone)


def replan(ids: Collection[int], *, today: date | None = None, by=None) -> None:
    """Plan some customers anew at once: somebody spoke with them, or something happened."""
    today = today or timezone.localdate()
    plan_visits(queries.known_of(ids, today=today), cuts=None, today=today)


def _is_kept(one: Known) -> bool:
    return one.lifecycle in KEPT or bool(one.order_days)


def _plan_of(one: Known, cadence: Cadence, cuts: Cuts | None, today: date) -> ReturnPlan | None:
    """The plan as it should be; None when it is so already."""
    value = _value_of(one, cuts)
    facts = LoyaltyFacts(
        orders=one.orders_of_year, share=one.share, referrals=one.referrals_of_late,
        years=years_between(one.order_days[0] if one.order_days else None, today),
        nps=one.nps[0] if one.nps else None,
    )  # fmt: skip
    touched = Touched(one.contacted_on, one.ordered_on, timezone.localdate(one.created_at))
    found = planned(
        facts, touched=touched, value=value, cadence=cadence, occasions=one.occasions,
        override_days=one.plan.override_days if one.plan else None,
    )  # fmt: skip
    values = asdict(found) | {"value_class": value, "bought_yuan": one.bought_yuan}
    if one.plan and all(getattr(one.plan, name) == values[name] for name in WRITTEN):
        return None
    plan = one.plan or ReturnPlan(customer_id=one.pk)
    for name in WRITTEN:
        setattr(plan, name, values[name])
    return plan


def _value_of(one: Known, cuts: Cuts | None) -> ValueClass:
    """The class that people set, or that of tonight; a key account is kept like a VIP whatever
    it bought lately."""
    if one.by_hand is not None:
        return one.by_hand
    if one.ka_status == KaStatus.KEY:
        return ValueClass.A
    if cuts is None and one.plan is not None:
        return ValueClass(one.plan.value_class)
    return value_class(one.bought_yuan, cuts)
