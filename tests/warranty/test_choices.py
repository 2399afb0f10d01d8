"""What a customer chose becomes a return, an exchange, a repair (F-33, F-36, F-37)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from maizi.kernel.errors import Refused
from maizi.sales import actions as sales
from maizi.stock import actions as stock
from maizi.stock.models import Serial
from maizi.stock.terms import MovementKind, StockStatus
from maizi.warranty import actions
from maizi.warranty.models import Unit
from maizi.warranty.terms import Right

pytestmark = pytest.mark.django_db
JAN = date(2026, 1, 10)


def test_a_chosen_return_becomes_a_document_of_sales(shop):
    """I-10 by 三包: to approval with its article; back in stock as defective, money less use."""
    unit = shop.sold("S-1", "S-2")
    Unit.objects.filter(pk=unit.pk).update(sold_on=JAN, starts_on=JAN, invoiced_on=JAN,
                                           delivered_on=JAN)  # fmt: skip
    unit.refresh_from_db()
    shop.repair(unit, date(2026, 2, 1), 11)
    shop.repair(unit, date(2026, 4, 1), 12)
    Unit.objects.filter(pk=unit.pk).update(sold_on=JAN, starts_on=JAN, price_yuan=Decimal("4999"))
    verdict = shop.asked(Unit.objects.get(pk=unit.pk), date(2026, 6, 10))
    verdict = actions.choose(verdict, right=Right.RETURN, by=shop.he, chosen_by="王芳")
    row = verdict.sales_return
    assert row.sort == "return" and row.state == "waiting" and row.verdict == "due"
    assert "第 13 条" in row.because and row.kept_yuan == Decimal("639.87")
    assert row.lines.get().pieces == ["S-1"]
    shop.pay("9998")
    shop.decide(row, shop.boss)
    row = sales.receive_return(row, by=shop.keeper)
    assert Serial.objects.get(no="S-1").status == StockStatus.DEFECTIVE
    row = sales.settle_return(row, by=shop.fin, reds=[shop.issued()], refund_by="transfer")
    unit.refresh_from_db()
    assert unit.state == "returned" and row.state == "settled"
    paid = shop.account.entries.filter(kind="refund").get()
    assert paid.amount_yuan == Decimal("4359.13") and shop.account.receivable_yuan == 0


def test_a_chosen_exchange_begins_the_warranty_anew(shop):
    """F-36, F-37: through sales; the new serial replaces the old one, no repairs, a new start."""
    unit = shop.sold("S-1")
    verdict = shop.asked(unit)
    verdict = actions.choose(verdict, right=Right.EXCHANGE, by=shop.he, chosen_by="王芳")
    row = verdict.sales_return
    shop.decide(row, shop.boss)
    row = sales.receive_return(row, by=shop.keeper)
    shop.stocked("N-1")
    sales.settle_exchange(row, by=shop.keeper, pieces={row.lines.get().pk: ["N-1"]})
    unit.refresh_from_db()
    fresh = unit.replaced_by
    assert unit.state == "exchanged" and fresh.serial == "N-1" and fresh.state == "in_use"
    assert fresh.starts_on == shop.today and fresh.start_reason == "exchanged"
    assert fresh.sold_on == unit.sold_on and fresh.repairs.count() == 0


def test_only_good_pieces_are_sent_in_exchange(shop):
    """F-36, T-1 9: sales cannot send one that lies there as defective."""
    unit = shop.sold("S-1")
    verdict = actions.choose(shop.asked(unit), right=Right.EXCHANGE, by=shop.he, chosen_by="王芳")
    row = verdict.sales_return
    shop.decide(row, shop.boss)
    row = sales.receive_return(row, by=shop.keeper)
    with pytest.raises(Refused):
        sales.settle_exchange(row, by=shop.keeper, pieces={row.lines.get().pk: ["S-1"]})


def _restated(shop, serial: str, status: StockStatus) -> None:
    line = stock.Line(shop.tv, Decimal(1), serials=(serial,), to_status=status)
    stock.post(MovementKind.RESTATUS, warehouse=shop.main, lines=[line], on=shop.today,
               by=shop.boss)  # fmt: skip


@pytest.mark.parametrize("status", [StockStatus.REFURBISHED, StockStatus.DEFECTIVE])
def test_a_refurbished_piece_is_refused(shop, status):
    """F-36: with a sentence, also where no order of ours stands behind the piece."""
    unit = shop.unit()
    shop.stocked("R-1")
    _restated(shop, "R-1", status)
    with pytest.raises(Refused, match="只能是良品") as refusal:
        actions.exchange(unit, "R-1", on=shop.today, by=shop.he)
    assert refusal.value.code == "not_good"


def test_a_piece_on_our_shelf_leaves_it_by_a_document(shop):
    """F-36: handed out without one, the stock would count a piece that is gone."""
    unit = shop.unit()
    shop.stocked("N-5")
    with pytest.raises(Refused, match="还在“.*”的库存里") as refusal:
        actions.exchange(unit, "n-5", on=shop.today, by=shop.he)
    assert refusal.value.field == "serial"
    unit.refresh_from_db()
    assert unit.state == "in_use"


def test_exchanges_that_are_refused(shop):
    unit, other = shop.unit(), shop.unit()
    for serial, words in ((other.serial, "不是新品"), (unit.serial, "相同"), ("", "请填写")):
        with pytest.raises(Refused, match=words):
            actions.exchange(unit, serial, on=shop.today, by=shop.he)
    with pytest.raises(Refused, match="换货日期"):
        actions.exchange(unit, "N-9", on=JAN - timedelta(1), by=shop.he)
    actions.exchange(unit, "N-9", on=date(2026, 5, 6), by=shop.he)
    with pytest.raises(Refused, match="不在使用中"):
        actions.take_back(unit, by=shop.he)
    with pytest.raises(Refused, match="退换货单"):
        actions.exchange(shop.sold("S-7"), "N-8", on=shop.today, by=shop.he)


def test_a_chosen_repair_becomes_a_record(shop):
    unit = shop.unit()
    verdict = shop.asked(unit, date(2026, 6, 10))
    verdict = actions.choose(verdict, right=Right.REPAIR, by=shop.he, chosen_by="王芳")
    assert verdict.repair.unit == unit and verdict.repair.fault == "黑屏"
    again = actions.choose(shop.asked(unit), right=Right.REPAIR, by=shop.he, chosen_by="王芳")
    assert again.repair == verdict.repair, "it is in that repair still"


def test_choices_that_are_refused(shop):
    """Not granted, chosen before, nobody's, without a price."""
    unit = shop.unit()
    verdict = shop.asked(unit, date(2026, 6, 10))
    with pytest.raises(Refused, match="没有“退货”"):
        actions.choose(verdict, right=Right.RETURN, by=shop.he, chosen_by="王芳")
    with pytest.raises(Refused, match="是谁选的"):
        actions.choose(verdict, right=Right.REPAIR, by=shop.he, chosen_by=" ")
    actions.choose(verdict, right=Right.REPAIR, by=shop.he, chosen_by="王芳")
    with pytest.raises(Refused, match="重新判定"):
        actions.choose(verdict, right=Right.REPAIR, by=shop.he, chosen_by="王芳")
    poor = shop.asked(shop.unit(price_yuan=None), JAN + timedelta(3))
    with pytest.raises(Refused, match="不知道购买价格"):
        actions.choose(poor, right=Right.RETURN, by=shop.he, chosen_by="王芳")
