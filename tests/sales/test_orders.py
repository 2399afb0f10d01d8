"""I-4, D-30: orders from the draft to their end; credit and stock go with them."""

from decimal import Decimal

import pytest
from django.test import Client

from maizi.credit import actions as credit
from maizi.kernel.events import recording
from maizi.sales import actions, queries
from maizi.sales.events import OrderClosed, OrderConfirmed
from maizi.sales.models import Order
from tests.catalog.test_products import refused

pytestmark = pytest.mark.django_db


def test_a_confirmed_order_holds_credit_and_goods(trade):
    with recording() as heard:
        row = trade.confirmed((trade.filter, "10"), (trade.service, "1"), terms_days=30)
    assert (row.state, row.amount_yuan) == ("confirmed", 1500)
    assert trade.account.reserved_yuan == 1500 and trade.on_shelf() == (100, 10)
    assert OrderConfirmed(row.pk) in heard
    kinds = [one.kind for one in queries.milestones_of(row)]
    assert kinds == ["confirmed", "submitted"]


def test_credit_is_checked_to_the_cent(trade):
    """T-D5: available 80,000; 80,000.00 passes, 80,000.01 needs approval."""
    trade.agree("80000")
    row = trade.confirmed((trade.machine, "1", "80000"))
    assert row.state == "confirmed" and trade.account.available_yuan == 0
    actions.cancel_order(row, by=trade.chen, reason="改单")
    row = trade.confirmed((trade.machine, "1", "80000.01"))
    assert row.state == "waiting" and trade.account.reserved_yuan == 0
    assert trade.on_shelf(trade.machine) == (10, 0)


def test_an_order_beyond_the_limit_waits_and_goes_on_with_a_yes(trade):
    trade.agree("95000")
    row = trade.confirmed((trade.machine, "1", "100000"), terms_days=30)
    case = trade.decide(row, trade.lin)
    assert row.state == "confirmed" and case.payload["excess_yuan"] == "5000.00"
    assert trade.account.available_yuan == -5000
    shown = {line.kind for line in row.milestones.all()}
    assert {"stopped", "confirmed"} <= shown
    assert not row.milestones.get(kind="stopped").is_public


def test_who_decides_depends_on_how_far_beyond(trade):
    trade.agree("10000")
    row = trade.confirmed((trade.machine, "1", "100000"))
    assert "总部大客户管理中心" in trade_case(row).definition.name


def trade_case(row):
    from maizi.approvals.models import ApprovalCase

    return ApprovalCase.objects.get(object_id=row.pk, state="pending")


@pytest.fixture(autouse=True)
def centre(trade):
    """Somebody sits in the centre, so that every level can be asked."""
    trade.centre = trade.house.person("centre", "郑中心", trade.house.hq, "ka_centre_hq")


def test_a_no_makes_a_draft_of_it_again(trade):
    trade.agree("95000")
    row = trade.confirmed((trade.machine, "1", "100000"))
    trade.decide(row, trade.lin, yes=False)
    assert row.state == "draft" and trade.account.reserved_yuan == 0
    actions.change_line(row.lines.get(), actions.Change(price_yuan=Decimal(90000)), by=trade.chen)
    assert actions.submit_order(row, by=trade.chen).state == "confirmed"


def test_taken_back_it_is_a_draft_and_the_request_is_gone(trade):
    trade.agree("95000")
    row = trade.confirmed((trade.machine, "1", "100000"))
    actions.take_back_order(row, by=trade.chen)
    row.refresh_from_db()
    assert row.state == "draft" and queries.case_about(trade.boss, row).state == "withdrawn"


def test_a_held_customer_gets_nothing_on_credit_and_the_sentence_says_why(trade):
    row = trade.agree("95000")
    type(row).objects.filter(pk=row.pk).update(is_held=True, hold_reason="诉讼")
    order = trade.order((trade.filter, "1"))
    told = refused(actions.submit_order, order, by=trade.chen)
    assert told.code == "credit" and "额度 95,000.00 元" in str(told) and "冻结" in str(told)
    order.refresh_from_db()
    assert order.state == "draft"


def test_prepayment_passes_but_nothing_leaves_before_it_is_there(trade):
    trade.agree("0")
    row = trade.order((trade.filter, "10"))
    row.prepaid_yuan = Decimal(1000)
    actions.save_order(row, "change", by=trade.chen)
    row = actions.submit_order(row, by=trade.chen)
    assert row.state == "confirmed" and trade.account.reserved_yuan == 0
    made = actions.start_delivery(row, by=trade.keeper)
    told = refused(actions.ship_delivery, made, by=trade.keeper)
    assert told.code == "unpaid" and "收到 0.00 元" in str(told)
    trade.pay("1000", deposit_for=queries.source_of(row))
    actions.ship_delivery(made, by=trade.keeper)
    trade.bill(row)
    assert trade.account.receivable_yuan == 0 and trade.account.exposure_yuan == 0


def test_cancelled_before_delivery_all_is_free_again(trade):
    row = trade.confirmed()
    assert refused(actions.cancel_order, row, by=trade.chen, reason=" ").field == "reason"
    with recording() as heard:
        actions.cancel_order(row, by=trade.chen, reason="客户改主意")
    row.refresh_from_db()
    assert row.state == "cancelled" and OrderClosed(row.pk, "cancelled") in heard
    assert trade.account.reserved_yuan == 0 and trade.on_shelf() == (100, 0)
    assert refused(actions.cancel_order, row, by=trade.chen, reason="再来").code == "moved"


def test_what_was_delivered_cannot_be_cancelled_but_closed_short(trade):
    row = trade.confirmed((trade.filter, "10"))
    trade.ship(row, "4")
    assert refused(actions.cancel_order, row, by=trade.chen, reason="不要了").code == "moved"
    actions.close_short(row, by=trade.lin, reason="停产")
    row.refresh_from_db()
    assert row.state == "short" and trade.on_shelf() == (96, 0)
    assert trade.account.reserved_yuan == 400, "delivered and not invoiced stays bound"
    trade.bill(row)
    assert (row.state, row.invoicing) == ("short", "fully")
    assert trade.account.receivable_yuan == 400 and trade.account.reserved_yuan == 0


def test_while_a_delivery_is_picked_the_order_stays(trade):
    row = trade.confirmed()
    made = actions.start_delivery(row, by=trade.keeper)
    told = refused(actions.cancel_order, row, by=trade.chen, reason="不要了")
    assert made.no in str(told)
    actions.drop_delivery(made, by=trade.keeper, reason="客户不要了")
    actions.cancel_order(row, by=trade.chen, reason="不要了")


def test_reopening_asks_the_credit_again(trade):
    """D-30: at confirm and at re-open."""
    trade.agree("1000")
    row = trade.confirmed((trade.filter, "10"))
    trade.ship(row, "4")
    actions.close_short(row, by=trade.lin, reason="缺货")
    trade.confirmed((trade.filter, "6"))
    told = refused(actions.reopen_order, row, by=trade.lin, reason="到货了")
    assert told.code == "credit" and "可用 400.00 元" in str(told)
    trade.agree("1600")
    row = actions.reopen_order(row, by=trade.lin, reason="到货了")
    assert row.state == "partly" and trade.account.reserved_yuan == 1600


def test_an_order_for_more_than_there_is_stands_and_waits_for_goods(trade):
    row = trade.confirmed((trade.filter, "130"))
    assert row.state == "confirmed" and trade.on_shelf() == (100, 100)
    trade.fill(trade.filter, "50", "60")
    actions.set_goods_apart(row, by=trade.chen)
    assert trade.on_shelf() == (150, 130)


def test_goods_promised_to_one_are_not_sent_to_another(trade):
    trade.confirmed((trade.filter, "95"))
    other = trade.confirmed((trade.filter, "10"))
    told = refused(trade.ship, other, "10")
    assert "预留" in str(told) or "可用" in str(told)
    other.refresh_from_db()
    assert other.lines.get().delivered == 0


def test_numbers_run_and_the_customer_follows_his_order(trade):
    row = trade.confirmed()
    assert row.no.startswith("SO")
    trade.ship(row, "4")
    shown = Client().get(queries.order_address(row))
    text = shown.content.decode()
    assert shown.status_code == 200 and "货物已发出" in text and "德邦" in text
    assert "订单已录入" not in text and "陈默" not in text
    draft = trade.order((trade.filter, "1"))
    assert queries.order_address(draft) == ""
    assert Client().get(f"/sales/track/{queries.token_of(draft)}/").status_code == 404


def test_first_and_last_order_and_their_average(trade):
    """S004 财务资料, net of cancellations."""
    assert queries.bought_by(trade.customer).average_yuan is None
    trade.confirmed((trade.filter, "10"), ordered_on=trade.later(-40))
    trade.confirmed((trade.filter, "15"), ordered_on=trade.later(-4))
    gone = trade.confirmed((trade.filter, "50"))
    actions.cancel_order(gone, by=trade.chen, reason="取消")
    trade.order((trade.filter, "7"))
    found = queries.bought_by(trade.customer)
    assert (found.count, found.amount_yuan, found.average_yuan) == (2, 2500, 1250)
    assert (found.first_on, found.last_on) == (trade.later(-40), trade.later(-4))


def test_an_order_that_is_submitted_is_not_edited(trade):
    row = trade.confirmed()
    wanted = actions.Wanted(trade.filter, Decimal(1))
    assert refused(actions.add_line, row, wanted, by=trade.chen).code == "moved"
    assert refused(actions.save_order, row, "change", by=trade.chen).code == "moved"
    assert Order.objects.get(pk=row.pk).amount_yuan == 1000


def test_what_is_shipped_is_invoiced_whatever_the_credit_says(trade):
    row = trade.confirmed((trade.filter, "10"))
    trade.ship(row)
    account = trade.agree("0")
    type(account).objects.filter(pk=account.pk).update(is_held=True)
    trade.bill(row)
    assert row.state == "completed" and trade.account.receivable_yuan == 1000
    assert credit.release(queries.source_of(row), by=trade.fin) == 0
