"""Posting, valuation, reservations: the core that other apps build on (I-6)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from maizi.catalog.actions import add_unit
from maizi.fields.actions import change_parameter
from maizi.kernel.errors import Refused
from maizi.stock import actions, queries
from maizi.stock.models import Reservation, Serial, StockDocument, StockMovement
from tests.house import fresh

pytestmark = pytest.mark.django_db


def test_moving_average_of_the_specification(store):
    """T-I3: 100@10 + 50@13 → 11.00; issue 60 → 90 units, 990.00."""
    store.post("purchase_in", store.line(100, "10"))
    store.post("purchase_in", store.line(50, "13"))
    account = store.account()
    assert account.value_yuan / account.quantity == Decimal("11.00")
    out = store.post("sales_out", store.line(60)).movements.get()
    assert (out.quantity, out.value_yuan) == (Decimal(-60), Decimal("-660.00"))
    account = store.account()
    assert (account.quantity, account.value_yuan, account.cost_yuan) == (
        90,
        Decimal("990.00"),
        Decimal("11"),
    )


def test_a_backdated_receipt_changes_the_cost_of_what_left_later(store):
    store.post("purchase_in", store.line(100, "10"), on=10)
    out = store.post("sales_out", store.line(60), on=2).movements.get()
    assert out.value_yuan == Decimal("-600.00")
    store.post("purchase_in", store.line(50, "13"), on=5)
    out.refresh_from_db()
    assert (out.value_yuan, out.after_quantity, out.after_yuan) == (
        Decimal("-660.00"),
        90,
        Decimal("990.00"),
    )
    assert store.account().value_yuan == Decimal("990.00")


def test_a_backdated_issue_is_refused_where_it_would_leave_less_than_nothing(store):
    store.post("purchase_in", store.line(10, "10"), on=5)
    store.post("sales_out", store.line(8), on=4)
    store.post("purchase_in", store.line(10, "10"), on=1)
    with pytest.raises(Refused, match="会变成 -1"):
        store.post("other_out", store.line(3), on=3)
    assert store.account().quantity == 12 and StockDocument.objects.count() == 3


def test_a_backdated_receipt_goes_on_through_transfer_and_assembly(store):
    """I-6: whatever follows from the cost is found anew, in other warehouses and products too."""
    kit = store.product("保养包", unit="套")
    store.post("purchase_in", store.line(10, "10"), on=9)
    store.post("transfer", store.line(4), other=store.other, on=6)
    store.post(
        "assembly", store.line(2), store.line(1, product=kit, is_made=True),
        warehouse=store.other, on=4,
    )  # fmt: skip
    assert store.account(kit, store.other).value_yuan == Decimal("20.00")
    store.post("purchase_in", store.line(10, "20"), on=8)
    assert store.account(kit, store.other).value_yuan == Decimal("30.00")
    assert store.account(warehouse=store.other).value_yuan == Decimal("30.00")
    assert store.account().value_yuan == Decimal("240.00")


def test_the_last_piece_takes_the_last_cent(store):
    store.post("purchase_in", store.line(3, amount_yuan=Decimal("10.00")))
    for value in ("-3.33", "-3.34", "-3.33"):
        out = store.post("sales_out", store.line(1)).movements.get()
        assert out.value_yuan == Decimal(value)
    account = store.account()
    assert (account.quantity, account.value_yuan, account.cost_yuan) == (0, 0, Decimal("3.33"))


def test_what_is_not_there_cannot_leave(store):
    store.post("purchase_in", store.line(5, "10"))
    with pytest.raises(Refused, match="“空气滤芯”在“总仓”只有 5 个，不够 6 个"):
        store.post("sales_out", store.line(6))
    assert StockMovement.objects.count() == 1


def test_a_company_may_allow_less_than_nothing(store):
    change_parameter("stock.negative", given=["是"], by=fresh(store.house.admin), reason="先销后补")
    store.post("purchase_in", store.line(5, "10"))
    store.post("sales_out", store.line(6))
    assert (store.account().quantity, store.account().value_yuan) == (-1, Decimal("-10.00"))


def test_goods_are_reserved_taken_and_released(store):
    store.post("purchase_in", store.line(10, "10"))
    mine, other = store.source(1), store.source(2)
    actions.reserve(source=mine, lines=[(store.filter, store.main, Decimal(7))], by=store.boss)
    assert queries.available([store.filter])[store.filter.pk] == 3
    with pytest.raises(Refused, match="不够再预留 4"):
        actions.reserve(source=other, lines=[(store.filter, store.main, Decimal(4))], by=store.boss)
    with pytest.raises(Refused, match="已有预留 7"):
        store.post("sales_out", store.line(4))
    store.post("sales_out", store.line(5), source=mine)
    assert Reservation.objects.get().quantity == 2
    assert actions.release(mine, by=store.boss) == 1
    assert actions.release(mine, by=store.boss) == 0
    assert queries.available([store.filter])[store.filter.pk] == 5
    assert store.account().reserved == 0


def test_a_delivery_may_use_up_the_reservation_of_its_order(store):
    from maizi.kernel.sources import Source

    store.post("purchase_in", store.line(10, "10"))
    order, delivery = store.source(1), Source("sales.delivery", 9, "SD-9")
    actions.reserve(source=order, lines=[(store.filter, store.main, Decimal(10))], by=store.boss)
    document = store.post("sales_out", store.line(4), source=delivery, consumes=order)
    assert (document.source_kind, document.source_number) == ("sales.delivery", "SD-9")
    assert Reservation.objects.get().quantity == 6


def test_units_are_converted_or_refused(store):
    add_unit(store.filter, name="箱", pieces=Decimal(1), worth=Decimal(12), by=store.boss)
    add_unit(store.filter, name="小盒", pieces=Decimal(8), worth=Decimal(1), by=store.boss)
    row = store.post("purchase_in", store.line(2, "120", unit="箱")).movements.get()
    assert (row.quantity, row.value_yuan, row.unit, row.unit_quantity) == (24, 240, "箱", 2)
    with pytest.raises(Refused, match="超过四位小数"):
        store.post("purchase_in", store.line("0.0001", "1", unit="小盒"))
    with pytest.raises(Refused, match="没有单位“吨”"):
        store.post("purchase_in", store.line(1, "1", unit="吨"))


def test_no_serial_is_in_two_places(store):
    store.post("purchase_in", store.line(2, "700", product=store.pump, serials=("A1", "A2")))
    with pytest.raises(Refused, match="“A1”已在“总仓”里"):
        store.post(
            "other_in", store.line(1, "1", product=store.pump, serials=("A1",)),
            warehouse=store.other,
        )  # fmt: skip
    with pytest.raises(Refused, match="数量是 2，序列号有 1 个"):
        store.post("sales_out", store.line(2, product=store.pump, serials=("A1",)))
    moved = store.line(1, product=store.pump, serials=("A1",))
    store.post("transfer", moved, other=store.other)
    assert Serial.objects.get(no="A1").warehouse == store.other
    with pytest.raises(Refused, match="没有“隔膜泵”的序列号“A1”"):
        store.post("sales_out", moved)
    store.post("sales_out", moved, warehouse=store.other)
    assert Serial.objects.get(no="A1").warehouse is None
    with pytest.raises(Refused, match="单据日期不能早于"):
        store.post("other_in", store.line(1, "7", product=store.pump, serials=("A1",)), on=3)


def test_what_expires_first_leaves_first(store):
    soon, later = date(2030, 1, 1), date(2031, 1, 1)
    oil = {"product": store.oil}
    store.post("purchase_in", store.line(5, "200", batch="B2", expires_on=later, **oil))
    store.post("purchase_in", store.line(5, "220", batch="B1", expires_on=soon, **oil))
    with pytest.raises(Refused, match="请填写批号"):
        store.post("purchase_in", store.line(5, "200", **oil))
    rows = store.post("sales_out", store.line(7, **oil)).movements.all()
    assert [(row.batch.no, row.quantity) for row in rows] == [("B1", -5), ("B2", -2)]
    actions.reserve(
        source=store.source(), lines=[(store.oil, store.main, Decimal(3), "B2")], by=store.boss
    )
    with pytest.raises(Refused):
        store.post("sales_out", store.line(1, **oil, batch="B2"))


def test_goods_come_back_at_what_they_left_with(store):
    store.post("purchase_in", store.line(10, "10"), on=9)
    out = store.post("sales_out", store.line(4), on=8).movements.get()
    store.post("purchase_in", store.line(10, "20"), on=7)
    back = store.line(3, of=out, status="defective")
    row = store.post("sales_return_in", back).movements.get()
    assert (row.value_yuan, row.status) == (Decimal("30.00"), "defective")
    assert store.account().good == 16 and store.account().quantity == 19
    with pytest.raises(Refused, match="已退 3，不能再退 2"):
        store.post("sales_return_in", store.line(2, of=out))


def test_states_change_without_a_change_of_value(store):
    store.post("purchase_in", store.line(10, "10"))
    store.post("restatus", store.line(4, to_status="scrap"))
    account = store.account()
    assert (account.quantity, account.good, account.value_yuan) == (10, 6, 100)
    with pytest.raises(Refused, match="只有 6"):
        store.post("sales_out", store.line(7))
    store.post("other_out", store.line(4, status="scrap"))
    assert store.account().quantity == 6


def test_a_reversed_document_leaves_nothing_behind(store):
    store.post("purchase_in", store.line(90, "10"), on=5)
    wrong = store.post("purchase_in", store.line(10, "100"), on=3)
    assert store.account().value_yuan == 1900
    with pytest.raises(Refused, match="请写明冲销的原因"):
        actions.reverse(wrong, by=store.boss, reason=" ")
    actions.reverse(wrong, by=store.boss, reason="单价录错")
    account = store.account()
    assert (account.quantity, account.value_yuan) == (90, Decimal("900.00"))
    with pytest.raises(Refused, match="已经冲销过"):
        actions.reverse(wrong, by=store.boss, reason="再来一次")


def test_a_transfer_comes_back(store):
    store.post("purchase_in", store.line(2, "700", product=store.pump, serials=("A1", "A2")))
    moved = store.post(
        "transfer", store.line(1, product=store.pump, serials=("A1",)), other=store.other
    )
    actions.reverse(moved, by=store.boss, reason="发错仓")
    assert Serial.objects.get(no="A1").warehouse == store.main
    assert store.account(store.pump, store.other).quantity == 0
    assert store.account(store.pump).value_yuan == 1400


def test_nothing_is_posted_into_a_closed_period(store):
    yesterday = timezone.localdate() - timedelta(1)
    store.post("purchase_in", store.line(5, "10"), on=3)
    actions.close_through(yesterday, by=store.boss)
    with pytest.raises(Refused, match="已经结账"):
        store.post("purchase_in", store.line(5, "10"), on=1)
    store.post("purchase_in", store.line(5, "10"))
    with pytest.raises(Refused, match="请写明反结账的原因"):
        actions.reopen_after(None, by=store.boss, reason="")
    actions.reopen_after(None, by=store.boss, reason="漏了一张单")
    store.post("purchase_in", store.line(5, "10"), on=1)
    with pytest.raises(Refused, match="只能结到昨天"):
        actions.close_through(timezone.localdate(), by=store.boss)


def test_stock_and_value_as_of_any_day(store):
    store.post("purchase_in", store.line(100, "10"), on=10)
    store.post("sales_out", store.line(60), on=5)
    store.post("purchase_in", store.line(2, "700", product=store.pump, serials=("A", "B")), on=3)
    today = timezone.localdate()
    held = [queries.on_hand([store.filter], on=today - timedelta(n))[store.filter.pk]
            for n in (11, 10, 6, 5, 0)]  # fmt: skip
    assert held == [0, 100, 100, 40, 40]
    values = [queries.value_as_of(today - timedelta(n)) for n in (11, 10, 4, 0)]
    assert values == [0, 1000, 400, 1800]
    assert queries.value_as_of(today, warehouse=store.other) == 0


def test_services_and_future_days_are_refused(store):
    with pytest.raises(Refused, match="没有库存"):
        store.post("purchase_in", store.line(1, "1", product=store.product("安装", sort="service")))
    with pytest.raises(Refused, match="不能晚于今天"):
        store.post("purchase_in", store.line(1, "1"), on=-1)
    with pytest.raises(Refused, match="还没有明细"):
        store.post("purchase_in")


def test_one_press_posts_once(store):
    first = store.post("purchase_in", store.line(1, "1"), token="abc")
    assert store.post("purchase_in", store.line(1, "1"), token="abc") == first
    assert store.account().quantity == 1
