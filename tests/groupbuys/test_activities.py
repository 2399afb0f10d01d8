"""Activities from draft to settled, failed, cancelled (B-11)."""

from datetime import timedelta
from decimal import Decimal

import pytest

from maizi.clocks.actions import advance
from maizi.clocks.queries import open_clock
from maizi.credit.models import CreditAccount, Entry
from maizi.credit.terms import PayWay
from maizi.groupbuys import access, actions
from maizi.groupbuys.models import GroupBuy, Registration
from maizi.inbox.models import Notice, Todo
from maizi.kernel.errors import Refused
from maizi.kit.pages import save
from maizi.purchasing import actions as purchasing
from maizi.purchasing.models import PurchaseOrder, PurchaseRequest, Supplier
from maizi.purchasing.pages import SUPPLIERS
from maizi.purchasing.queries import suggestions
from maizi.sales import actions as sales
from maizi.sales.models import Order

D = Decimal


def test_T_B2(circle):
    """Reached with the third at 92.00; the second leaves: open again, 100.00 (B-11)."""
    row = circle.running()
    first, second = circle.join(row, 1, 40), circle.join(row, 2, 35)
    row.refresh_from_db()
    assert (row.state, row.total_quantity, row.reached_at) == ("open", 75, None)
    third = circle.join(row, 3, 30)
    row.refresh_from_db()
    assert (row.state, row.total_quantity) == ("reached", 105)
    assert [r.shown_yuan for r in (first, second, third)] == [100, 100, 92]
    reached_at = row.reached_at
    actions.withdraw(second, by=circle.lin, may_decide=True)
    row.refresh_from_db()
    assert (row.state, row.total_quantity, row.reached_at) == ("open", 70, reached_at)
    assert row.turns.last().price_yuan == 100
    circle.join(row, 4, 50)
    row.refresh_from_db()
    assert row.state == "reached" and row.reached_at == reached_at
    told = Notice.objects.filter(event="groupbuys.reached", user=circle.lin)
    assert told.count() == 3


def test_only_approved_ones_open(circle):
    """B-11: draft → approved → open."""
    row = circle.drafted()
    with pytest.raises(Refused, match="批准以后"):
        actions.open_activity(row, by=circle.lin)
    actions.submit_activity(row, by=circle.lin)
    with pytest.raises(Refused, match="不必再提交"):
        actions.submit_activity(row, by=circle.lin)
    circle.decide(row, circle.boss, yes=False)
    row.refresh_from_db()
    assert row.state == "draft" and row.answer == "不行"
    actions.submit_activity(row, by=circle.lin)
    circle.decide(row, circle.boss)
    row.refresh_from_db()
    assert row.state == "approved"
    assert actions.turn_activities(now=circle.now)["opened"] == 1
    with pytest.raises(Refused, match="不能再改"):
        actions.save_group_buy(GroupBuy.objects.get(pk=row.pk), [], by=circle.lin)


def test_bad_drafts(circle):
    """A deadline in the past, tiers that do not fall (B-11)."""
    with pytest.raises(Refused, match="截止时间已经过去"):
        circle.drafted(closes_at=circle.now - timedelta(1), opens_at=circle.now - timedelta(2))
    with pytest.raises(Refused, match="第 2 档的单价要低于上一档"):
        circle.drafted(tiers=((1, 100), (100, 100)))
    assert not GroupBuy.objects.exists()


def test_bad_registrations(circle):
    """Nothing, twice by customer or by number, no consent (B-11)."""
    row = circle.running(most_per_customer=D(50))
    for pieces, words in ((0, "大于 0"), (51, "最多登记 50")):
        with pytest.raises(Refused, match=words):
            circle.join(row, 1, pieces)
    with pytest.raises(Refused, match="同意"):
        circle.join(row, 1, 5, has_consent=False)
    made = circle.join(row, 1, 5)
    for again in ({}, {"phone": "13700000000"}):
        with pytest.raises(Refused, match="已经登记过"):
            circle.join(row, 1, 5, **again)
    with pytest.raises(Refused, match="已经登记过"):
        circle.join(row, 2, 5, phone=made.phone)
    actions.withdraw(made, by=circle.chen)
    assert circle.join(row, 1, 6).quantity == 6


def test_a_stranger_is_matched_by_his_number(circle):
    row = circle.running()
    made, _token = actions.register(
        row, actions.Joining(D(3), " 139-1234-0001 ", True, name="一机"), by=None
    )
    assert made.customer == circle.customers[0] and made.phone == "13912340001"
    other, _token = actions.register(row, actions.Joining(D(3), "13755556666", True, name="新"),
                                     by=None)  # fmt: skip
    assert other.customer is None
    with pytest.raises(Refused, match="已经登记过"):
        actions.match_customer(other, circle.customers[0], by=circle.lin)
    assert actions.match_customer(other, circle.customers[4], by=circle.lin).customer_id


def test_leaving_after_it_was_reached_needs_the_owner(circle):
    """B-11, withdraw."""
    row, (_first, second, _third) = circle.reached()
    second = actions.withdraw(second, by=None, reason="预算没了")
    row.refresh_from_db()
    assert second.state == "leaving" and row.state == "reached" and row.total_quantity == 105
    assert Todo.objects.filter(source=access.LEAVING_SOURCE, owner=circle.lin, state="open")
    with pytest.raises(Refused, match="还没有答复"):
        actions.start_ordering(row, by=circle.lin)
    with pytest.raises(Refused, match="为什么"):
        actions.keep_in(second, by=circle.lin, reason=" ")
    assert actions.keep_in(second, by=circle.lin, reason="已向厂家订货").state == "valid"
    actions.withdraw(second, by=None)
    assert actions.withdraw(second, by=circle.lin, may_decide=True).state == "withdrawn"
    assert not Todo.objects.filter(source=access.LEAVING_SOURCE, state="open").exists()


def test_after_the_deadline_it_stays_reached(circle):
    """B-11: unless the owner cancels; then the tier of 70 is 100, but nobody pays it who saw 92."""
    row, (first, second, third) = circle.reached()
    late = row.closes_at + timedelta(minutes=1)
    assert actions.close_if_over(row, now=late).state == "reached"
    actions.withdraw(second, by=circle.lin, may_decide=True, now=late)
    row.refresh_from_db()
    assert row.state == "reached" and row.total_quantity == 70
    with pytest.raises(Refused, match="截止"):
        circle.join(row, 5, 10, now=late)
    row = actions.start_ordering(row, by=circle.lin, now=late)
    paid = dict(Registration.objects.filter(order__isnull=False).values_list("pk", "price_yuan"))
    assert paid == {first.pk: 100, third.pk: 92} and row.price_yuan == 100
    lines = {o.lines.get().price_yuan for o in Order.objects.filter(activity=row.no)}
    assert lines == {D(100), D(92)}


def test_failed_at_the_deadline_gives_deposits_back(circle):
    """B-11: within seven days, through the ledger; later the superior hears of it."""
    row = circle.running(deposit_sort="percent", deposit_value=D(10))
    made = circle.join(row, 1, 40)
    row.refresh_from_db()
    assert (made.state, made.deposit_yuan, row.total_quantity) == ("pending", 400, 0)
    made = actions.take_deposit(made, way=PayWay.TRANSFER, on=circle.today, by=circle.fin)
    row.refresh_from_db()
    account = CreditAccount.objects.get(customer=made.customer)
    assert (row.total_quantity, account.deposit_yuan) == (40, 400)
    with pytest.raises(Refused, match="没有要退的"):
        actions.refund_deposit(made, way=PayWay.TRANSFER, on=circle.today, by=circle.fin)
    late = row.closes_at + timedelta(minutes=1)
    assert actions.turn_activities(now=late)["closed"] == 1
    row.refresh_from_db()
    made.refresh_from_db()
    assert row.state == "failed" and made.state == "released" and made.owes_refund
    assert Todo.objects.filter(source=access.REFUND_SOURCE, owner=circle.lin, state="open").exists()
    advance(now=late + timedelta(days=9))
    assert Notice.objects.filter(event="groupbuys.late", user=circle.lin).exists()
    made = actions.refund_deposit(made, way=PayWay.TRANSFER, on=circle.today, by=circle.fin)
    assert Entry.objects.get(pk=made.refund_id).amount_yuan == 400
    account.refresh_from_db()
    assert (account.deposit_yuan, account.unapplied_yuan) == (0, 0)
    assert not Todo.objects.filter(source=access.REFUND_SOURCE, state="open").exists()
    assert open_clock(made, access.REFUND_SOURCE) is None
    with pytest.raises(Refused, match="没有要退的"):
        actions.refund_deposit(made, way=PayWay.TRANSFER, on=circle.today, by=circle.fin)


def test_cancelled_before_ordering_only(circle):
    row, rows = circle.reached()
    with pytest.raises(Refused, match="原因"):
        actions.cancel_activity(row, by=circle.lin, reason="")
    actions.cancel_activity(row, by=circle.lin, reason="厂家停产")
    assert {r.state for r in row.registrations.all()} == {"released"}
    with pytest.raises(Refused, match="不能再退出"):
        actions.withdraw(rows[0], by=None)
    other, _rows = circle.reached(name="冬季")
    actions.start_ordering(other, by=circle.lin)
    with pytest.raises(Refused, match="不能取消"):
        actions.cancel_activity(other, by=circle.lin, reason="晚了")


def test_reached_is_asked_of_purchasing(circle):
    """B-11, I-5: the whole quantity, once; never beside the orders that come of it."""
    row, _rows = circle.reached()

    def wanted():
        found = [s for s in suggestions([circle.filter.pk]) if "group_buy" in s.reasons]
        return [(s.want.quantity, s.needed_on) for s in found]

    assert wanted() == [(5, row.deliver_on)]  # a hundred lie in the house
    request = actions.request_purchase(row, by=circle.boss)
    assert request.lines.get().quantity == 105 and request.sort == "group_buy"
    assert actions.request_purchase(row, by=circle.boss) == request and wanted() == []
    purchasing.cancel_request(request, by=circle.boss)
    other = actions.request_purchase(row, by=circle.boss)
    assert other.pk != request.pk, "asked again after it was called off"
    purchasing.cancel_request(other, by=circle.boss)
    row = actions.start_ordering(row, by=circle.lin)
    assert wanted() == [(5, row.deliver_on)]  # drafts stand for nothing yet
    for order in Order.objects.filter(activity=row.no):
        sales.submit_order(order, by=circle.chen)
    assert wanted() == []  # the backlog asks for the rest


def test_once_bought_nobody_opens_it_again(circle):
    """B-11: below the threshold before the purchase order is issued → open; after it not."""
    row, (_first, second, _third) = circle.reached()
    maker = Supplier(name="开岳压缩机")
    save(SUPPLIERS, row=maker, verb="create", by=circle.boss)
    request = actions.request_purchase(row, by=circle.boss)
    PurchaseRequest.objects.filter(pk=request.pk).update(state="approved")
    (order,) = purchasing.order_requests([request], by=circle.boss, supplier=maker)
    PurchaseOrder.objects.filter(pk=order.pk).update(state="approved")
    purchasing.place_order(PurchaseOrder.objects.get(pk=order.pk), by=circle.boss)
    row.refresh_from_db()
    assert row.bought_at is not None
    actions.withdraw(second, by=circle.lin, may_decide=True)
    row.refresh_from_db()
    assert row.state == "reached" and row.total_quantity == 70


def test_bought_from_a_suggestion_is_bought_too(circle):
    """B-11: by a request or straight from the suggestions, the goods are on their way."""
    row, (_first, second, _third) = circle.reached()
    maker = Supplier(name="开岳压缩机")
    save(SUPPLIERS, row=maker, verb="create", by=circle.boss)

    def buy(pieces):
        pick = purchasing.Pick(circle.filter, D(pieces), maker)
        (order,), _left_out = purchasing.take_suggestions([pick], by=circle.boss)
        PurchaseOrder.objects.filter(pk=order.pk).update(state="approved")
        purchasing.place_order(PurchaseOrder.objects.get(pk=order.pk), by=circle.boss)
        row.refresh_from_db()

    buy(2)
    assert row.bought_at is None, "three are missing still"
    buy(3)
    assert row.bought_at is not None
    actions.withdraw(second, by=circle.lin, may_decide=True)
    row.refresh_from_db()
    assert row.state == "reached"


def test_with_its_last_order_the_activity_is_called_off(circle):
    row, _rows = circle.reached()
    row = actions.start_ordering(row, by=circle.lin)
    first, *rest = Order.objects.filter(activity=row.no)
    for order in rest:
        sales.cancel_order(order, by=circle.chen, reason="客户不要了")
    row.refresh_from_db()
    assert row.state == "ordering"
    sales.cancel_order(first, by=circle.chen, reason="客户不要了")
    row.refresh_from_db()
    assert row.state == "cancelled" and row.closed_why == "生成的订单已全部取消。"
    assert row.turns.last().sort == "cancelled"


def test_from_orders_to_settled(circle):
    """B-11: ordering → fulfilled → settled, deposits become prepayments."""
    row = circle.running(deposit_sort="fixed", deposit_value=D(200), threshold_value=D(60))
    made = circle.join(row, 1, 60)
    actions.take_deposit(made, way=PayWay.CASH, on=circle.today, by=circle.fin)
    circle.join(row, 2, 10)  # never pays
    row.refresh_from_db()
    assert row.state == "reached" and row.participants == 1
    row = actions.start_ordering(row, by=circle.lin)
    order = Registration.objects.get(pk=made.pk).order
    assert order.lines.get().why.endswith(row.name) and order.lines.get().price_yuan == 100
    account = CreditAccount.objects.get(customer=made.customer)
    assert (account.deposit_yuan, account.unapplied_yuan) == (0, 200)
    assert {r.state for r in row.registrations.all()} == {"ordered", "released"}
    with pytest.raises(Refused, match="全部交货"):
        actions.settle_activity(row, by=circle.lin)
    order = sales.submit_order(order, by=circle.chen)
    assert order.state == "confirmed"
    circle.ship(order, sign=True)
    row.refresh_from_db()
    assert row.state == "fulfilled"
    with pytest.raises(Refused, match="开齐发票"):
        actions.settle_activity(row, by=circle.lin)
    circle.bill(order)
    assert actions.settle_activity(row, by=circle.lin).state == "settled"


def test_a_stranger_has_to_become_a_customer_before_ordering(circle):
    row, _rows = circle.reached()
    actions.register(row, actions.Joining(D(3), "13755556666", True, name="新厂"), by=None)
    with pytest.raises(Refused, match="新厂还没有对应到客户档案"):
        actions.start_ordering(row, by=circle.lin)
