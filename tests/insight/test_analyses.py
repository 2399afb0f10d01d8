"""Analyses over documents: the facts they count, who sees what, what thin data say."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from maizi.customers.models import Activity
from maizi.insight import access
from maizi.insight.queries import facts
from maizi.insight.queries.asked import usual_window
from maizi.insight.terms import Code
from tests.house import fresh

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def company(numbers):
    """Eight customers of chen, two of meng, with a year behind them."""
    numbers.people = [numbers.house.customer(f"客户{n}", numbers.house.chen) for n in range(8)]
    numbers.others = [numbers.house.customer(f"北方{n}", numbers.house.meng) for n in range(2)]
    for n, one in enumerate((*numbers.people, *numbers.others)):
        numbers.bought(one, 20 + 10 * n, str(1000 * (n + 1)))
        if n % 2:
            numbers.bought(one, 400 + n, "500")
    return numbers


def values(found, name) -> dict:
    return {stat.code: stat.value for stat in found.stats}[name]


def test_the_window_is_the_twelve_months_that_end_yesterday(numbers):
    """§H: the usual window."""
    first, last = usual_window(numbers.today)
    assert last == numbers.today - timedelta(1)
    assert (last - first).days in (364, 365)


def test_rfm_counts_what_was_kept_of_what_was_bought(company):
    """H-1, H-34: cancelled and wholly returned orders do not count; returns reduce the money."""
    one = company.people[0]
    company.bought(one, 5, "9000", state="cancelled")
    company.bought(one, 4, "9000", state="draft")
    company.came_back(company.bought(one, 3, "700"), 2, "700")
    part = company.bought(one, 30, "600", pieces="3")
    company.came_back(part, 1, "200")
    found = company.found(Code.RFM)
    line = next(line for line in found.lines if line.id == one.pk)
    assert line.values[:3] == [19, 2, D("1400.00")]
    assert values(found, "count") == 10 and not found.is_thin
    assert sum(n for _c, _l, n, _a in found.counts()) == 10


def test_an_order_closed_short_counts_with_what_was_delivered(numbers):
    """H-1: to the cent, line by line."""
    one = numbers.customer
    order = numbers.bought(one, 9, "100", pieces="3", state="short")
    order.lines.update(delivered=D(1))
    buys = facts.buys_of(fresh(numbers.boss), usual_window(numbers.today))
    assert buys[one.pk].net_yuan == D("33.33") and buys[one.pk].days == 1
    order.lines.update(delivered=D(0))
    assert facts.buys_of(fresh(numbers.boss), usual_window(numbers.today))[one.pk].days == 0


def test_orders_of_tomorrow_are_of_no_window_that_ends_yesterday(numbers):
    """Bad input: a day in the future."""
    numbers.bought(numbers.customer, -30, "100")
    found = numbers.found(Code.RFM)
    assert found.lines == [] and found.is_thin


def test_a_salesperson_sees_the_numbers_of_his_own_customers(company):
    """M-3: the viewer's customers restrict every analysis."""
    mine = {line.id for line in company.found(Code.RFM, company.chen).lines}
    assert mine == {one.pk for one in company.people}
    theirs = {line.id for line in company.found(Code.RFM, company.house.meng).lines}
    assert theirs == {one.pk for one in company.others}
    whole = company.found(Code.COMPOSITION)
    part = company.found(Code.COMPOSITION, company.house.meng)
    assert values(whole, "sales") == D(55000) and values(part, "sales") == D(19000)
    for code in Code:
        if access.may_see(fresh(company.house.meng), code):
            ids = {line.id for line in company.found(code, company.house.meng).lines}
            assert not ids & {one.pk for one in company.people}, code


def test_who_may_not_see_costs_gets_no_profits(company):
    """H-20, M-4: profit tells what goods cost."""
    assert not access.may_see(fresh(company.house.chen), Code.WHALE)
    assert access.may_see(fresh(company.house.chen), Code.RFM)
    assert access.may_see(fresh(company.house.boss), Code.WHALE)
    assert not access.may_see(fresh(company.house.service), Code.RFM)


def test_customer_profit_is_sales_less_goods_less_what_serving_cost(company):
    """H-20: visits, other contacts; a customer in the red is named."""
    one = company.people[0]
    for n, channel in enumerate(("visit", "visit", "phone", "note")):
        Activity.objects.create(customer=one, author=company.chen, channel=channel, content="谈",
                                at=_at(company.today - timedelta(3 + n)))  # fmt: skip
    found = company.found(Code.WHALE)
    line = next(line for line in found.lines if line.id == one.pk)
    assert line.values[:4] == [D(1000), D(60), D(410), D(530)]
    assert found.lines[0].values[4] < 1 and found.lines[-1].values[4] == 1
    assert "前 20% 客户" in found.says[0]
    company.bought(one, 8, "10", pieces="100")
    assert values(company.found(Code.WHALE), "losing") == 1


def test_matrix_names_who_loses_with_what(company):
    """H-21: a customer that buys below cost."""
    one = company.people[0]
    company.bought(one, 6, "100", pieces="1", product=company.machine)
    found = company.found(Code.MATRIX)
    assert next(x for x in found.lines if x.id == one.pk).group == "loss"
    assert found.chart["rows"][-1][0] == one.pk
    assert "在亏钱" in found.says[0]


def test_keeping_compares_with_the_window_before(company):
    """H-30: five bought in both windows, five are new."""
    company.bought(company.customer, 500, "800")
    found = company.found(Code.KEEPING)
    assert values(found, "retention") == D(5) / 6
    groups = {code: count for code, _label, count, _amount in found.counts()}
    assert groups == {"lost": 1, "retained": 5, "new": 5, "back": 0}
    assert values(found, "value_churn") == D(800) / D(3300)
    assert all(len(row[2]) <= 12 for row in found.chart["rows"])


def test_risk_gives_reasons(company):
    """H-30: later than one's own gap; what was lost already stands apart."""
    one = company.people[0]
    for days in (50, 80, 110):
        company.bought(one, days, "10")
    late = company.people[2]
    for days in (100, 110, 120):
        company.bought(late, days, "3000")
    found = company.found(Code.RISK)
    by_id = {line.id: line for line in found.lines}
    assert by_id[one.pk].group == "low" and by_id[one.pk].values[1] == 30
    assert by_id[late.pk].group == "high" and "两倍" in by_id[late.pk].values[5]


def test_questions_and_best_customers(company):
    """H-22, H-33: golden by profit; small, losing twice, without potential."""
    poor = company.house.customer("亏本客户", company.house.chen)
    company.bought(poor, 420, "1000", pieces="100")
    company.bought(poor, 30, "10", pieces="2")
    found = company.found(Code.BEST)
    assert [line.id for line in found.lines] == [poor.pk]
    asked = company.found(Code.QUESTIONS)
    golden = [line.id for line in asked.lines if line.group == "golden"]
    assert golden[0] == company.others[1].pk and poor.pk not in golden
    assert poor.pk in [line.id for line in asked.lines if line.group == "costly"]


def test_abc_of_everybody_who_ever_bought(company):
    """H-2, H-3: customers without orders in the window are small ones."""
    company.bought(company.customer, 800, "99999")
    found = company.found(Code.ABC)
    by_id = {line.id: line for line in found.lines}
    assert len(by_id) == 11 and by_id[company.customer.pk].group.startswith("d")
    assert found.lines[0].group.startswith("a")
    assert company.found(Code.ABC, by="75").lines[0].group.startswith("a")


def test_products(company):
    """H-10 … H-14: of what was sold and what lies in the stock."""
    found = company.found(Code.PRODUCTS)
    line = next(line for line in found.lines if line.id == company.filter.pk)
    assert line.values[0] == D(55000) and line.values[1] == D(1) - D(600) / D(55000)
    assert line.values[6] == 1
    part = company.found(Code.PRODUCTS, company.house.lin)
    assert any("库存是全公司的" in note for note in part.notes)


def test_a_forecast_carries_on_what_was_sold_in_whole_months(numbers):
    """H-32: eight months on a line go on along it, money and pieces; the broken month is left
    out, and so is a month beyond the window.
    """

    def sold(year: int, month: int, hundreds: int) -> None:
        day = date(year, month, 12)
        numbers.bought(numbers.customer, (numbers.today - day).days, str(100 * hundreds),
                       pieces=str(hundreds))  # fmt: skip

    for month in range(1, 9):
        sold(2025, month, month)
    sold(2025, 9, 77)
    given = {"starts_on": "2025-01-01", "ends_on": "2025-09-20"}
    told = numbers.found(Code.FORECAST, **given)
    assert values(told, "next") == D(900) and told.stats[0].label == "2025-09 净销售额"
    assert [line.values[:3] for line in told.lines] == [[D(7), D(8), 9]]
    assert "900 元" in told.says[0] and not told.is_thin
    whole = numbers.found(Code.FORECAST, **given | {"ends_on": "2025-09-30"})
    assert whole.lines[0].values[:2] == [D(8), D(77)] and values(whole, "next") > 900


@pytest.mark.parametrize("code", list(Code))
def test_nothing_at_all_is_said_calmly(numbers, code):
    """Bad input: an empty company: no NaN, a sentence, thin."""
    found = numbers.found(code)
    assert found.says and "nan" not in str(found).lower()
    assert not found.lines or code is Code.COMPOSITION or code is Code.PRODUCTS


def _at(day):
    return timezone.make_aware(datetime.combine(day, time(12)))
