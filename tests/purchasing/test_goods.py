"""Receiving, inspecting and sending back: stock, order and ledger move together."""

from datetime import timedelta
from decimal import Decimal

import pytest

from maizi.fields.actions import change_parameter
from maizi.kernel.errors import Refused
from maizi.purchasing import actions
from maizi.purchasing.actions import Going, Inspected
from maizi.purchasing.models import PurchaseReturn, Receipt, SupplierEntry
from maizi.purchasing.terms import (
    EntryKind,
    OrderState,
    ReceiptState,
    RejectReason,
    ReturnWay,
)

pytestmark = pytest.mark.django_db


def payable(yard, supplier=None) -> Decimal:
    supplier = supplier or yard.maker
    supplier.refresh_from_db()
    return supplier.payable_yuan


def test_goods_come_into_stock_without_tax_and_are_owed_with_it(yard):
    row = yard.order((yard.filter, "10", "113"))
    receipt = actions.receive(row, yard.arrival(row, "10"), by=yard.keeper)
    row.refresh_from_db()
    assert row.state == OrderState.RECEIVED and receipt.state == ReceiptState.POSTED
    assert yard.stock(yard.filter) == (10, Decimal("1000.00"))
    assert payable(yard) == Decimal("1130.00")
    entry = SupplierEntry.objects.get(supplier=yard.maker)
    assert entry.kind == EntryKind.RECEIPT and entry.due_on == yard.days(30)


def test_a_company_that_cannot_deduct_keeps_tax_in_its_cost(yard):
    change_parameter("purchase.tax_deductible", given=["no"], by=yard.boss, reason="小规模")
    row = yard.order((yard.filter, "10", "113"))
    actions.receive(row, yard.arrival(row, "10"), by=yard.keeper)
    assert yard.stock(yard.filter) == (10, Decimal("1130.00"))


def test_t_i3_a_second_price_moves_the_average(yard):
    change_parameter("purchase.tax_deductible", given=["no"], by=yard.boss, reason="小规模")
    for pieces, price in (("100", "10"), ("50", "13")):
        row = yard.order((yard.filter, pieces, price))
        actions.receive(row, yard.arrival(row, pieces), by=yard.keeper)
    pieces, worth = yard.stock(yard.filter)
    assert worth / pieces == Decimal("11.00")


def test_a_part_comes_then_the_rest(yard):
    row = yard.order((yard.filter, "10"), (yard.oil, "4"))
    actions.receive(row, yard.arrival(row, "6"), by=yard.keeper)
    row.refresh_from_db()
    assert row.state == OrderState.ORDERED
    actions.receive(row, yard.arrival(row, "4", "4"), by=yard.keeper)
    row.refresh_from_db()
    assert row.state == OrderState.RECEIVED and yard.stock(yard.filter)[0] == 10


def test_more_than_is_open_is_refused_with_what_is_left(yard):
    row = yard.order((yard.filter, "10"))
    actions.receive(row, yard.arrival(row, "7"), by=yard.keeper)
    with pytest.raises(Refused, match="空气滤芯”还可以收 3 个"):
        actions.receive(row, yard.arrival(row, "4"), by=yard.keeper)
    change_parameter("purchase.over_receipt", given=["10"], by=yard.boss, reason="散装")
    actions.receive(row, yard.arrival(row, "4"), by=yard.keeper)
    assert yard.stock(yard.filter)[0] == 11


def test_what_is_registered_waits_for_inspection(yard):
    row = yard.order((yard.filter, "10"))
    receipt = actions.register(row, yard.arrival(row, "10"), by=yard.keeper)
    assert yard.stock(yard.filter)[0] == 0 and payable(yard) == 0
    with pytest.raises(Refused, match="还可以收 0"):
        actions.register(row, yard.arrival(row, "1"), by=yard.keeper)
    with pytest.raises(Refused, match="等待检验"):
        actions.close_order(row, by=yard.buyer, reason="急")
    line = receipt.lines.get()
    bad = {line.pk: Inspected(Decimal(7), Decimal(3), RejectReason.DAMAGED, "外箱压扁")}
    actions.inspect(receipt, bad, by=yard.keeper)
    row.refresh_from_db()
    ordered = row.lines.get()
    assert (ordered.received, ordered.rejected, ordered.waiting) == (7, 3, 0)
    assert row.state == OrderState.ORDERED and yard.stock(yard.filter)[0] == 7
    assert payable(yard) == Decimal("434.00")


@pytest.mark.parametrize(
    ("verdict", "told"),
    [
        (Inspected(Decimal(7), Decimal(2), RejectReason.DAMAGED), "正好是这么多"),
        (Inspected(Decimal(7), Decimal(3)), "请选择原因"),
        (Inspected(Decimal(11), Decimal(-1), RejectReason.OTHER), "正好是这么多"),
    ],
)
def test_verdicts_that_cannot_be(yard, verdict, told):
    row = yard.order((yard.filter, "10"))
    receipt = actions.register(row, yard.arrival(row, "10"), by=yard.keeper)
    with pytest.raises(Refused, match=told):
        actions.inspect(receipt, {receipt.lines.get().pk: verdict}, by=yard.keeper)
    assert yard.stock(yard.filter)[0] == 0


def test_nothing_twice(yard):
    row = yard.order((yard.filter, "10"))
    once = yard.arrival(row, "10", once="k1")
    one, two = (actions.receive(row, once, by=yard.keeper) for _ in range(2))
    assert one == two and Receipt.objects.count() == 1
    with pytest.raises(Refused, match="不能再检验"):
        actions.inspect(one, {}, by=yard.keeper)


def test_days_that_cannot_be(yard):
    row = yard.order((yard.filter, "10"))
    with pytest.raises(Refused, match="晚于今天"):
        actions.register(row, yard.arrival(row, "1", on=yard.days(1)), by=yard.keeper)
    last = yard.today.replace(day=1) - timedelta(1)
    actions.close_month(last, by=yard.payer)
    with pytest.raises(Refused, match="已经结账"):
        actions.register(row, yard.arrival(row, "1", on=last), by=yard.keeper)


def test_a_month_with_goods_that_wait_is_not_closed(yard):
    row = yard.order((yard.filter, "10"))
    last = yard.today.replace(day=1) - timedelta(1)
    actions.register(row, yard.arrival(row, "1", on=last), by=yard.keeper)
    with pytest.raises(Refused, match="还没有检验"):
        actions.close_month(last, by=yard.payer)
    with pytest.raises(Refused, match="还没有过完"):
        actions.close_month(yard.today, by=yard.payer)


def test_a_registered_delivery_can_be_cancelled(yard):
    row = yard.order((yard.filter, "10"))
    receipt = actions.register(row, yard.arrival(row, "10"), by=yard.keeper)
    actions.cancel_receipt(receipt, by=yard.keeper, reason="送错地方")
    assert row.lines.get().waiting == 0
    actions.receive(row, yard.arrival(row, "10"), by=yard.keeper)


def back(yard, receipt, pieces, way=ReturnWay.CREDIT, **values) -> PurchaseReturn:
    going = Going({receipt.lines.get().pk: Decimal(pieces)}, way, "漏油", yard.today, **values)
    return actions.return_goods(receipt, going, by=yard.keeper)


def test_goods_go_back_and_are_owed_no_more(yard):
    row = yard.order((yard.filter, "3", "33.33"))
    receipt = actions.receive(row, yard.arrival(row, "3"), by=yard.keeper)
    one, two = back(yard, receipt, "1"), back(yard, receipt, "2")
    assert one.amount_yuan + two.amount_yuan == receipt.amount_yuan
    assert payable(yard) == 0 and yard.stock(yard.filter)[0] == 0
    assert not SupplierEntry.objects.exclude(open_yuan=0).exists()
    with pytest.raises(Refused, match="还有 0 个"):
        back(yard, receipt, "1")


def test_replaced_goods_are_open_again(yard):
    row = yard.order((yard.filter, "10"))
    receipt = actions.receive(row, yard.arrival(row, "10"), by=yard.keeper)
    back(yard, receipt, "4", ReturnWay.REPLACE)
    row.refresh_from_db()
    assert row.state == OrderState.ORDERED and row.lines.get().facts.open == 4
    actions.receive(row, yard.arrival(row, "4"), by=yard.keeper)
    row.refresh_from_db()
    assert row.state == OrderState.RECEIVED and payable(yard) == Decimal("620.00")
    actions.close_order(row, by=yard.buyer)
    with pytest.raises(Refused, match="已结案"):
        back(yard, receipt, "1", ReturnWay.REPLACE)


def test_goods_that_were_sold_do_not_go_back(yard):
    from maizi.stock.actions import Line, post
    from maizi.stock.terms import MovementKind

    row = yard.order((yard.filter, "10"))
    receipt = actions.receive(row, yard.arrival(row, "10"), by=yard.keeper)
    post(MovementKind.OTHER_OUT, warehouse=yard.place, lines=[Line(yard.filter, Decimal(8))],
         on=yard.today, by=yard.boss)  # fmt: skip
    with pytest.raises(Refused, match="空气滤芯"):
        back(yard, receipt, "5")
    assert payable(yard) == Decimal("620.00") and receipt.lines.get().returned == 0


def test_serials_come_in_one_by_one(yard):
    pump = yard.product("隔膜泵", tracking="serial", unit="台")
    row = yard.order((pump, "2", "800"))
    arrival = yard.arrival(row, "2")
    line = row.lines.get()
    with pytest.raises(Refused):
        actions.receive(row, arrival, by=yard.keeper)
    verdict = Inspected(Decimal(2), serials=("SN1", "SN2"))
    receipt = actions.receive(row, arrival, by=yard.keeper, verdicts={line.pk: verdict})
    back(yard, receipt, "1", serials={receipt.lines.get().pk: ("SN2",)})
    assert yard.stock(pump)[0] == 1


def test_services_are_owed_and_not_kept(yard):
    work = yard.product("安装调试", sort="service")
    row = yard.order((work, "1", "500"))
    actions.receive(row, yard.arrival(row, "1"), by=yard.keeper)
    assert payable(yard) == Decimal("500.00") and yard.stock(work)[0] == 0
