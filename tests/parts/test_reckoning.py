"""What a plan is reckoned from: units, use, and numbers that do not fit (F-60)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maizi.catalog.models import Product
from maizi.kernel.errors import Refused
from maizi.parts import actions, queries
from maizi.parts.models import Fitting, FleetRow, Region
from maizi.parts.pages import IMPORTS
from maizi.service.models import Ticket, TicketEntry
from maizi.service.terms import State
from maizi.stock.models import StockMovement
from tests.customers.importing import lead
from tests.house import fresh
from tests.service.conftest import _product

pytestmark = pytest.mark.django_db


def test_units_outside_any_region_could_have_failed_too(spares):
    """F-60: parts replaced there count as failures, so their units count as exposed."""
    spares.units(99)
    spares.units(50, customer=spares.house.customer("总部直管客户", spares.house.boss))
    spares.used(1, 9, part=spares.belt)
    row = spares.drafted(since_on=spares.today + timedelta(1))
    assert row.fleet.get(region=spares.east).counted == 100
    actions.compute_plan(row, by=spares.sun)
    assert row.rates.get().exposed == 150


def test_a_fitting_that_came_after_the_draft_has_its_units(spares):
    """F-60: its model was not counted when the plan was drafted; what was corrected stays."""
    row = spares.drafted()
    spares.set_fleet(row, 1200, 800)
    dryer = _product("冷干机", spares.family)
    spares.units(40, product=dryer)
    Fitting.objects.create(part=spares.belt, model=dryer, probability=Decimal("0.1"))
    actions.compute_plan(row, by=spares.sun)
    assert row.lines.get(part=spares.belt).demand == pytest.approx(4)
    assert row.bases.get(part=spares.part).demand == pytest.approx(24)
    assert row.fleet.get(model=dryer, region=spares.east).start == 40


def test_use_of_a_region_that_was_closed_goes_to_the_one_around_it(spares):
    """F-60: a forecast goes on from all that was used."""
    inner = Region.objects.create(
        name="南京", unit=spares.house.nanjing, warehouse=spares.far_store, is_active=False
    )
    for ago in range(1, 13):
        spares.used(2, ago, part=spares.belt, region=inner)
    row = spares.computed()
    basis = row.bases.get(part=spares.belt)
    assert basis.monthly == pytest.approx(2 * 0.95, rel=0.06)
    assert row.lines.get(part=spares.belt).region == spares.east


def test_what_is_given_up_is_not_planned(spares):
    """F-60: neither by its model nor by its history."""
    for ago in range(1, 6):
        spares.used(2, ago, part=spares.belt)
    Product.objects.filter(pk=spares.belt.pk).update(is_active=False)
    row = spares.computed()
    assert [one.part for one in row.bases.all()] == [spares.part]


def test_a_history_begins_with_the_companys_records(spares):
    """F-60: the months before a part was first used were months without use."""
    spares.used(1, 24, part=spares.belt)
    spares.used(3, 2)
    found = queries.part_shown(fresh(spares.he), spares.part)
    assert len(found.chart.bars) == 24 and found.zeros == pytest.approx(23 / 24)
    assert found.chart.mean == pytest.approx(3 / 24)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"pieces": 30, "probability": 1}, "超过 100000000 件"),
        ({"pieces": 9_999_999_999, "probability": Decimal("0.012")}, "超出了能记的范围"),
        ({"pieces": 10_000, "probability": 20}, "需求超过"),
    ],
)
def test_numbers_beyond_any_stock_are_refused_in_words(spares, values, words):
    """F-60: too much for its column is no error of the server."""
    row = spares.drafted()
    spares.set_fleet(row, 10_000_000)
    if "记的范围" in words:  # what is learnt makes the others small
        spares.used(1, 9, part=spares.belt)
    Fitting.objects.update(**values)
    with pytest.raises(Refused, match=words):
        actions.compute_plan(row, by=spares.sun)
    assert not row.lines.exists() and row.computed_at is None


@pytest.mark.parametrize("prior", [Decimal(-1), Decimal("20.01"), Decimal(5000)])
def test_a_prior_out_of_its_range_is_refused(spares, prior):
    rate = spares.computed().rates.get()
    with pytest.raises(Refused, match="在 0 到 20 之间"):
        actions.set_prior(rate, prior=prior, why="试", by=spares.sun)


def test_a_sheet_of_fittings_takes_as_many_statements_for_many_rows(spares):
    """None means one piece, zero is none; pairs are looked up for all rows together."""
    for n in range(40):
        _product(f"垫片{n:02}", spares.family, sort="part")
    counts = []
    for first, last in ((0, 2), (2, 40)):
        rows = [f"垫片{n:02},螺杆空压机,,0.02" for n in range(first, last)]
        sheet = "备件,机型,每台件数,故障概率\n" + "\n".join(rows) + "\n"
        made = lead(sheet, by=spares.he, name=f"用量{last}.csv", kind=IMPORTS)
        with CaptureQueriesContext(connection) as asked:
            made.check().bring()
        counts.append(sum("parts_fitting" in one["sql"] for one in asked))
    assert Fitting.objects.filter(part__name__startswith="垫片", pieces=1).count() == 40
    assert counts[0] == counts[1]
    sheet = ("备件,机型,每台件数,故障概率\n传动皮带,螺杆空压机,0,0.02\n"
             "垫片03,螺杆空压机,1,0.1\n传动皮带,螺杆空压机,10001,0.1\n")  # fmt: skip
    found = lead(sheet, by=spares.he, name="零.csv", kind=IMPORTS).check()
    assert found.counts()[3] == 3 and not Fitting.objects.filter(part=spares.belt).exists()
    assert any("大于 0" in one for one in found.told())


def test_the_material_says_how_many_it_leaves_out(spares, monkeypatch):
    monkeypatch.setattr("maizi.parts.queries.material.MOST_NAMED", 1)
    Fitting.objects.create(part=spares.belt, model=spares.product, probability=Decimal("0.1"))
    row = spares.computed()
    for rate in row.rates.all():
        actions.set_prior(rate, prior=Decimal("0.02"), why="新批次", by=spares.sun)
    assert queries.material_of(row)["overruled"].endswith("；另有 1 处没有列出")


def test_stock_turns_by_the_mean_of_both_ends(spares):
    """H-12: what lay there before the first day and after the last, whatever came later."""
    until = spares.today - timedelta(10)
    since = until - timedelta(89)
    spares.fill(spares.part, 100, spares.far_store)
    moved = StockMovement.objects.filter(product=spares.part).order_by("-id")
    StockMovement.objects.filter(pk=moved[0].pk).update(on=since)  # 100 on the first day
    StockMovement.objects.filter(pk=moved[1].pk).update(on=since - timedelta(1))  # 20 before it
    service = spares.on_site()
    from maizi.service import actions as desk

    used = desk.use_part(service, product=spares.part, quantity=Decimal(7), by=fresh(spares.zhao))
    type(used).objects.filter(pk=used.pk).update(at=timezone.now() - timedelta(40))
    found = queries.measures_of(fresh(spares.he), since=since, until=until)
    assert found.used == 7 and found.turnover == pytest.approx(7 / 70 * 365 / 90)


def test_the_longest_waiting_come_first_and_are_not_cut_off(spares, monkeypatch):
    """F-60: taken down last, one may have waited longest."""
    monkeypatch.setattr("maizi.parts.queries.measures.MOST_ROWS", 1)
    moment = timezone.now()
    for days in (2, 5):
        row = spares.taken()
        Ticket.objects.filter(pk=row.pk).update(state=State.WAITING_PART)
        TicketEntry.objects.create(ticket=row, kind="stage", at=moment - timedelta(days),
                                   by=spares.wu, state=State.WAITING_PART)  # fmt: skip
    since, until = queries.usual_span(spares.today)
    found = queries.measures_of(fresh(spares.he), since=since, until=until)
    assert [one.pk for one, _at in found.now] == [row.pk]


@pytest.mark.parametrize(("since", "until"), [("0001-01-01", ""), ("0001-01-01", "0001-01-05")])
def test_a_span_has_its_bounds(spares, since, until):
    from tests.service.test_screens import signed

    page = signed(spares.he).get(f"/parts/measures/?since={since}&until={until}")
    earliest = spares.today - timedelta(1827)
    assert page.status_code == 200 and earliest.isoformat() in page.content.decode()


def test_a_fleet_of_a_closed_region_is_not_counted_twice(spares):
    """F-60: its units are those of nobody's region then, once."""
    spares.units(9)
    spares.used(1, 9, part=spares.belt)
    row = spares.drafted(since_on=spares.today + timedelta(1))
    Region.objects.filter(pk=spares.east.pk).update(is_active=False)
    actions.compute_plan(row, by=spares.sun)
    assert FleetRow.objects.get(plan=row, region=spares.east).start == 10
    assert row.rates.get().exposed == 10
