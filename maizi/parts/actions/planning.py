"""Write a plan of spare parts: its phase, the fleet it counts on, what the planner knows better."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from maizi.fields.actions import next_number
from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import Fitting, FleetRow, PartBasis, PartPlan, Rate, Region
from ..queries.facts import region_by_unit, units_out, window_of
from ..rules.failing import fleet_in_phase
from ..rules.moves import check_span, check_verb
from ..terms import Basis, PlanState

FLEET, PRIOR, BASIS = N_("保有量"), N_("先验概率"), N_("需求依据")
MOST_FLEET, MOST_PRIOR = 20_000, 20
# What only verbs write: a form that was read before keeps none of it.
KEPT = ("state", "answer", "computed_at", "in_force_at", "ended_at")


@dataclass(frozen=True, slots=True)
class Correction:
    """One cell of the fleet as somebody typed it."""

    row: FleetRow
    start: int
    sales: int


def locked(row: PartPlan, verb: str) -> PartPlan:
    """The plan as it is now, kept from others; Raises Refused where the verb does not fit."""
    row = PartPlan.objects.select_for_update(of=("self",)).select_related("owner").get(pk=row.pk)
    check_verb(PlanState(row.state), verb, no=row.no)
    return row


@transaction.atomic
def save_plan(row: PartPlan, verb: str, *, by) -> PartPlan:
    """Store a draft; a new one counts its fleet at once. The caller records.

    Raises Refused for a phase that has no length and for a plan that is no draft.
    """
    is_new = row._state.adding
    check_span(row.since_on, row.until_on)
    if is_new:
        row.no = next_number("part_plan", on=timezone.localdate())
        row.owner, row.org_unit = by, by.unit
    else:
        before = locked(row, "edit")
        for name in KEPT:
            setattr(row, name, getattr(before, name))
        numbers = ("since_on", "until_on", "service_level", "prior_weight", "sales_share")
        if any(getattr(before, name) != getattr(row, name) for name in numbers):
            row.computed_at = None
    row.name = " ".join(row.name.split())
    row.save()
    if is_new:
        count_fleet(row, by=by)
    return row


@transaction.atomic
def count_fleet(row: PartPlan, *, by) -> int:
    """Count units in use anew: a row for each region and model that has parts or units.

    What somebody corrected stays, with the new count beside it. Gives how many rows there are.
    Raises Refused for more rows than a plan may have.
    """
    row = locked(row, "edit")
    return _count(row, by=by)


def count_new(row: PartPlan, *, by) -> int:
    """Count regions and models that a locked plan does not know yet; the others stay."""
    return _count(row, by=by, only_new=True)


def _count(row: PartPlan, *, by, only_new: bool = False) -> int:
    regions = list(Region.objects.filter(is_active=True).select_related("unit"))
    models = sorted(set(Fitting.objects.values_list("model", flat=True)))
    if len(regions) * len(models) > MOST_FLEET:
        raise Refused(N_("区域乘机型超过 {most} 格。请先停用不用的区域。"), most=MOST_FLEET)
    since, _until = window_of(row, timezone.localdate())
    out = units_out(region_by_unit(regions), since=since)
    known = {(one.region_id, one.model_id): one for one in row.fleet.all()}
    made, changed = [], []
    for region in regions:
        for model in models:
            key = (region.pk, model)
            count = out[key].now if key in out else 0
            one = known.get(key)
            if one is None:
                made.append(FleetRow(plan=row, region=region, model_id=model, counted=count,
                                    start=count))  # fmt: skip
            elif one.counted != count and not only_new:
                one.start = count if one.start == one.counted else one.start
                one.counted = count
                changed.append(one)
    FleetRow.objects.bulk_create(made, batch_size=500)
    FleetRow.objects.bulk_update(changed, ["counted", "start"], batch_size=500)
    if made or changed:
        _stale(row, by=by)
    return len(known) + len(made)


@transaction.atomic
def save_fleet(row: PartPlan, corrections: Sequence[Correction], *, by) -> None:
    """Write what the planner knows better, and what will be sold. Recorded cell by cell.

    Raises Refused for less than no units, and for a plan that is no draft.
    """
    row = locked(row, "edit")
    share = float(row.sales_share)
    told, changed = {}, []
    known = row.fleet.select_related("model", "region").in_bulk([one.row.pk for one in corrections])
    for one in corrections:
        fleet = known[one.row.pk]
        fleet_in_phase(one.start, one.sales, sales_share=share)
        if (fleet.start, fleet.sales) == (one.start, one.sales):
            continue
        label = f"{fleet.model} · {fleet.region}"
        told[label] = [f"{fleet.start} + {fleet.sales}", f"{one.start} + {one.sales}"]
        fleet.start, fleet.sales = one.start, one.sales
        changed.append(fleet)
    if changed:
        FleetRow.objects.bulk_update(changed, ["start", "sales"], batch_size=500)
        record(row, verb=Verb.CHANGE, by=by, changes=told)
        _stale(row, by=by)


@transaction.atomic
def set_prior(rate: Rate, *, prior: Decimal | None, why: str, by) -> None:
    """Overrule what is believed before of one part in one model; None takes it back.

    Raises Refused without a reason and for a plan that is no draft.
    """
    row = locked(rate.plan, "edit")
    rate = _still(row.rates.select_related("part", "model"), part=rate.part_id, model=rate.model_id)
    if prior is not None and not why.strip():
        raise Refused(N_("请写明为什么改，审批材料里会列出。"), field="why")
    if prior is not None and not 0 <= prior <= MOST_PRIOR:
        raise Refused(N_("故障概率要在 0 到 {most} 之间。"), most=MOST_PRIOR, field="prior")
    before = [str(rate.prior.normalize()), None]
    if prior is not None:
        rate.prior, before[1] = prior, str(prior.normalize())
    rate.is_prior_typed, rate.why = (
        prior is not None,
        why.strip()[:200] if prior is not None else "",
    )
    rate.save(update_fields=["prior", "is_prior_typed", "why"])
    record(row, verb=Verb.CHANGE, by=by, reason=why, changes={f"{PRIOR} {rate}": before})
    _stale(row, by=by)


@transaction.atomic
def choose_basis(basis: PartBasis, *, asked: Basis | None, why: str, by) -> None:
    """Say what one part is reckoned from; None leaves it to the rule.

    Raises Refused without a reason, and for a plan that is no draft.
    """
    row = locked(basis.plan, "edit")
    basis = _still(row.bases.select_related("part"), part=basis.part_id)
    if asked is not None and not why.strip():
        raise Refused(N_("请写明为什么改，审批材料里会列出。"), field="why")
    before = basis.asked or None
    basis.asked, basis.why = asked or "", why.strip()[:200] if asked else ""
    basis.save(update_fields=["asked", "why"])
    changes = {f"{BASIS} {basis.part}": [before, basis.asked or None]}
    record(row, verb=Verb.CHANGE, by=by, reason=why, changes=changes)
    _stale(row, by=by)


def _still(rows: QuerySet, **which):
    """The row as it is now that the plan is locked; reckoning anew may have written another."""
    row = rows.filter(**which).first()
    if row is None:
        raise Refused(N_("这份计划刚重新计算过，不再有这一行。请刷新页面。"), code="gone")
    return row


def _stale(row: PartPlan, *, by) -> None:
    """The levels do not say any more what the plan assumes."""
    if row.computed_at is not None:
        with recorded(row, Verb.CHANGE, by=by):
            row.computed_at = None
            row.save(update_fields=["computed_at"])
