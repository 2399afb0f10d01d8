"""I-4: old orders out of sheets; real ones to the cent against an independent sum over the file."""

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.utils.timezone import localdate
from python_calamine import CalamineWorkbook

from maizi.customers.models import Customer
from maizi.sales.models import Order, OrderLine, Return
from maizi.sales.pages import IMPORTS
from maizi.sales.rules.historical import Fate, amounts_of, fate_of
from tests.customers.importing import SHARED, Led, lead
from tests.house import fresh

pytestmark = pytest.mark.django_db
TRADE = SHARED / "trade"
CENT = Decimal("0.01")


def cents(value: float) -> Decimal:
    """A cell as Excel shows it, with fifteen digits, rounded to the cent."""
    return Decimal(f"{value:.15g}").quantize(CENT, rounding=ROUND_HALF_UP)


def sheet(name: str, which: str | int = 0) -> list[dict]:
    book = CalamineWorkbook.from_path(str(TRADE / name))
    found = (book.get_sheet_by_name if isinstance(which, str) else book.get_sheet_by_index)(which)
    head, *rows = found.to_python()
    return [dict(zip(head, row, strict=True)) for row in rows]


def sold() -> Decimal:
    return sum(Order.objects.exclude(state="cancelled").values_list("amount_yuan", flat=True))


def back() -> Decimal:
    return sum(Return.objects.values_list("amount_yuan", flat=True))


def bring(house, content, **options) -> Led:
    led = lead(content, by=fresh(house.boss), kind=IMPORTS, name=options.pop("name", "订单.csv"),
               **options)  # fmt: skip
    return led.check().bring()


@pytest.mark.parametrize(
    ("state", "returned", "fate"),
    [
        ("交易成功", "", Fate.DONE), ("", "", Fate.DONE), ("", "是", Fate.RETURNED),
        ("付款以后用户退款成功，交易自动关闭", "", Fate.RETURNED), ("交易关闭", "", Fate.CANCELLED),
        ("已取消", "否", Fate.CANCELLED), ("refunded", "", Fate.RETURNED),
    ],
)  # fmt: skip
def test_words_of_old_lists_are_understood(state, returned, fate):
    assert fate_of(state, returned) is fate


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (("2", None, "259.392"), ("2", "129.695", "259.39")),
        (("3", "33.333333", None), ("3", "33.333333", "100.00")),
        ((None, None, "186"), ("1", "186", "186.00")),
        (("-2", "10", None), ("-2", "10", "-20.00")),
        (("2", None, "-20"), ("-2", "10", "-20.00")),
        (("-2", None, "-20"), ("-2", "10", "-20.00")),
    ],
)
def test_two_of_three_numbers_make_a_line(given, found):
    told = amounts_of(*(None if one is None else Decimal(one) for one in given))
    assert told == tuple(Decimal(one) for one in found)


def test_without_money_or_pieces_there_is_no_line():
    assert amounts_of(Decimal(2), None, None) is None
    assert amounts_of(Decimal(0), Decimal(1), None) is None


SMALL = """订单号,下单日期,客户名称,商品名称,数量,单价,金额
A1,2026-01-05,南京甲厂,滤芯,10,9.9,
,,,油,2,,30.005
A1,2026-01-05,南京甲厂,滤芯,-3,9.9,
A2,2026-01-06,南京乙厂,滤芯,-1,9.9,
A3,2026-01-07,,滤芯,1,5,
A4,2026-01-08,南京甲厂,油,1,,
A5,,南京甲厂,油,1,3,
"""


def test_lines_of_one_order_come_together_and_a_negative_one_is_a_return(house):
    led = bring(house, SMALL)
    assert led.counts()[0] == 3 and led.counts()[3] == 4
    order = Order.objects.get()
    assert (order.state, order.amount_yuan, order.lines.count()) == (
        "completed", Decimal("129.01"), 2,
    )  # fmt: skip
    assert back() == Decimal("29.70")
    line = order.lines.get(product__name="滤芯")
    assert (line.quantity, line.returned, line.invoiced) == (10, 3, 7)
    told = " ".join(led.told())
    for words in ("销售行", "没有客户", "没有金额", "没有下单日期"):
        assert words in told, told


def test_a_second_time_nothing_comes_in_and_undone_all_is_gone(house):
    led = bring(house, SMALL)
    again = bring(house, SMALL)
    assert again.counts()[0] == 0 and Order.objects.count() == 1
    led.undo()
    assert not Order.objects.exists() and not Return.objects.exists()
    assert Customer.objects.filter(name="南京甲厂").exists()


def test_customers_of_one_name_are_told_apart_by_their_numbers(house):
    rows = (
        "客户编号,客户名称,下单日期,商品名称,金额",
        "X1,王芳,2026-01-05,油,5",
        "X2,王芳,2026-01-05,油,6",
    )
    content = "\n".join(rows)
    bring(house, content)
    assert sorted(Customer.objects.filter(name="王芳").values_list("no", flat=True)) == ["X1", "X2"]
    assert Order.objects.count() == 2


def test_orders_go_to_who_keeps_the_customer_and_count_on_their_own_day(house):
    house.customer("南京乙厂", owner=house.xu)
    rows = (
        "订单号,客户名称,下单日期,商品名称,金额",
        "A1,南京乙厂,2026-01-05,油,5",
        "A2,没见过的厂,2026-01-06,油,6",
    )
    bring(house, "\n".join(rows))
    kept, met = Order.objects.order_by("ordered_on")
    assert (kept.owner, kept.org_unit) == (house.xu, house.xu.unit) and met.owner == house.boss
    assert [localdate(row.confirmed_at) for row in (kept, met)] == [kept.ordered_on, met.ordered_on]


def test_the_superstore_loads_completely_with_its_returns(house):
    name = "示例 - 超市.xls"
    rows, gone = sheet(name, "订单"), {row["订单 ID"] for row in sheet(name, "退货")}
    led = bring(house, TRADE / name)
    assert led.counts() == (len(rows), 0, 0, 0), led.told()[:5]
    expected = sum(cents(row["销售额"]) for row in rows)
    assert len(rows) == 10_000 and sold() == expected
    assert OrderLine.objects.count() == 10_000
    assert Customer.objects.count() == len({row["客户 ID"] for row in rows}) == 790
    by_order = defaultdict(Decimal)
    for row in rows:
        by_order[f"{row['订单 ID']}/{row['客户 ID']}"] += cents(row["销售额"])
    assert dict(Order.objects.values_list("import_key", "amount_yuan")) == by_order
    marks = "订单 ID,退回\n" + "".join(f"{no},是\n" for no in sorted(gone))
    led = bring(house, marks)
    assert led.counts()[1] == len(gone) and led.counts()[3] == 0, led.told()[:5]
    assert back() == sum(cents(row["销售额"]) for row in rows if row["订单 ID"] in gone)


@pytest.mark.once
def test_the_online_shop_loads_completely_with_its_refunds(house):
    name = "PYTHON-RFM实战数据.xlsx"
    rows = sheet(name)
    led = bring(house, TRADE / name)
    assert led.counts() == (len(rows), 0, 0, 0), led.told()[:5]
    assert sold() == sum(cents(row["实付金额"]) for row in rows)
    refunds = [row for row in rows if "退款" in row["订单状态"]]
    assert len(refunds) == 1_040 == Return.objects.count()
    assert back() == sum(cents(row["实付金额"]) for row in refunds)
    assert Customer.objects.count() == len({row["买家昵称"] for row in rows}) == 25_949


def test_phones_sold_in_africa_load_for_an_unnamed_customer(house):
    rows = sheet("非洲通讯产品销售数据.xlsx")
    led = bring(house, TRADE / "非洲通讯产品销售数据.xlsx", customer="非洲零售散客")
    assert led.counts() == (1_056, 0, 0, 0), led.told()[:5]
    assert sold() == sum(cents(row["销售额"]) for row in rows)
    kinds = set(OrderLine.objects.values_list("product__name", flat=True))
    assert kinds == {row["服务分类"] for row in rows}


def test_cds_and_old_orders_load_from_text(house):
    lines = (TRADE / "CDNOW_sample.txt").read_text().split("\n")
    rows = [line.split() for line in lines if line.split()]
    body = "客户编号,日期,数量,金额\n" + "".join(
        f"CD{one[0]},{one[2]},{one[3]},{one[4]}\n" for one in rows
    )
    led = bring(house, body)
    assert led.counts()[0] + led.counts()[3] == len(rows)
    assert led.counts()[3] == 0, led.told()[:5]
    assert sold() == sum(Decimal(one[4]).quantize(CENT, ROUND_HALF_UP) for one in rows)
    led = bring(house, TRADE / "rfm_orders.csv", name="rfm_orders.csv")
    assert led.counts()[0] == 4_906, led.told()[:5]


def test_a_number_stands_for_one_customer_and_a_long_one_is_refused(house):
    body = (
        "客户编号,客户名称,日期,金额\nC-7,王芳,2026-01-05,10\nC-7,王芳（女）,2026-01-06,20\n"
        "123456789012345678901,李华,2026-01-06,20\n"
    )
    led = bring(house, body)
    assert led.counts()[0] == 2 and led.counts()[3] == 1
    assert "客户编号最长 20 个字" in str(led.told())
    assert Order.objects.values("customer").distinct().count() == 1


def test_a_number_without_a_name_finds_its_product(house):
    """A sheet that says only the number of a known product makes no new one."""
    head = "订单号,下单日期,客户名称,商品编号"
    bring(house, f"{head},商品名称,数量,金额\nA1,2026-01-02,甲厂,P-7,滤芯,1,100\n")
    bring(house, f"{head},数量,金额\nA2,2026-01-03,甲厂,P-7,2,200\n")
    assert {line.name for line in OrderLine.objects.all()} == {"滤芯"}
