"""I-8: the ledger: invoices, receipts, what pays what, and the exposure that follows (T-1.3)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from maizi.credit import actions, queries
from maizi.credit.models import Allocation, Closing, CreditAccount, Entry, Reservation
from maizi.credit.terms import CreditOutcome, PayWay
from maizi.history.models import HistoryEntry
from maizi.kernel.errors import Refused
from tests.credit.conftest import invoice, order

pytestmark = pytest.mark.django_db


def refused(act, *given, **named) -> Refused:
    with pytest.raises(Refused) as caught:
        act(*given, **named)
    return caught.value


def open_of(entry: Entry) -> Decimal:
    return sum(queries.open_items(entry.account.customer).filter(pk=entry.pk).values_list(
        "open_yuan", flat=True), Decimal(0))  # fmt: skip


def test_the_vector_through_the_tables(ledger):
    """T-D5"""
    ledger.agree("500000")
    ledger.bill("320000")
    assert ledger.reserve("120000").outcome == CreditOutcome.PASS
    ledger.pay("20000", allocate_to={})
    assert ledger.sums() == {
        "receivable": "320000.00", "unapplied": "20000.00", "deposit": "0.00",
        "reserved": "120000.00", "exposure": "420000.00", "available": "80000.00",
    }  # fmt: skip
    dry = queries.check(ledger.customer, queries.Wanted(Decimal("80000.01"), 30))
    assert dry.outcome == CreditOutcome.APPROVAL
    refused_one = order("SO-2")
    assert ledger.reserve("80000.01", source=refused_one).outcome == CreditOutcome.APPROVAL
    assert Reservation.objects.filter(source_id=refused_one.id).count() == 0
    assert ledger.reserve("80000", source=refused_one).outcome == CreditOutcome.PASS
    assert ledger.sums()["available"] == "0.00"
    exposure = queries.exposure_of([ledger.customer.pk])[ledger.customer.pk]
    assert exposure.exposure_yuan == Decimal(500_000) and exposure.available_yuan == 0


def test_an_order_is_held_once_and_its_new_amount_takes_the_place_of_the_old(ledger):
    ledger.agree("1000")
    one = order()
    ledger.reserve("800", source=one)
    assert ledger.reserve("1000", source=one).outcome == CreditOutcome.PASS
    assert ledger.reserve("1000.01", source=one).outcome == CreditOutcome.APPROVAL
    assert ledger.sums()["reserved"] == "1000.00"
    passed = ledger.reserve("1500", source=one, approved=True)
    assert passed.outcome == CreditOutcome.APPROVAL and ledger.sums()["available"] == "-500.00"
    assert Reservation.objects.get().is_approved
    assert actions.release(one, amount_yuan=Decimal(200), by=ledger.chen) == 200
    assert ledger.sums()["reserved"] == "1300.00"
    assert actions.release(one, by=ledger.chen) == 1300 and not Reservation.objects.exists()
    assert actions.release(one, by=ledger.chen) == 0


def test_approval_does_not_lift_a_hold(ledger):
    ledger.agree("1000", is_held=True, hold_reason="官司")
    assert ledger.reserve("1", approved=True).outcome == CreditOutcome.REJECT
    assert not Reservation.objects.exists()
    assert ledger.reserve("0").outcome == CreditOutcome.PASS


def test_an_invoice_takes_over_from_the_order_and_is_never_refused(ledger):
    ledger.agree("1000")
    one = order()
    ledger.reserve("1000", source=one)
    ledger.bill("400", released=one)
    assert ledger.sums() | {"exposure": "1000.00"} == ledger.sums()
    assert ledger.sums()["reserved"] == "600.00"
    ledger.agree("0", is_held=True)
    ledger.bill("900", released=one)
    assert ledger.sums()["reserved"] == "0.00" and ledger.sums()["receivable"] == "1300.00"


def test_a_document_is_posted_once(ledger):
    paper = invoice()
    first = ledger.bill("100", source=paper)
    assert ledger.bill("100", source=paper).pk == first.pk
    assert "100.00" in str(refused(ledger.bill, "200", source=paper))
    assert Entry.objects.count() == 1


def test_due_days_follow_the_terms_of_the_customer(ledger):
    ledger.agree("1000", terms=45)
    entry = actions.post_invoice(ledger.customer, source=invoice(), amount_yuan=Decimal(1),
                                 on=ledger.today, by=ledger.fin)  # fmt: skip
    assert entry.due_on == ledger.today + timedelta(days=45)


def test_a_receipt_pays_what_was_longest_due_first(ledger):
    """I-8"""
    late, later = ledger.bill("100", on=-60, due=-30), ledger.bill("200", on=-90, due=-10)
    paid = ledger.pay("250")
    assert (open_of(late), open_of(later), open_of(paid)) == (0, 50, 0)
    assert paid.number.startswith("SK")
    rest = ledger.pay("80")
    assert open_of(rest) == 30 and ledger.sums()["unapplied"] == "30.00"
    new = ledger.bill("100")
    assert open_of(new) == 70, "prepayments pay for the next invoice"


def test_a_receipt_pays_what_somebody_names(ledger):
    old, new = ledger.bill("100", due=-5), ledger.bill("100")
    paid = ledger.pay("120", allocate_to={new.pk: Decimal(70)})
    assert (open_of(old), open_of(new), open_of(paid)) == (100, 30, 50)
    told = refused(ledger.pay, "10", allocate_to={old.pk: Decimal("10.01")})
    assert told.code == "beyond" and "0.01" in str(told)
    assert "30.00" in str(refused(ledger.pay, "100", allocate_to={new.pk: Decimal(31)}))
    assert refused(ledger.pay, "100", allocate_to={paid.pk: Decimal(1)})
    assert refused(ledger.pay, "100", allocate_to={old.pk: Decimal(-1)})
    assert Entry.objects.count() == 3
    assert refused(actions.allocate, paid, to={old.pk: Decimal(51)}, on=ledger.today,
                   by=ledger.fin).code == "beyond"  # fmt: skip
    assert actions.allocate(paid, on=ledger.today, by=ledger.fin) == 50
    assert refused(actions.allocate, paid, on=ledger.today, by=ledger.fin)


def test_an_allocation_is_undone_by_posting_it_back(ledger):
    bill = ledger.bill("100")
    paid = ledger.pay("100")
    pair = Allocation.objects.get()
    actions.undo_allocation(pair, on=ledger.today, by=ledger.fin)
    assert (open_of(bill), open_of(paid)) == (100, 100)
    assert [str(a) for a in Allocation.objects.values_list("amount_yuan", flat=True)] == [
        "-100.00", "100.00"]  # fmt: skip
    assert refused(actions.undo_allocation, pair, on=ledger.today, by=ledger.fin)
    back = Allocation.objects.exclude(undoes=None).get()
    assert refused(actions.undo_allocation, back, on=ledger.today, by=ledger.fin)


def test_a_red_invoice_corrects_its_invoice_and_leaves_the_rest_as_prepayment(ledger):
    bill = ledger.bill("100")
    ledger.pay("70")
    red = actions.post_red_invoice(
        ledger.customer, source=invoice("FP-R"), amount_yuan=Decimal(50), on=ledger.today,
        original=bill, by=ledger.fin,
    )  # fmt: skip
    assert (open_of(bill), open_of(red)) == (0, 20)
    back = actions.post_refund(
        ledger.customer, amount_yuan=Decimal(20), on=ledger.today, way=PayWay.TRANSFER,
        against=red, by=ledger.fin,
    )  # fmt: skip
    assert open_of(red) == open_of(back) == 0 and ledger.sums()["exposure"] == "0.00"
    assert "0.00" in str(refused(
        actions.post_refund, ledger.customer, amount_yuan=Decimal(1), on=ledger.today,
        way=PayWay.CASH, by=ledger.fin,
    ))  # fmt: skip


def test_a_deposit_is_kept_for_its_order(ledger):
    ledger.agree("1000")
    one = order("SO-9")
    paid = ledger.pay("400", deposit_for=one)
    assert queries.deposit_of(one) == 400
    assert ledger.sums()["available"] == "1000.00", "it buys credit for no other order"
    assert ledger.reserve("600", source=one).outcome == CreditOutcome.PASS
    first = ledger.bill("500", released=one)
    assert (open_of(first), open_of(paid)) == (100, 0)
    assert ledger.sums()["exposure"] == "600.00", "100 unpaid, 500 still to be invoiced"
    two = order("SO-10")
    kept = ledger.pay("50", deposit_for=two)
    ledger.bill("10")
    assert open_of(kept) == 50
    actions.release(two, by=ledger.chen)
    assert ledger.sums()["deposit"] == "0.00" and queries.deposit_of(two) == 0


def test_nothing_is_posted_ahead_or_into_a_closed_period(ledger):
    assert refused(ledger.bill, "1", on=1).field == "on"
    assert "年份" in str(refused(ledger.bill, "1", on=-400_000))
    Closing.objects.create(through_on=ledger.day(-10), by=ledger.fin, at="2026-01-01T00:00Z")
    assert refused(ledger.bill, "1", on=-10).code == "closed"
    ledger.bill("1", on=-9)


@pytest.mark.parametrize("amount", ["0", "-1", "0.004"])
def test_amounts_are_more_than_nothing(ledger, amount):
    assert refused(ledger.bill, amount)
    assert refused(ledger.pay, amount)


def test_entries_are_written_once(ledger):
    entry = ledger.bill("1")
    entry.note = "改"
    for act in (entry.save, entry.delete):
        with pytest.raises(TypeError):
            act()
    ledger.pay("1")
    for model in (Entry, Allocation):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            model.objects.update(amount_yuan=5)


def test_every_posting_stands_in_the_history_of_the_account(ledger):
    ledger.agree("1000")
    ledger.bill("100")
    ledger.pay("30")
    kept = HistoryEntry.objects.filter(kind="credit.creditaccount", object_id=ledger.account.pk)
    assert list(kept.order_by("pk").values_list("verb", flat=True)) == ["开票记账", "登记收款"]
    assert "available_yuan" in kept.last().changes


def test_another_customers_money_pays_for_nothing_here(ledger):
    bill = ledger.bill("100")
    other = ledger.house.customer("别家")
    assert refused(ledger.pay, "100", customer=other, allocate_to={bill.pk: Decimal(1)})
    assert not CreditAccount.objects.filter(customer=other).exists()


def test_a_sum_that_was_touched_is_found(ledger):
    """The control of the check-up."""
    ledger.agree("1000")
    ledger.bill("100")
    right = CreditAccount.objects.values("receivable_yuan", "available_yuan").get()
    for name, value in right.items():
        CreditAccount.objects.update(**{name: value + 1})
        assert queries.unbalanced() == [ledger.account]
        CreditAccount.objects.update(**{name: value})
    assert queries.unbalanced() == []
