"""What is owed: payments, allocation, invoices, reversal, closed months, statements."""

from datetime import timedelta
from decimal import Decimal

import pytest

from maizi.fields.actions import change_parameter
from maizi.kernel.errors import Refused
from maizi.purchasing import actions, queries
from maizi.purchasing.actions import BillDraft, Leave, NeedsConfirmation
from maizi.purchasing.actions.ledger import Money
from maizi.purchasing.models import Allocation, SupplierEntry
from maizi.purchasing.terms import BillSort, EntryKind

pytestmark = pytest.mark.django_db


def owe(yard, pieces: str, *, on=None, price="10"):
    row = yard.order((yard.filter, pieces, price))
    return actions.receive(row, yard.arrival(row, pieces, on=on), by=yard.keeper)


def pay(yard, amount: str, **values):
    money = Money(Decimal(amount), values.pop("on", yard.today), **values)
    return actions.pay(yard.maker, money, by=yard.payer)


def opens(yard) -> list[Decimal]:
    rows = SupplierEntry.objects.filter(supplier=yard.maker).order_by("due_on", "on", "id")
    return [row.open_yuan for row in rows]


def holds(yard) -> None:
    """Balance, entries and open amounts agree."""
    yard.maker.refresh_from_db()
    rows = SupplierEntry.objects.filter(supplier=yard.maker)
    assert sum(r.amount_yuan for r in rows) == yard.maker.payable_yuan
    assert sum(r.open_yuan for r in rows) == yard.maker.payable_yuan


def test_i8_a_payment_settles_the_oldest_and_the_rest_is_a_prepayment(yard):
    owe(yard, "10", on=yard.days(-20))
    owe(yard, "5")
    pay(yard, "120")
    first, second = SupplierEntry.objects.filter(kind=EntryKind.RECEIPT).order_by("due_on")
    assert (first.open_yuan, second.open_yuan) == (Decimal(0), Decimal("30.00"))
    paid = pay(yard, "50")
    assert paid.open_yuan == Decimal("-20.00")
    holds(yard)
    owe(yard, "3")
    assert actions.allocate(yard.maker, by=yard.payer) == Decimal("20.00")
    holds(yard)


def test_a_split_is_kept_and_never_goes_beyond_either_side(yard):
    owe(yard, "10")
    entry = SupplierEntry.objects.get()
    with pytest.raises(Refused, match="超过了这笔款"):
        pay(yard, "50", split={entry.pk: Decimal(60)})
    with pytest.raises(Refused, match="未结 100.00"):
        pay(yard, "500", split={entry.pk: Decimal(150)})
    paid = pay(yard, "80", split={entry.pk: Decimal(30)})
    assert paid.open_yuan == Decimal("-50.00") and Allocation.objects.get().amount_yuan == 30
    with pytest.raises(Refused, match="大于 0"):
        pay(yard, "0")
    with pytest.raises(Refused, match="晚于今天"):
        pay(yard, "1", on=yard.days(1))


def test_an_allocation_is_released_and_a_payment_reversed(yard):
    owe(yard, "10")
    paid = pay(yard, "60")
    actions.release(Allocation.objects.get(), by=yard.payer)
    assert sorted(opens(yard)) == [Decimal("-60.00"), Decimal("100.00")]
    actions.allocate(yard.maker, by=yard.payer)
    with pytest.raises(Refused, match="原因"):
        actions.reverse(paid, by=yard.payer, reason="")
    back = actions.reverse(paid, by=yard.payer, reason="银行退汇")
    assert back.amount_yuan == Decimal("60.00") and back.open_yuan == 0
    holds(yard)
    yard.maker.refresh_from_db()
    assert yard.maker.payable_yuan == Decimal("100.00")
    with pytest.raises(Refused, match="冲销过"):
        actions.reverse(paid, by=yard.payer, reason="再来")
    with pytest.raises(Refused, match="来自单据"):
        receipt = SupplierEntry.objects.get(kind=EntryKind.RECEIPT)
        actions.reverse(receipt, by=yard.payer, reason="不要")


def test_money_back_only_as_far_as_it_lies_there(yard):
    pay(yard, "100")
    with pytest.raises(Refused, match="只有 100.00"):
        actions.refund(yard.maker, Money(Decimal(150), yard.today), by=yard.payer)
    actions.refund(yard.maker, Money(Decimal(40), yard.today), by=yard.payer)
    holds(yard)
    assert sum(opens(yard)) == Decimal("-60.00")


def test_sent_twice_a_payment_is_posted_once(yard):
    one, two = (pay(yard, "10", once="w") for _ in range(2))
    assert one == two


def test_an_invoice_brings_only_the_difference(yard):
    receipt = owe(yard, "10")
    draft = BillDraft(
        BillSort.E_SPECIAL, "2532 0001", yard.today, Decimal("102.00"), Decimal("11.73"),
        receipts={receipt.pk: Decimal("100.00")},
    )  # fmt: skip
    with pytest.raises(NeedsConfirmation, match="多 2.00"):
        actions.post_bill(yard.maker, draft, by=yard.payer)
    bill = actions.post_bill(yard.maker, draft, by=yard.payer, leave=Leave(is_confirmed=True))
    assert bill.number == "25320001"
    assert SupplierEntry.objects.get(kind=EntryKind.DIFFERENCE).amount_yuan == Decimal("2.00")
    holds(yard)
    with pytest.raises(Refused, match="登记过"):
        actions.post_bill(yard.maker, draft, by=yard.payer)
    other = BillDraft(
        BillSort.E_SPECIAL, "9", yard.today, Decimal(1), receipts={receipt.pk: Decimal(1)}
    )
    with pytest.raises(Refused, match="还有 0.00 元没有到票"):
        actions.post_bill(yard.maker, other, by=yard.payer)


def test_where_invoices_make_the_payable_receipts_do_not(yard):
    change_parameter("purchase.payable_basis", given=["invoice"], by=yard.boss, reason="按票")
    receipt = owe(yard, "10")
    assert not SupplierEntry.objects.exists()
    draft = BillDraft(
        BillSort.E_SPECIAL, "1", yard.today, Decimal("60"), receipts={receipt.pk: Decimal("60.00")}
    )
    actions.post_bill(yard.maker, draft, by=yard.payer)
    change_parameter("purchase.payable_basis", given=["receipt"], by=yard.boss, reason="改回")
    rest = BillDraft(
        BillSort.E_SPECIAL, "2", yard.today, Decimal("40"), receipts={receipt.pk: Decimal("40.00")}
    )
    actions.post_bill(yard.maker, rest, by=yard.payer)
    kinds = SupplierEntry.objects.values_list("kind", "amount_yuan").order_by("id")
    assert list(kinds) == [("invoice", Decimal("60.00")), ("invoice", Decimal("40.00"))]
    holds(yard)


def test_an_invoice_without_goods_is_owed_whole_and_a_red_one_takes_off(yard):
    freight = BillDraft(BillSort.E_GENERAL, "F1", yard.today, Decimal("88.80"))
    actions.post_bill(yard.maker, freight, by=yard.payer)
    red = BillDraft(BillSort.E_GENERAL, "F2", yard.today, Decimal("-88.80"))
    actions.post_bill(yard.maker, red, by=yard.payer)
    yard.maker.refresh_from_db()
    assert yard.maker.payable_yuan == 0
    with pytest.raises(Refused, match="不能是 0"):
        zero = BillDraft(BillSort.E_GENERAL, "F3", yard.today, Decimal(0))
        actions.post_bill(yard.maker, zero, by=yard.payer)


def test_nothing_is_posted_into_a_closed_month_until_it_is_opened(yard):
    last = yard.today.replace(day=1) - timedelta(1)
    owe(yard, "10", on=last)
    actions.close_month(last, by=yard.payer)
    with pytest.raises(Refused, match="已经结账"):
        pay(yard, "10", on=last)
    with pytest.raises(Refused, match="已经结账"):
        actions.post_bill(
            yard.maker, BillDraft(BillSort.NONE, "X", last, Decimal(5)), by=yard.payer
        )
    with pytest.raises(Refused, match="原因"):
        actions.reopen_month(by=yard.payer, reason="")
    actions.reopen_month(by=yard.payer, reason="漏记一笔")
    pay(yard, "10", on=last)


def test_opening_balances_and_the_statement(yard):
    actions.post_opening(yard.maker, amount_yuan=Decimal("500"), on=yard.days(-60), by=yard.payer)
    with pytest.raises(Refused, match="已有期初"):
        actions.post_opening(yard.maker, amount_yuan=Decimal("1"), on=yard.today, by=yard.payer)
    owe(yard, "10")
    pay(yard, "550")
    found = queries.statement(yard.maker, yard.days(-30), yard.today)
    assert found.opening_yuan == Decimal("500.00") and found.closing_yuan == Decimal("50.00")
    assert (found.more_yuan, found.less_yuan) == (Decimal("100.00"), Decimal("550.00"))
    (aged,) = queries.ageing_of(yard.payer, yard.today)
    assert aged.owed_yuan == Decimal("50.00") and aged.overdue_yuan == 0


def test_i8_ages_by_days_past_due_and_payments_on_account_beside_them(yard):
    ages = {"not_due": (-5, 0), "d30": (1, 30), "d60": (31,), "d90": (61,), "d180": (91, 180),
            "more": (181,)}  # fmt: skip
    SupplierEntry.objects.bulk_create(
        SupplierEntry(
            supplier=yard.other, kind="opening", no=f"K{late}", on=yard.days(-late),
            due_on=yard.days(-late), amount_yuan=Decimal("10.10"), open_yuan=Decimal("10.10"),
            posted_by=yard.boss,
        )
        for days in ages.values() for late in days
    )  # fmt: skip
    actions.pay(yard.maker, Money(Decimal("70.30"), yard.today), by=yard.payer)
    first, second = queries.ageing_of(yard.payer, yard.today)
    assert (first.supplier, second.supplier) == (yard.other, yard.maker)
    assert first.buckets == {code: Decimal("10.10") * len(days) for code, days in ages.items()}
    assert first.overdue_yuan == Decimal("70.70") and first.on_account_yuan == 0
    assert second.owed_yuan == 0 and second.on_account_yuan == Decimal("70.30")
    (only,) = queries.ageing_of(yard.payer, yard.today, yard.maker)
    assert only == second
