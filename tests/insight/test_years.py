"""What is of a year is of a year, whatever the window: lifetime value, the six questions, both
sides of two losing years.
"""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from django.utils import timezone

from maizi.complaints.models import Complaint
from maizi.insight.queries.asked import Asked
from maizi.insight.terms import Code

pytestmark = pytest.mark.django_db
D = Decimal
SUMMER = {"starts_on": "2026-06-01", "ends_on": "2026-06-30"}


class Years:
    """Orders of named days; questions are asked for June 2026."""

    def __init__(self, numbers):
        self.numbers, self.house = numbers, numbers.house

    def buys(self, customer, day: date, net: str, **more):
        self.numbers.bought(customer, (self.numbers.today - day).days, net, **more)

    def person(self, name: str):
        return self.house.customer(name, self.house.chen)

    def group(self, code: str, **given) -> list[int]:
        found = self.numbers.found(Code.QUESTIONS, **SUMMER | given)
        return [line.id for line in found.lines if line.group == code]


@pytest.fixture
def years(numbers) -> Years:
    return Years(numbers)


def test_the_year_ends_with_the_window_and_the_last_year_is_the_calendars():
    """H-22."""
    asked = Asked(Code.QUESTIONS, date(2026, 6, 1), date(2026, 6, 30))
    assert asked.year().days == (date(2025, 7, 1), date(2026, 6, 30))
    assert asked.last_year().days == (date(2025, 1, 1), date(2025, 12, 31))
    leap = Asked(Code.QUESTIONS, date(2024, 2, 1), date(2024, 2, 29))
    assert leap.year().days == (date(2023, 3, 1), date(2024, 2, 29))


def test_golden_customers_are_of_twelve_months(years):
    """H-22: the top by twelve months' profit, though June alone says otherwise."""
    steady, june = years.person("一年都买"), years.person("只买六月")
    years.buys(steady, date(2025, 7, 1), "9000")
    years.buys(june, date(2026, 6, 10), "5000")
    old = years.person("更早")
    years.buys(old, date(2025, 6, 30), "90000")
    assert years.group("golden") == [steady.pk, june.pk]


def test_the_largest_customer_of_last_year_is_of_the_calendar_year(years):
    """H-22: 2025 for a June of 2026."""
    january, december, now = (years.person(f"客户{n}") for n in range(3))
    years.buys(january, date(2025, 1, 1), "700")
    years.buys(december, date(2025, 12, 31), "800")
    years.buys(january, date(2024, 12, 31), "5000")
    years.buys(now, date(2026, 1, 1), "9000")
    assert years.group("largest") == [december.pk]


def test_large_customers_that_complained_last_year(years):
    """H-22: the largest fifth by last year's sales; complaints of this year are not asked for."""
    people = [years.person(f"客户{n}") for n in range(10)]
    for n, one in enumerate(people):
        years.buys(one, date(2025, 5, 5), str(1000 * (n + 1)))
    for one, day in ((people[9], date(2026, 2, 1)), (people[8], date(2025, 12, 31)),
                     (people[0], date(2025, 3, 1)), (people[8], date(2025, 2, 1))):  # fmt: skip
        at = timezone.make_aware(datetime.combine(day, time(12)))
        Complaint.objects.create(
            no=f"TS-{one.pk}-{day:%m}", customer=one, title="坏了", words="坏了", received_at=at,
            score=0, category="quality", owner=years.house.boss,
            org_unit=years.house.boss.unit,
        )  # fmt: skip
    assert years.group("complained") == [people[8].pk]


def test_customers_lost_last_year_are_ranked_by_their_last_active_year(years):
    """H-22, C-4: counted as lost in 2025; not before, not since, and not when they came back."""

    def person(name: str, *days: date, each: str = "5000"):
        one = years.person(name)
        for day in days:
            years.buys(one, day, each)
        return one

    small = person("小的", date(2025, 3, 1), each="100")
    large = person("大的", date(2025, 1, 5), date(2025, 2, 4), date(2025, 3, 6))
    person("前年走的", date(2024, 1, 1), date(2024, 6, 1), each="90000")
    person("今年走的", date(2025, 12, 1), each="90000")
    person("又回来的", date(2025, 1, 1), date(2026, 5, 1), each="90000")
    edge = person("年底最后一天", date(2025, 7, 3), each="3000")
    person("元旦", date(2025, 7, 4), each="90000")
    assert years.group("lost") == [large.pk, edge.pk, small.pk]
    found = years.numbers.found(Code.QUESTIONS, **SUMMER)
    assert "最大的带走了 15,000 元" in found.says[0]


def test_numbers_count_all_though_ten_are_listed(years):
    """H-22: a cap does not change what is said."""
    for n in range(13):
        years.buys(years.person(f"赔本{n}"), date(2026, 6, 2), "1", pieces="9")
    found = years.numbers.found(Code.QUESTIONS, **SUMMER)
    assert {stat.code: stat.value for stat in found.stats}["costly"] == 13
    assert len(years.group("costly")) == 10 and any("前 10 个" in note for note in found.notes)


def test_lifetime_value_takes_a_years_margin_and_a_years_retention(years):
    """H-31: m and r per year; a window of one month gives the same as one of twelve."""
    people = [years.person(f"客户{n}") for n in range(5)]
    for n, one in enumerate(people):
        years.buys(one, date(2024, 9, 1), "1000")
        if n:
            for day in (date(2025, 9, 1), date(2026, 6, 5)):
                years.buys(one, day, "560")  # a piece costs 60
    for given in (SUMMER, {"starts_on": "2025-07-01", "ends_on": "2026-06-30"}):
        found = years.numbers.found(Code.LIFETIME, **given)
        numbers = {stat.code: stat.value for stat in found.stats}
        assert numbers["margin"] == D(1000) and numbers["retention"] == D("0.8")
        assert numbers["clv"] == D("2666.67")


def test_whoever_costs_money_has_no_lifetime_value(years):
    """H-31: a negative margin is shown, its value is not."""
    one = years.person("赔本")
    years.buys(one, date(2025, 2, 1), "1000")
    years.buys(one, date(2026, 2, 1), "100", pieces="10")
    found = years.numbers.found(Code.LIFETIME, **SUMMER)
    numbers = {stat.code: stat for stat in found.stats}
    assert numbers["margin"].value == D(-500) and numbers["clv"].value is None
    assert "没有终身价值" in numbers["clv"].hint


def test_two_losing_years_are_years(years):
    """H-33: June alone does not make a year."""
    for n in range(5):
        years.buys(years.person(f"大的{n}"), date(2025, 8, 1), "9000")
    one = years.person("亏")
    years.buys(one, date(2024, 8, 1), "100", pieces="10")
    years.buys(one, date(2025, 8, 1), "50", pieces="10")
    assert [line.id for line in years.numbers.found(Code.BEST, **SUMMER).lines] == [one.pk]
