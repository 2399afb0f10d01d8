"""Reckon the levels of a plan: gather, decide, store (F-60)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from maizi.history.actions import insert_rows, recorded
from maizi.jobs.actions import enqueue
from maizi.jobs.models import Job
from maizi.jobs.terms import JobState
from maizi.kernel.errors import Refused
from maizi.kernel.ids import new_ids
from maizi.kernel.texts import N_, say

from ..models import Fitting, PartBasis, PartPlan, PlanLine, Rate, Region
from ..queries.facts import (
    Uses,
    covered,
    priors,
    region_by_unit,
    replaced,
    still_kept,
    units_out,
    uses_up_to,
    window_of,
)
from ..rules.failing import Seat, fleet_in_phase, updated_probability
from ..rules.intermittent import Chosen, choose
from ..rules.reckoning import Reckoned, basis_of, by_share, check_levels, reckon
from ..terms import Basis
from .planning import count_new, locked

COMPUTED, TASK = N_("计算备件水平"), "parts.compute"
ALIVE = (JobState.WAITING, JobState.RUNNING, JobState.PAUSED)
LABELS = {
    "prior": N_("先验概率"), "failures": N_("换下件数"), "exposed": N_("在用件数"),
    "probability": N_("故障概率"),
}  # fmt: skip
MOST_LINES, MOST_AT_ONCE = 300_000, 20_000
BATCH = 5_000


@dataclass
class Ground:
    """What a plan stands on, by places in three lists."""

    plan: PartPlan
    regions: list[int]
    parts: list[int]
    rates: list[Rate]
    fleet: object
    uses: Uses
    chosen: dict[int, Chosen]


@transaction.atomic
def start_computing(row: PartPlan, *, by) -> int | None:
    """Reckon now, or in the background where that takes longer than a page may; None then.

    What is being reckoned in the background is not begun a second time.
    """
    row = locked(row, "compute")
    regions = Region.objects.filter(is_active=True).count()
    parts = Fitting.objects.order_by().values("part").distinct().count()
    if parts * regions <= MOST_AT_ONCE:
        return compute_plan(row, by=by)
    under_way = Job.objects.filter(kind=TASK, payload__plan=row.pk, state__in=ALIVE)
    if not under_way.exists():
        enqueue(TASK, by=by, payload={"plan": row.pk})
    return None


@transaction.atomic
def compute_plan(row: PartPlan, *, by) -> int:
    """Learn the probabilities from the phase just past, then reckon demand and levels anew.

    Regions and models that came after the fleet was counted are counted here. Gives the number of
    lines. Raises Refused for a plan that is no draft, without regions or anything to reckon from,
    for more lines than a plan may have, and for numbers beyond any stock.
    """
    row = locked(row, "compute")
    count_new(row, by=by)
    ground = _gather(row)
    if not ground.parts:
        raise Refused(N_("没有可算的备件：备件用量表是空的，也没有历史用量。"))
    if len(ground.parts) * len(ground.regions) > MOST_LINES:
        raise Refused(N_("备件乘区域超过 {most} 行，算不下。"), most=MOST_LINES)
    asked = {one.part_id: one for one in row.bases.exclude(asked="")}
    found, bases = _decide(ground, asked)
    _store(ground, found, bases)
    with recorded(row, COMPUTED, by=by):
        row.computed_at = timezone.now()
        row.save(update_fields=["computed_at"])
    return row.lines.count()


def _gather(row: PartPlan) -> Ground:
    import numpy as np

    regions = list(Region.objects.filter(is_active=True).select_related("unit"))
    if not regions:
        raise Refused(N_("还没有备件区域。请先在“备件区域”里登记区域和它的仓库。"))
    today, units = timezone.localdate(), region_by_unit(regions)
    since, until = window_of(row, today)
    rates = _rates(row, replaced(since=since, until=until), _exposed(row, units, since, until))
    stores = {region.warehouse_id: region.pk for region in regions}
    uses = uses_up_to(today, units, stores=stores)
    used = still_kept(uses.parts)
    parts = sorted({rate.part_id for rate in rates} | set(used))
    everywhere = [*(region.pk for region in regions), None]
    series = [uses.series(part, everywhere) for part in used]
    chosen = dict(zip(used, choose(series), strict=True)) if uses.months else {}
    models = sorted({rate.model_id for rate in rates})
    at_model, at_region = _places(models), _places([region.pk for region in regions])
    fleet = np.zeros((len(models), len(regions)))
    for one in row.fleet.all():
        if one.model_id in at_model and one.region_id in at_region:
            fleet[at_model[one.model_id], at_region[one.region_id]] = fleet_in_phase(
                one.start, one.sales, sales_share=float(row.sales_share)
            )
    return Ground(row, [r.pk for r in regions], parts, rates, fleet, uses, chosen)


def _exposed(row: PartPlan, units: dict, since: date, until: date) -> dict[int, float]:
    """Model -> units that could have failed in the phase just past, as far as use was written
    down: those of the fleet and those outside any region, since parts replaced there count too;
    of units sold in it only the part that counts."""
    later, share = 1 - float(row.sales_share), covered(since=since, until=until)
    found: dict[int, float] = defaultdict(float)
    fleet = row.fleet.filter(region__in=set(units.values())).order_by()
    for model, start in fleet.values_list("model").annotate(Sum("start")):
        found[model] += start * share
    for (region, model), one in units_out(units, since=since).items():
        outside = one.now if region is None else 0
        found[model] = max(0.0, found[model] + (outside - one.joined * later) * share)
    return found


def _rates(row: PartPlan, failures: dict, exposed: dict[int, float]) -> list[Rate]:
    """Probabilities of every fitting after what was learnt; typed priors stay."""
    fittings = list(Fitting.objects.filter(part__is_active=True).order_by("pk"))
    known = {(one.part_id, one.model_id): one for one in row.rates.filter(is_prior_typed=True)}
    before, found = priors(fittings, row), []
    for one in fittings:
        key, typed = (one.part_id, one.model_id), known.get((one.part_id, one.model_id))
        prior = float(typed.prior) if typed else before[key]
        failed = failures.get(key, 0.0)
        pieces_out = exposed.get(one.model_id, 0.0) * float(one.pieces)
        probability = updated_probability(
            prior, failures=failed, exposed=pieces_out, prior_weight=row.prior_weight
        )
        found.append(Rate(
            plan=row, part_id=one.part_id, model_id=one.model_id, pieces=one.pieces,
            prior=_number(prior, "prior", one), failures=_number(failed, "failures", one),
            exposed=_number(pieces_out, "exposed", one),
            probability=_number(probability, "probability", one), is_prior_typed=bool(typed),
            why=typed.why if typed else "",
        ))  # fmt: skip
    return found


def _decide(ground: Ground, asked: dict) -> tuple[Reckoned, list[PartBasis]]:
    import numpy as np

    at_part = _places(ground.parts)
    at_model = _places(sorted({rate.model_id for rate in ground.rates}))
    seats = [
        Seat(at_part[rate.part_id], at_model[rate.model_id], float(rate.pieces),
             float(rate.probability))
        for rate in ground.rates
    ]  # fmt: skip
    history = np.zeros((len(ground.parts), len(ground.regions)))
    for part, one in ground.chosen.items():
        used = [sum(ground.uses.series(part, [region])) for region in ground.regions]
        history[at_part[part]] = by_share(one.monthly, used, months=ground.plan.months)
    fails = np.zeros(len(ground.parts))
    for seat in seats:
        fails[seat.part] += seat.pieces * seat.probability * ground.fleet[seat.model].sum()
    fitted = {rate.part_id for rate in ground.rates}
    bases = []
    for place, part in enumerate(ground.parts):
        wish = asked.get(part)
        basis = basis_of(wish.asked if wish else "", has_rates=part in fitted, fails=fails[place],
                         used=float(history[place].sum()))  # fmt: skip
        bases.append(_basis(ground, part, basis, wish))
    by_history = [one.basis == Basis.HISTORY for one in bases]
    level = float(ground.plan.service_level)
    found = reckon(
        seats, fleet=ground.fleet, history=history, by_history=by_history, service_level=level
    )
    return found, bases


def _basis(ground: Ground, part: int, basis: Basis, wish: PartBasis | None) -> PartBasis:
    one = ground.chosen.get(part)
    return PartBasis(
        plan=ground.plan, part_id=part, basis=basis, asked=wish.asked if wish else "",
        why=wish.why if wish else "", method=one.method if one else "",
        monthly=one.monthly if one else None, errors=one.errors if one else {},
        origins=one.origins if one else 0,
    )  # fmt: skip


def _store(ground: Ground, found: Reckoned, bases: list[PartBasis]) -> None:
    row = ground.plan
    for old in (row.lines, row.rates, row.bases):
        old.all().delete()
    Rate.objects.bulk_create(ground.rates, batch_size=BATCH)
    sums, apart, together = found.demand.sum(axis=1), found.apart, found.together
    check_levels(apart, together, names=lambda place: bases[place].part.name)
    for place, one in enumerate(bases):
        one.demand, one.apart = float(sums[place]), int(apart[place])
        one.together = int(together[place])
    PartBasis.objects.bulk_create(bases, batch_size=BATCH)
    rows, columns = (one.tolist() for one in found.demand.nonzero())
    demand, level = found.demand.tolist(), found.level.tolist()
    insert_rows(PlanLine, ("id", "plan", "part", "region", "demand", "level"), (
        (id_, row.pk, ground.parts[r], ground.regions[c], demand[r][c], level[r][c])
        for id_, r, c in zip(new_ids(len(rows)), rows, columns, strict=True)
    ))  # fmt: skip


def _places(ids: list[int]) -> dict[int, int]:
    return {id_: place for place, id_ in enumerate(ids)}


def _number(value: float, name: str, of: Fitting) -> Decimal:
    """As its column takes it. Raises Refused for more than fits, naming part and model."""
    column = Rate._meta.get_field(name)
    if value >= 10 ** (column.max_digits - column.decimal_places):
        raise Refused(
            N_("“{what}”的{label}超出了能记的范围。请核对用量表、换下件数和台数。"),
            what=str(of), label=say(LABELS[name]), code="beyond",
        )  # fmt: skip
    return round(Decimal(str(value)), column.decimal_places)
