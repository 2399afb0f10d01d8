"""A plan of spare parts from draft to in force, and what it asks purchasing for (F-60)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maizi.approvals.actions import reject
from maizi.history.models import HistoryEntry
from maizi.inbox.models import Notice
from maizi.kernel.errors import Refused
from maizi.parts import actions, queries
from maizi.parts.models import Fitting, FleetRow, PartBasis, PartPlan, PastUse, PlanLine, Region
from maizi.parts.terms import Basis, Method, PlanState
from maizi.purchasing.queries import suggestions
from maizi.purchasing.terms import DemandSort
from maizi.service import actions as service
from maizi.stock.models import Warehouse
from tests.house import fresh
from tests.service.conftest import now

pytestmark = pytest.mark.django_db


def levels(row) -> dict[str, int]:
    return {line.region.name: line.level for line in row.lines.select_related("region")}


def test_the_levels_of_the_vector(spares):
    """T-F12: 1,200 and 800 units at 1.2 % keep 21 and 15; one store would keep 32."""
    row = spares.computed()
    assert levels(row) == {"华东": 21, "华北": 15}
    basis = row.bases.get()
    assert (basis.apart, basis.together, basis.basis) == (36, 32, Basis.FAILURE)
    assert basis.demand == pytest.approx(24) and row.computed_at is not None
    shown = queries.plan_shown(row)
    assert (shown.apart, shown.together, shown.saved) == (36, 32, 4)


def test_the_second_phase_of_the_vector(spares):
    """T-F12: 2,500 units at 0.9 % keep 31; the fleet counts half of what will be sold."""
    Fitting.objects.update(probability=Decimal("0.009"))
    row = spares.drafted(phase=2)
    spares.set_fleet(row, 2000, sales=1000)
    FleetRow.objects.filter(region=spares.north).delete()
    actions.compute_plan(row, by=spares.sun)
    assert levels(row) == {"华东": 31}


def test_units_are_counted_where_their_customers_are(spares):
    """F-60: in use, by the innermost region; what somebody corrected stays beside a new count."""
    spares.units(3)
    spares.units(2, customer=spares.house.customer("郑州华正", spares.house.meng))
    spares.units(1, state="scrapped")
    row = spares.drafted()
    found = {(b.region.name, b.model_id): (b.counted, b.start) for b in row.fleet.all()}
    assert found[("华东", spares.product.pk)] == (4, 4)  # the piece of the desk is the fourth
    assert found[("华北", spares.product.pk)] == (2, 2)
    spares.set_fleet(row, 50, 2)
    spares.units(1)
    actions.count_fleet(row, by=spares.sun)
    east = row.fleet.get(region=spares.east)
    assert (east.counted, east.start) == (5, 50)


def test_the_inner_region_takes_its_customers(spares):
    """F-60: Nanjing has a store of its own, so its customers are not the region's around it."""
    own = Warehouse.objects.create(code="NN", name="南京门店库")
    inner = Region.objects.create(name="南京", unit=spares.house.nanjing, warehouse=own)
    row = spares.drafted()
    assert row.fleet.get(region=inner).counted == 1
    assert row.fleet.get(region=spares.east).counted == 0


def test_probabilities_learn_from_tickets_and_past_use(spares):
    """F-60: (200 × 1.2 % + 1 + 4) / (200 + units × pieces)."""
    spares.units(99)
    service.use_part(
        spares.on_site(), product=spares.part, quantity=Decimal(1), by=fresh(spares.zhao)
    )
    spares.used(4, 1, model=spares.product)
    spares.used(1, 9, part=spares.belt)  # use is written down for longer than the phase
    spares.used(9, 1, region=spares.north)  # of no known model: use, no failure
    row = spares.drafted(since_on=spares.today + timedelta(1))
    actions.compute_plan(row, by=spares.sun)
    rate = row.rates.get()
    assert (rate.failures, rate.exposed) == (5, 100)
    assert rate.probability == round(Decimal((2.4 + 5) / 300), 6)


def test_nothing_is_learnt_from_time_nobody_wrote_down(spares):
    """F-60: without records no failure is no evidence; half a phase of them counts half."""
    assert spares.computed().rates.get().probability == Decimal("0.012")
    since = spares.today.replace(day=1)
    spares.used(1, 1, part=spares.belt)
    row = spares.computed(since_on=spares.today, until_on=spares.today + timedelta(199))
    known = (spares.today - (since - timedelta(1)).replace(day=1)).days
    assert float(row.rates.get().exposed) == pytest.approx(2000 * known / 200, rel=1e-4)


def test_the_next_phase_begins_where_the_last_one_ended(spares):
    """F-60: phase by phase the belief of the phase before is the prior."""
    first = spares.in_force()
    first.rates.update(probability=Decimal("0.034"))
    row = spares.drafted(phase=2, since_on=spares.today + timedelta(182),
                         until_on=spares.today + timedelta(365))  # fmt: skip
    actions.compute_plan(row, by=spares.sun)
    assert row.rates.get().prior == Decimal("0.034")


def test_what_a_planner_knows_better_needs_a_reason(spares):
    row = spares.computed()
    rate, basis = row.rates.get(), row.bases.get()
    for act in (
        lambda: actions.set_prior(rate, prior=Decimal("0.02"), why=" ", by=spares.sun),
        lambda: actions.choose_basis(basis, asked=Basis.HISTORY, why="", by=spares.sun),
    ):
        with pytest.raises(Refused, match="为什么"):
            act()
    actions.set_prior(rate, prior=Decimal("0.024"), why="新批次滤纸薄", by=spares.sun)
    assert now(row).computed_at is None, "what is shown must be reckoned anew"
    with pytest.raises(Refused, match="重新计算"):
        actions.submit_plan(row, by=spares.sun)
    actions.compute_plan(row, by=spares.sun)
    assert row.bases.get().demand == pytest.approx(48, rel=0.01)
    assert "新批次滤纸薄" in queries.material_of(row)["overruled"]
    actions.set_prior(row.rates.get(), prior=None, why="", by=spares.sun)
    actions.compute_plan(row, by=spares.sun)
    assert row.bases.get().demand == pytest.approx(24, rel=0.01)


def test_a_part_without_a_model_goes_by_its_history(spares):
    """F-60: Croston, SBA, TSB or smoothing, by back-test; given to regions by what they used."""
    for ago in range(1, 31):
        if ago % 3 == 0:
            spares.used(3, ago, part=spares.belt)
        if ago % 6 == 0:
            spares.used(2, ago, part=spares.belt, region=spares.north)
    row = spares.computed()
    basis = row.bases.get(part=spares.belt)
    assert basis.basis == Basis.HISTORY and basis.method in list(Method)
    assert basis.origins == 12 and set(basis.errors) == set(Method)
    assert basis.errors[basis.method] == min(basis.errors.values())
    lines = {line.region.name: line for line in row.lines.filter(part=spares.belt)}
    assert lines["华东"].demand == pytest.approx(3 * lines["华北"].demand)
    assert basis.demand == pytest.approx(basis.monthly * row.months)
    actions.choose_basis(basis, asked=Basis.FAILURE, why="将停产", by=spares.sun)
    actions.compute_plan(row, by=spares.sun)
    assert not row.lines.filter(part=spares.belt).exists()


def test_a_plan_is_approved_with_its_assumptions(spares):
    """F-60: by the customer-service supervisor; the material holds assumptions and experience."""
    row = spares.computed(assumptions="")
    with pytest.raises(Refused) as refused:
        actions.submit_plan(row, by=spares.sun)
    assert refused.value.field == "assumptions"
    row.assumptions = "销量按全年计划"
    actions.save_plan(row, "change", by=spares.sun)
    actions.submit_plan(row, by=spares.sun)
    case = spares.case(row)
    assert case.payload["assumptions"] == "销量按全年计划"
    assert case.payload["experience"] and "36" in case.payload["levels"]
    assert "32" in case.payload["pooled"] and "2000" in case.payload["fleet"]
    for act in (actions.compute_plan, actions.count_fleet, actions.submit_plan):
        with pytest.raises(Refused, match="审批中"):
            act(row, by=spares.sun)
    spares.decide(row)
    row = now(row)
    assert row.state == PlanState.IN_FORCE and row.in_force_at
    assert Notice.objects.filter(user=spares.sun, event="parts.decided").exists()
    assert HistoryEntry.objects.filter(object_id=row.pk, verb="生效").exists()


def test_a_rejected_plan_is_a_draft_again(spares):
    row = spares.computed()
    actions.submit_plan(row, by=spares.sun)
    case = spares.case(row)
    reject(case, by=spares.he, digest=case.digest, opinion="销量估高了")
    row = now(row)
    assert row.state == PlanState.DRAFT and row.answer == "销量估高了"


def test_a_plan_waits_for_its_day_and_ends_the_one_before(spares):
    first = spares.in_force()
    later = {"since_on": spares.today + timedelta(10), "until_on": spares.today + timedelta(190)}
    second = spares.in_force(**later)
    assert second.state == PlanState.APPROVED and now(first).state == PlanState.IN_FORCE
    assert actions.turn_plans(now=timezone.now(), by=None) == {"turned": 0}
    assert actions.turn_plans(now=timezone.now() + timedelta(10), by=None) == {"turned": 1}
    assert now(second).state == PlanState.IN_FORCE and now(first).state == PlanState.ENDED
    assert PartPlan.objects.filter(state=PlanState.IN_FORCE).count() == 1


def test_what_is_missing_is_suggested_to_purchasing(spares):
    """F-60, I-5: levels less everything in stock and on its way; asked for once only."""
    row = spares.in_force()  # 36 to keep, 20 in the store
    found = suggestions([spares.part.pk])[0]
    assert found.reasons == (DemandSort.SPARE,) and found.quantity == 16
    spares.fill(spares.part, 6, spares.far_store)
    request = actions.request_parts(row, by=spares.buyer)
    line = request.lines.get()
    assert (line.product, line.quantity, request.sort) == (spares.part, 10, DemandSort.SPARE)
    with pytest.raises(Refused, match="不缺"):
        actions.request_parts(row, by=spares.buyer)
    assert not suggestions([spares.part.pk])


def test_nothing_is_ordered_by_a_plan_that_does_not_hold(spares):
    row = spares.computed()
    assert not suggestions([spares.part.pk])
    with pytest.raises(Refused, match="生效以后"):
        actions.request_parts(row, by=spares.buyer)
    row = spares.in_force()
    with pytest.raises(Refused, match="为什么"):
        actions.end_plan(row, by=spares.sun)
    actions.end_plan(row, by=spares.sun, reason="产品停产")
    assert not suggestions([spares.part.pk]) and now(row).ended_at


def test_what_cannot_be_planned_is_refused(spares):
    with pytest.raises(Refused) as refused:
        spares.drafted(until_on=spares.today - timedelta(5))
    assert refused.value.field == "until_on"
    row = spares.drafted()
    with pytest.raises(Refused, match="小于 0"):
        spares.set_fleet(row, 3, sales=-10)
    assert row.fleet.get(region=spares.east).sales == 0
    Fitting.objects.all().delete()
    with pytest.raises(Refused, match="没有可算"):
        actions.compute_plan(row, by=spares.sun)
    Region.objects.update(is_active=False)
    with pytest.raises(Refused, match="备件区域"):
        actions.compute_plan(row, by=spares.sun)


@pytest.mark.parametrize(
    ("values", "field"),
    [({"model": "part"}, "model"), ({"pieces": 0}, "pieces"), ({}, "model"),
     ({"part": "service"}, "part")],
)  # fmt: skip
def test_fittings_that_make_no_sense(spares, values, field):
    spares.part.sort = "part"
    work = type(spares.part).objects.create(
        no="S", name="上门", sort_name="s", name_key="s", sort="service"
    )
    known = {"part": spares.part, "service": work}
    given = {"part": spares.part, "model": spares.product, "pieces": 1, "probability": 1}
    row = Fitting(**given | {k: known.get(v, v) for k, v in values.items()})
    with pytest.raises(Refused) as refused:
        actions.save_fitting(row, "create", by=spares.sun)
    assert refused.value.field == field


def test_regions_and_past_use_that_make_no_sense(spares):
    with pytest.raises(Refused, match="算两遍"):
        actions.save_region(Region(name="华南", unit=spares.unit, warehouse=spares.store),
                            "create", by=spares.he)  # fmt: skip
    with pytest.raises(Refused) as refused:
        actions.save_region(Region(name="华东", unit=spares.unit, warehouse=spares.store),
                            "create", by=spares.he)  # fmt: skip
    assert refused.value.field == "name"
    with pytest.raises(Refused, match="过完的月份"):
        row = PastUse(part=spares.part, region=spares.east, month=spares.today, quantity=1)
        actions.save_past_use(row, "create", by=spares.he)
    known = spares.used(1)
    with pytest.raises(Refused, match="登记过"):
        row = PastUse(part=spares.part, region=spares.east, month=known.month, quantity=1)
        actions.save_past_use(row, "create", by=spares.he)


def test_reading_takes_as_many_statements_for_many_parts(spares):
    """A page costs the same with one part and with thirty."""
    spares.in_force()
    counts = []
    for number in (1, 30):
        for n in range(Fitting.objects.count(), number):
            part = spares.belt if n == 1 else _another(spares, n)
            Fitting.objects.create(part=part, model=spares.product, probability=Decimal("0.01"))
        row = spares.in_force()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            found = queries.board_of(fresh(spares.he), only_short=True)
        assert len(found.rows) == number
        with CaptureQueriesContext(connection) as shown:
            queries.plan_shown(row)
        counts.append((len(asked), len(shown)))
    assert counts[0] == counts[1]
    assert PlanLine.objects.filter(plan=row).count() == 60 and PartBasis.objects.exists()


def _another(spares, n: int):
    from tests.service.conftest import _product

    return _product(f"密封圈{n:02}", spares.family, sort="part")
