"""Suppliers, requests and orders: what is written, and what is refused."""

from decimal import Decimal

import pytest

from maizi.approvals import actions as approvals
from maizi.approvals.queries import open_case
from maizi.history.queries import entries_of
from maizi.kernel.errors import Refused
from maizi.purchasing import actions
from maizi.purchasing.actions import (
    Leave,
    NeedsConfirmation,
    NewLine,
    OrderDraft,
    RequestDraft,
)
from maizi.purchasing.models import OrderLine, PurchaseOrder, PurchaseRequest, Supplier, Supply
from maizi.purchasing.pages import SUPPLIERS
from maizi.purchasing.terms import OrderState, RequestState
from tests.house import fresh

pytestmark = pytest.mark.django_db


def judge(row, verb: str, by) -> None:
    """Somebody decides about a request that is on its way."""
    case = open_case(row._meta.label_lower, row.pk)
    opinion = "超出预算" if verb == "reject" else ""
    getattr(approvals, verb)(case, by=by, opinion=opinion, digest=case.digest)


def test_a_supplier_of_the_same_name_is_refused(yard):
    with pytest.raises(Refused, match="杭州开岳压缩机有限公司"):
        yard.supplier("杭州开岳压缩机 有限公司")
    assert yard.maker.no.startswith("V")
    from maizi.kit.pages import save

    yard.maker.is_active = False
    with pytest.raises(Refused, match="原因"):
        save(SUPPLIERS, row=yard.maker, verb="change", by=yard.boss)


def test_a_price_is_replaced_and_the_old_one_kept_in_history(yard):
    yard.supply(yard.maker, yard.filter, "64.5", code="KY-AF75")
    row = Supply.objects.get(supplier=yard.maker, product=yard.filter)
    assert row.price_yuan == Decimal("64.5") and row.code == "KY-AF75"
    told = entries_of(yard.maker).first().changes
    assert told == {"空气滤芯": ["62", "64.5"]}
    bundle = yard.product("套装", sort="bundle", bundle_sort="fixed")
    with pytest.raises(Refused, match="组合"):
        yard.supply(yard.maker, bundle, "1")


def test_an_order_takes_agreed_prices_and_sums_rounded_lines(yard):
    row = yard.draft((yard.filter, "3"), (yard.oil, "2", "180.005"))
    lines = list(row.lines.all())
    assert [n.amount_yuan for n in lines] == [Decimal("186.00"), Decimal("360.01")]
    assert row.amount_yuan == Decimal("546.01") and row.tax_yuan == sum(n.tax_yuan for n in lines)
    assert lines[0].supplier_code == "KY-AF75" and row.terms_days == 30
    assert row.no.startswith("PO")


@pytest.mark.parametrize(
    ("lines", "told"),
    [([], "还没有明细"), ([("filter", "0")], "必须大于 0"), ([("filter", "-2")], "必须大于 0")],
)
def test_lines_that_cannot_be(yard, lines, told):
    with pytest.raises(Refused, match=told):
        yard.draft(*[(getattr(yard, name), q) for name, q in lines])


def test_no_price_at_all_is_refused_and_zero_asks(yard):
    belt = yard.product("皮带")
    with pytest.raises(Refused, match="皮带.*没有单价"):
        yard.draft((belt, "1"))
    with pytest.raises(NeedsConfirmation, match="0"):
        yard.draft((belt, "1", "0"))
    draft = OrderDraft(yard.maker, [NewLine(belt, Decimal(1), Decimal(0))])
    row = actions.save_order(None, draft, by=yard.buyer, leave=Leave(is_confirmed=True))
    assert row.amount_yuan == 0


def test_a_supplier_one_does_not_work_with(yard):
    Supplier.objects.filter(pk=yard.maker.pk).update(is_active=False, stopped_why="质量差")
    yard.maker.refresh_from_db()
    with pytest.raises(Refused, match="质量差"):
        yard.draft((yard.filter, "1"))


def test_sent_twice_an_order_is_made_once(yard):
    draft = OrderDraft(yard.maker, [NewLine(yard.filter, Decimal(5))], once="abc")
    one, two = (actions.save_order(None, draft, by=yard.buyer) for _ in range(2))
    assert one == two and PurchaseOrder.objects.count() == 1


def test_small_orders_are_approved_at_once_large_ones_judged(yard):
    small = yard.draft((yard.filter, "10"))
    assert actions.submit_order(small, by=yard.buyer) is None
    large = yard.draft((yard.filter, "1000"))
    assert actions.submit_order(large, by=yard.buyer, reason="旺季备货") is not None
    large.refresh_from_db()
    assert large.state == OrderState.PENDING
    with pytest.raises(Refused, match="审批中"):
        actions.place_order(large, by=yard.buyer)
    judge(large, "agree", yard.boss)
    large.refresh_from_db()
    assert large.state == OrderState.APPROVED
    placed = actions.place_order(large, by=yard.buyer)
    assert placed.ordered_on == yard.today


def test_a_rejected_order_is_a_draft_with_what_was_said(yard):
    row = yard.draft((yard.filter, "1000"))
    actions.submit_order(row, by=yard.buyer)
    judge(row, "reject", yard.boss)
    row.refresh_from_db()
    assert row.state == OrderState.DRAFT and row.answer == "超出预算"
    actions.submit_order(row, by=yard.buyer)
    case = open_case(row._meta.label_lower, row.pk)
    approvals.withdraw(case, by=yard.buyer)
    row.refresh_from_db()
    assert row.state == OrderState.DRAFT


def test_only_drafts_change_and_an_approved_one_goes_back_first(yard):
    row = yard.draft((yard.filter, "10"))
    actions.submit_order(row, by=yard.buyer)
    draft = OrderDraft(yard.maker, [NewLine(yard.filter, Decimal(12))])
    with pytest.raises(Refused, match="已批准"):
        actions.save_order(row, draft, by=yard.buyer)
    actions.reopen_draft(row, by=yard.buyer)
    actions.save_order(row, draft, by=yard.buyer)
    assert row.lines.get().quantity == 12
    told = [e.changes for e in entries_of(row) if "空气滤芯" in e.changes]
    assert told[0]["空气滤芯"] == ["10 × 62", "12 × 62"]


def test_another_day_keeps_the_promise_first_made(yard):
    row = yard.order((yard.filter, "10"), expected_on=yard.days(3))
    line = actions.postpone(row.lines.get(), expected_on=yard.days(9), by=yard.buyer)
    assert (line.expected_on, line.promised_on) == (yard.days(9), yard.days(3))
    row.refresh_from_db()
    assert row.expected_on == yard.days(9)


def test_closing_and_cancelling_want_reasons(yard):
    row = yard.order((yard.filter, "10"))
    with pytest.raises(Refused, match="写明原因"):
        actions.close_order(row, by=yard.buyer)
    with pytest.raises(Refused, match="写明原因"):
        actions.cancel_order(row, by=yard.buyer, reason=" ")
    actions.receive(row, yard.arrival(row, "4"), by=yard.keeper)
    with pytest.raises(Refused, match="到过货"):
        actions.cancel_order(row, by=yard.buyer, reason="不要了")
    closed = actions.close_order(row, by=yard.buyer, reason="停产")
    assert closed.state == OrderState.CLOSED and closed.closed_why == "停产"


def asked(yard, *lines, by=None, **values) -> PurchaseRequest:
    made = [NewLine(p, Decimal(q)) for p, q in lines]
    return actions.save_request(None, RequestDraft("客户急用", made, **values), by=by or yard.chen)


def test_a_request_is_judged_by_the_superior_and_becomes_orders(yard):
    yard.house.chen.superior = yard.house.lin
    yard.house.chen.save()
    chen = fresh(yard.house.chen)
    row = asked(yard, (yard.filter, "30"), (yard.oil, "4"), by=chen)
    assert row.amount_yuan == Decimal(
        "2560.00"
    )  # 30 × 62 + 4 × 175, the preferred supplier's prices
    assert actions.submit_request(row, by=chen) is not None
    judge(row, "agree", fresh(yard.house.lin))
    row.refresh_from_db()
    assert row.state == RequestState.APPROVED
    (order,) = actions.order_requests([row], by=yard.buyer)
    row.refresh_from_db()
    assert row.state == RequestState.DONE and order.supplier == yard.maker
    assert [n.ordered for n in row.lines.all()] == [30, 4]
    with pytest.raises(Refused, match="还没有批准，或已经转成订单"):
        actions.order_requests([row], by=yard.buyer)
    actions.cancel_order(order, by=yard.buyer, reason="重复")
    assert [n.ordered for n in row.lines.all()] == [0, 0]


def test_a_small_request_needs_nobody(yard):
    row = asked(yard, (yard.filter, "2"))
    assert actions.submit_request(row, by=yard.chen) is None
    row.refresh_from_db()
    assert row.state == RequestState.APPROVED


def test_a_product_that_nobody_supplies_is_named(yard):
    belt = yard.product("皮带", cost="5")
    row = asked(yard, (belt, "2"))
    actions.submit_request(row, by=yard.chen)
    with pytest.raises(Refused, match="皮带"):
        actions.order_requests([row], by=yard.buyer)
    (order,) = actions.order_requests([row], by=yard.buyer, supplier=yard.other)
    assert order.lines.get().price_yuan == 5


def test_minimum_and_packs_round_up(yard):
    yard.supply(
        yard.maker, yard.filter, "62", least=Decimal(20), pack=Decimal(12), is_preferred=True
    )
    row = asked(yard, (yard.filter, "5"))
    actions.submit_request(row, by=yard.chen)
    (order,) = actions.order_requests([row], by=yard.buyer)
    assert OrderLine.objects.get(order=order).quantity == 24
