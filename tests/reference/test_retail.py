"""A retailer's ten thousand lines through the ordinary import: the same totals as the raw file."""

from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from python_calamine import CalamineWorkbook

from maizi.insight.queries import Asked, find
from maizi.insight.terms import Code
from tests.house import fresh
from tests.reference.test_published import stored
from tests.sales.test_imports import CENT, bring, cents

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NAME = "示例 - 超市.xls"
FIRST, LAST = date(2016, 1, 1), date(2016, 12, 31)


def raw_lines():
    """(customer, day, net) of every line, the tax inside taken out line by line.

    The day is that of the order: the sheet says it anew on each line, and twice not the same.
    """
    sheet = CalamineWorkbook.from_path(stored(NAME)).get_sheet_by_name("订单").to_python()
    places = {name: place for place, name in enumerate(sheet[0])}
    of_order: dict = {}
    for row in sheet[1:]:
        order = row[places["订单 ID"]], row[places["客户 ID"]]
        day = of_order.setdefault(order, row[places["订单日期"]])
        amount = cents(row[places["销售额"]])
        net = amount - (amount * 13 / Decimal(113)).quantize(CENT, ROUND_HALF_UP)
        yield row[places["客户 ID"]], day, net


def test_analyses_of_a_superstore_are_what_its_sheet_says(house):
    """§H: buyers, days, money, retention and months, each computed apart from the raw file."""
    bring(house, stored(NAME))
    money, days, earlier = defaultdict(Decimal), defaultdict(set), set()
    for customer, day, net in raw_lines():
        if FIRST <= day <= LAST:
            money[customer] += net
            days[customer].add(day)
        elif date(2015, 1, 1) <= day < FIRST:
            earlier.add(customer)
    asked, boss = Asked(Code.RFM, FIRST, LAST), fresh(house.boss)
    found = find(boss, asked)
    assert len(found.lines) == len(money)
    told = sorted(line.values[:3] for line in found.lines)
    expected = sorted([(LAST - max(days[c])).days, len(days[c]), money[c]] for c in money)
    assert told == expected
    kept = find(boss, Asked(Code.KEEPING, FIRST, date(2016, 12, 30)))
    assert {stat.code: stat.value for stat in kept.stats}["retention"] > Decimal("0.5")
    assert abs(len(earlier & set(money)) - len(kept.of_group("retained"))) <= 3
