"""Others' numbers on others' data, found again (docs/rules/insight.md#对照).

The data are not ours to ship; they lie beside the project, and CI has them.
"""

import csv
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from maizi.insight.rules import lifetime, profit, rfm

pytestmark = pytest.mark.once
DATA = Path(__file__).parents[3] / "shared" / "data" / "trade"
D = Decimal


def stored(name: str) -> Path:
    place = DATA / name
    assert place.exists(), "../shared/data is not here: CI has it"
    return place


def cdnow() -> list[tuple[lifetime.Bought, int]]:
    """Each customer of the 1/10 sample in weeks, and what it bought in the 39 weeks after."""
    days: dict[str, dict[date, float]] = defaultdict(lambda: defaultdict(float))
    for line in stored("CDNOW_sample.txt").read_text().splitlines():
        _id, customer, day, _count, amount = line.split()
        when = date.fromisoformat(f"{day[:4]}-{day[4:6]}-{day[6:]}")
        days[customer][when] += float(amount)
    end, found = date(1997, 9, 30), []
    for bought in days.values():
        known = sorted(day for day in bought if day <= end)
        first, later = known[0], known[1:]
        mean = sum(bought[day] for day in later) / len(later) if later else 0.0
        row = lifetime.Bought(
            len(later), (known[-1] - first).days / 7, (end - first).days / 7, mean
        )
        found.append((row, len(bought) - len(known)))
    return found


def test_bg_nbd_and_gamma_gamma_on_cdnow():
    """H-31: Fader, Hardie and Lee's parameters, likelihood and forecasts."""
    both = cdnow()
    rows = [row for row, _later in both]
    assert len(rows) == 2357 and sum(row.repeats for row in rows) == 2457
    assert sum(not row.repeats for row in rows) == 1411
    assert sum(later for _row, later in both) == 1882
    fit = lifetime.fit_purchases(lifetime.together(rows))
    for name, told in (("r", 0.243), ("alpha", 4.414), ("a", 0.793), ("b", 2.426)):
        assert getattr(fit, name) == pytest.approx(told, abs=0.01), name
    assert fit.likelihood == pytest.approx(-9582.43, abs=0.01)
    for span, told in ((1, 0.0532), (3, 0.1506), (32, 1.0437), (78, 1.8576)):
        assert lifetime.expected_new(fit, span) == pytest.approx(told, abs=0.001)
    assert sum(lifetime.expected(fit, row, 39) for row in rows) == pytest.approx(1653.9, rel=0.01)
    spend = lifetime.fit_spend(lifetime.together(rows))
    for name, told, allowed in (("p", 6.25, 0.02), ("q", 3.74, 0.02), ("gamma", 15.44, 0.1)):
        assert getattr(spend, name) == pytest.approx(told, abs=allowed), name
    assert spend.mean == pytest.approx(35.17, abs=0.02)


def test_champions_of_the_r_package_rfm():
    """H-1: with that package's bins, 158 champions with 1,234 orders worth 120,178."""
    end, found = date(2006, 12, 31), {}
    with stored("rfm_orders.csv").open() as file:
        for row in csv.DictReader(file):
            day, money = date.fromisoformat(row["order_date"]), D(row["revenue"])
            last, count, total = found.get(row["customer_id"], (date.min, 0, D(0)))
            found[row["customer_id"]] = (max(last, day), count + 1, total + money)
    assert len(found) == 995
    buyers = [
        rfm.Buyer(n, (end - last).days, count, total)
        for n, (last, count, total) in enumerate(found.values())
    ]
    scored = rfm.score_buyers(buyers, by_quantiles=True)
    best = [row.buyer for row in scored if min(row.recency, row.frequency, row.money) >= 4]
    assert len(best) == 158
    assert sum(one.frequency for one in best) == 1_234
    assert sum(one.money_yuan for one in best) == 120_178


def test_pareto_of_dishes():
    """H-4: cumulative shares of ten dishes; the seventh reaches 85 %."""
    sheet = CalamineWorkbook.from_path(stored("catering_dish_profit.xls")).get_sheet_by_index(0)
    amounts = [D(str(row[2])) for row in sheet.to_python()[1:]]
    shares = [round(one, 4) for one in profit.cumulative(amounts)]
    told = ".2444 .3970 .5252 .6209 .7061 .7867 .8500 .9025 .9525 1".split()
    assert shares == [D(one) for one in told]
    assert profit.reached(amounts, D("0.85")) == 7
