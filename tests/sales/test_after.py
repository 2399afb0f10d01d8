"""I-7, I-9, I-10: deliveries, invoices, returns and exchanges."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from maizi.credit.queries import entry_of
from maizi.credit.terms import EntryKind, PayWay
from maizi.kernel.events import recording
from maizi.sales import access, actions, queries
from maizi.sales.actions.billing import source_of_invoice
from maizi.sales.events import DeliverySigned, InvoiceIssued
from maizi.sales.models import Delivery, Invoice, Return
from maizi.stock.models import StockHolding
from maizi.stock.terms import StockStatus
from tests.catalog.test_products import refused
from tests.sales.conftest import Trade

pytestmark = pytest.mark.django_db


def test_a_delivery_goes_from_the_shelf_to_a_signature(trade):
    row = trade.confirmed((trade.filter, "10"), (trade.service, "1"))
    made = actions.start_delivery(row, by=trade.keeper)
    assert made.state == "picking" and made.lines.count() == 2
    actions.pack_delivery(made, by=trade.keeper)
    actions.ship_delivery(made, by=trade.keeper, carrier="德邦", tracking_no="DP36")
    assert trade.on_shelf() == (90, 0)
    actions.note_arrival(made, by=trade.keeper)
    assert refused(actions.note_signature, made, by=trade.keeper, signed_by=" ").field
    with recording() as heard:
        actions.note_signature(made, by=trade.keeper, signed_by="王芳")
    assert DeliverySigned(made.pk) in heard
    row.refresh_from_db()
    assert row.state == "delivered"
    kinds = [m.kind for m in queries.milestones_of(row, is_public=True)]
    assert kinds == [
        "signed", "arrived", "shipped", "packed", "picking", "confirmed", "submitted",
    ]  # fmt: skip


def test_a_part_goes_now_and_the_rest_later(trade):
    row = trade.confirmed((trade.filter, "10"))
    trade.ship(row, "4")
    assert row.state == "partly" and trade.on_shelf() == (96, 6)
    trade.ship(row)
    assert row.state == "delivered" and trade.on_shelf() == (90, 0)


def test_nobody_picks_what_another_is_picking(trade):
    row = trade.confirmed((trade.filter, "10"))
    first = actions.start_delivery(row, by=trade.keeper, pieces={row.lines.get().pk: Decimal(7)})
    told = refused(actions.start_delivery, row, by=trade.keeper,
                   pieces={row.lines.get().pk: Decimal(4)})  # fmt: skip
    assert told.code == "too_much" and "正在配货 7，最多还能发 3" in str(told)
    actions.start_delivery(row, by=trade.keeper)
    assert "没有还要发的货" in str(refused(actions.start_delivery, row, by=trade.keeper))
    actions.drop_delivery(first, by=trade.keeper, reason="改日")
    assert actions.start_delivery(row, by=trade.keeper).lines.get().quantity == 7


def test_what_is_shipped_twice_is_shipped_once(trade):
    row = trade.confirmed((trade.filter, "10"))
    made = actions.start_delivery(row, by=trade.keeper)
    actions.ship_delivery(made, by=trade.keeper)
    assert refused(actions.ship_delivery, made, by=trade.keeper).code == "moved"
    assert trade.on_shelf() == (90, 0)


def test_freight_is_charged_only_where_it_is_said(trade):
    made = actions.start_delivery(trade.confirmed(), by=trade.keeper)
    made.freight_yuan = Decimal(80)
    assert refused(actions.save_delivery, made, "change", by=trade.keeper).field == "is_charged"
    made.is_charged = True
    actions.save_delivery(made, "change", by=trade.keeper)
    assert Delivery.objects.get().freight_yuan == 80


def test_an_invoice_makes_a_receivable_and_frees_the_order(trade):
    row = trade.confirmed((trade.filter, "10"), terms_days=30)
    trade.ship(row)
    assert trade.account.reserved_yuan == 1000
    with recording() as heard:
        made = trade.bill(row)
    assert InvoiceIssued(made.pk) in heard
    assert (made.amount_yuan, made.tax_yuan, made.due_on) == (
        1000, Decimal("115.04"), trade.later(30),
    )  # fmt: skip
    account = trade.account
    assert (account.receivable_yuan, account.reserved_yuan) == (1000, 0)
    assert (row.state, row.invoicing) == ("completed", "fully")
    assert entry_of(EntryKind.INVOICE, source_of_invoice(made)).number == made.number


def test_invoices_in_parts_add_up_to_the_cent(trade):
    row = trade.confirmed((trade.filter, "3", "33.333333"))
    assert row.amount_yuan == Decimal("100.00")
    trade.decide(row, trade.lin) if row.state == "waiting" else None
    trade.ship(row)
    bills = [trade.bill(row, "1") for _ in range(3)]
    amounts = [bill.amount_yuan for bill in bills]
    assert amounts == [Decimal("33.33"), Decimal("33.34"), Decimal("33.33")]
    assert sum(bill.tax_yuan for bill in bills) == row.tax_yuan
    assert trade.account.exposure_yuan == 100


def test_exposure_stays_while_it_turns_from_order_into_receivable(trade):
    row = trade.confirmed((trade.filter, "10"))
    trade.ship(row, "6")
    for _ in range(2):
        assert trade.account.exposure_yuan == 1000
        trade.bill(row, "3")
    assert trade.account.exposure_yuan == 1000
    assert (trade.account.receivable_yuan, trade.account.reserved_yuan) == (600, 400)


def test_nothing_is_invoiced_twice_or_before_it_left(trade):
    row = trade.confirmed((trade.filter, "10"))
    assert "没有可以开票的" in str(refused(actions.draft_invoice, row, by=trade.chen))
    trade.ship(row, "4")
    one = actions.draft_invoice(row, by=trade.chen)
    two = actions.draft_invoice(row, by=trade.chen)
    for made in (one, two):
        made.tax_no = "91320100MA1WXYZ12X"
        actions.save_invoice(made, "change", by=trade.fin)
    actions.issue_invoice(one, trade.issued(), by=trade.fin)
    told = refused(actions.issue_invoice, two, trade.issued(), by=trade.fin)
    assert told.code == "too_much" and "最多还能开 0" in str(told)
    actions.drop_invoice(two, by=trade.fin, reason="重复")


def test_a_number_is_registered_once_and_has_its_form(trade):
    row = trade.confirmed((trade.filter, "10"))
    trade.ship(row)
    first = trade.bill(row, "5")
    made = actions.draft_invoice(row, by=trade.chen)
    wrong = access.Issued("123", trade.today)
    assert refused(actions.issue_invoice, made, wrong, by=trade.fin).field == "number"
    again = access.Issued(first.number, trade.today)
    assert "已经登记过" in str(refused(actions.issue_invoice, made, again, by=trade.fin))
    late = access.Issued(trade.issued().number, trade.later(1))
    assert refused(actions.issue_invoice, made, late, by=trade.fin).field == "on"
    assert Invoice.objects.get(pk=made.pk).state == "draft"


def test_a_company_needs_its_tax_number_on_the_invoice(trade):
    row = trade.confirmed()
    trade.ship(row)
    made = actions.draft_invoice(row, by=trade.chen)
    told = refused(actions.issue_invoice, made, trade.issued(), by=trade.fin)
    assert told.field == "tax_no"


def test_a_platform_issues_through_its_own_door(trade):
    row = trade.confirmed()
    trade.ship(row)
    made = actions.draft_invoice(row, by=trade.chen, tax_no="91320100MA1WXYZ12X")
    way = access.Issuer("test", "税务平台", lambda invoice: trade.issued())
    access.declare_issuer(way)
    try:
        assert actions.issue_through(made, "test", by=trade.fin).number
        assert "没有接入" in str(refused(actions.issue_through, made, "none", by=trade.fin))
    finally:
        access.issuing._issuers.clear()


def test_a_red_invoice_takes_back_what_a_wrong_one_said(trade):
    row = trade.confirmed((trade.filter, "10"))
    trade.ship(row)
    made = trade.bill(row)
    red = actions.redden_invoice(made, by=trade.fin, reason="抬头开错")
    assert red.amount_yuan == -1000
    actions.issue_invoice(red, trade.issued(), by=trade.fin)
    made.refresh_from_db()
    row.refresh_from_db()
    assert (made.state, row.state, row.invoicing) == ("reddened", "delivered", "none")
    account = trade.account
    assert (account.receivable_yuan, account.reserved_yuan) == (0, 1000), "it is still owed"
    assert refused(actions.redden_invoice, made, by=trade.fin, reason="再来")
    assert trade.bill(row).amount_yuan == 1000 and trade.account.exposure_yuan == 1000


def delivered_and_billed(trade: Trade, count: str = "10"):
    row = trade.confirmed((trade.filter, count))
    trade.ship(row, sign=True)
    trade.bill(row)
    return row


def asked(trade: Trade, row, count: str, **wish) -> Return:
    wish = {"sort": "return", "reason": "faulty", "told": "漏气", **wish}
    return actions.ask_return(
        row, by=trade.chen, pieces={row.lines.get().pk: Decimal(count)}, **wish
    )


def agreed(trade: Trade, row, count: str, **wish) -> Return:
    made = actions.submit_return(asked(trade, row, count, **wish), by=trade.chen)
    trade.decide(made, trade.lin)
    return made


def defective(trade: Trade) -> Decimal:
    rows = StockHolding.objects.filter(account__product=trade.filter, status=StockStatus.DEFECTIVE)
    return sum((row.quantity for row in rows), Decimal(0))


def test_a_return_comes_in_as_defective_and_is_taken_back_in_red(trade):
    """I-10; N-2: money goes back within seven days."""
    row = delivered_and_billed(trade)
    made = agreed(trade, row, "3")
    assert (made.verdict, made.state, made.amount_yuan) == ("due", "approved", 300)
    made = actions.receive_return(made, by=trade.keeper)
    assert defective(trade) == 3 and trade.on_shelf() == (90, 0)
    assert made.refund_by == trade.later(7)
    assert refused(actions.settle_return, made, by=trade.fin, reds=[]).field == "reds"
    made = actions.settle_return(made, by=trade.fin, reds=[trade.issued()])
    assert (made.state, made.refund_way) == ("settled", "credit")
    red = Invoice.objects.get(red_of__isnull=False)
    assert (red.amount_yuan, red.tax_yuan) == (-300, Decimal("-34.51"))
    account = trade.account
    assert (account.receivable_yuan, account.reserved_yuan) == (700, 0)
    row.refresh_from_db()
    assert (row.state, row.invoicing) == ("completed", "fully")


def test_what_was_paid_goes_back_as_a_refund(trade):
    row = delivered_and_billed(trade)
    trade.pay("1000")
    made = actions.receive_return(agreed(trade, row, "4"), by=trade.keeper)
    made = actions.settle_return(
        made, by=trade.fin, reds=[trade.issued()], refund_by=PayWay.TRANSFER
    )
    assert made.refund_way == "refund"
    account = trade.account
    assert (account.receivable_yuan, account.unapplied_yuan) == (0, 0)


def test_returned_before_it_was_invoiced_it_never_is(trade):
    row = trade.confirmed((trade.filter, "10"))
    trade.ship(row, sign=True)
    made = actions.receive_return(agreed(trade, row, "4"), by=trade.keeper)
    assert queries.reds_for(made) == {}
    actions.settle_return(made, by=trade.fin, reds=[])
    assert trade.account.reserved_yuan == 600
    trade.bill(row)
    assert (row.state, trade.account.exposure_yuan) == ("completed", 600)


def test_more_than_was_delivered_is_refused(trade):
    row = trade.confirmed((trade.filter, "10"))
    trade.ship(row, "5")
    told = refused(asked, trade, row, "6")
    assert told.code == "more_than_delivered" and "最多还能退 5" in str(told)
    asked(trade, row, "3")
    assert "正在退 3" in str(refused(asked, trade, row, "3"))


def test_an_exchange_brings_defective_in_and_good_out(trade):
    row = delivered_and_billed(trade)
    made = agreed(trade, row, "2", sort="exchange")
    made = actions.receive_return(made, by=trade.keeper)
    assert defective(trade) == 2
    assert "是换货" in str(refused(actions.settle_return, made, by=trade.fin, reds=[]))
    made = actions.settle_exchange(made, by=trade.keeper)
    assert made.state == "settled" and trade.on_shelf() == (88, 0)
    line = row.lines.get()
    assert (line.delivered, line.returned, trade.account.receivable_yuan) == (10, 0, 1000)


def test_a_late_return_is_goodwill(trade):
    row = delivered_and_billed(trade)
    at = timezone.now() - timedelta(days=16)
    Delivery.objects.update(signed_at=at)
    made = asked(trade, row, "1")
    assert made.verdict == "goodwill" and "已超过约定的 15 天" in made.because
    assert asked(trade, row, "1", reason="surplus").verdict == "goodwill"


def test_a_return_is_cancelled_only_before_the_goods_are_in(trade):
    row = delivered_and_billed(trade)
    made = actions.submit_return(asked(trade, row, "1"), by=trade.chen)
    actions.cancel_return(made, by=trade.chen, reason="修好了")
    assert queries.case_about(trade.boss, made).state == "withdrawn"
    made = actions.receive_return(agreed(trade, row, "1"), by=trade.keeper)
    assert refused(actions.cancel_return, made, by=trade.chen, reason="不退了").code == "moved"
    actions.settle_return(made, by=trade.fin, reds=[trade.issued()])


def test_a_return_that_is_not_agreed_to_ends(trade):
    row = delivered_and_billed(trade)
    made = actions.submit_return(asked(trade, row, "1"), by=trade.chen)
    trade.decide(made, trade.lin, yes=False)
    assert made.state == "rejected"
    asked(trade, row, "10")
