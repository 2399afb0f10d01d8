"""The screens: what they show to whom, and that nothing typed is lost."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maizi.purchasing import actions
from maizi.purchasing.actions import Going
from maizi.purchasing.actions.ledger import Money
from maizi.purchasing.models import (
    PurchaseOrder,
    PurchaseRequest,
    Receipt,
    SupplierBill,
    SupplierEntry,
    Supply,
)
from maizi.purchasing.terms import ReturnWay
from maizi.stock.actions import set_point

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client, yard):
    role = yard.house.roles["marketing_director"]
    role.field_access |= {"cost": "write", "bank": "write"}
    role.save()
    client.force_login(yard.house.boss)
    return client


def text(answer) -> str:
    return answer.content.decode()


def url(name: str, *args) -> str:
    return reverse(f"purchasing:{name}", args=args)


def lines(*rows, **head) -> dict:
    names = ("product", "quantity", "price", "expected_on", "note")
    columns = {n: [row[i] if i < len(row) else "" for row in rows] for i, n in enumerate(names)}
    return columns | {"request_line": [""] * len(rows)} | head


def test_an_order_by_keyboard_and_from_the_clipboard(boss, yard):
    body = lines(("AF-75", "10"), ("KS-8000", "2", "171.5"), supplier=yard.maker.pk)
    body["pasted"] = "商品\t数量\t单价\nKY-AF75\t1,000\t61.5\t2026-12-05\t加急"
    answer = boss.post(url("purchaseorder_new"), body)
    row = PurchaseOrder.objects.get()
    assert answer.headers["Location"] == row.get_absolute_url()
    found = list(row.lines.values_list("product__model", "quantity", "price_yuan"))
    assert found == [
        ("AF-75", 10, 62),
        ("KS-8000", 2, Decimal("171.5")),
        ("AF-75", 1000, Decimal("61.5")),
    ]
    last = row.lines.last()
    assert str(last.expected_on) == "2026-12-05" and last.note == "加急"


def test_what_cannot_be_read_comes_back_as_it_was_typed(boss, yard):
    yard.product("空气滤芯", model="AF-90")
    body = lines(
        ("不存在", "3"), ("空气滤芯", "5"), ("AF-75", "abc"), ("AF-75", "2", "", "昨天"),
        supplier=yard.maker.pk, note="急",
    )  # fmt: skip
    answer = boss.post(url("purchaseorder_new"), body)
    shown = text(answer)
    assert answer.status_code == 422 and not PurchaseOrder.objects.exists()
    for words in ("没有找到“不存在”", "“空气滤芯”有几种", "“abc”不是数字", "“昨天”看不懂", "急"):
        assert words in shown, words
    answer = boss.post(url("purchaseorder_new"), {"supplier": yard.maker.pk, "note": "留着"})
    assert answer.status_code == 422 and "还没有明细" in text(answer) and "留着" in text(answer)


def test_who_may_not_write_costs_gets_the_agreed_price(client, yard):
    client.force_login(yard.house.boss)
    answer = client.get(url("purchaseorder_new"))
    assert 'name="price"' not in text(answer)
    client.post(url("purchaseorder_new"), lines(("AF-75", "1", "1"), supplier=yard.maker.pk))
    assert PurchaseOrder.objects.get().lines.get().price_yuan == 62


def test_the_lookup_answers_with_the_suppliers_price(boss, yard):
    shown = text(boss.get(url("lookup"), {"q": "KY-AF75", "supplier": yard.maker.pk}))
    assert 'data-price="62' in shown and yard.filter.no in shown
    shown = text(boss.get(url("lookup"), {"q": "kqlx"}))
    assert "空气滤芯" in shown


@pytest.fixture
def everything(yard):
    """One of each document."""
    request = actions.save_request(
        None, actions.RequestDraft("备货", [actions.NewLine(yard.oil, Decimal(2))]), by=yard.chen
    )
    order = yard.order((yard.filter, "10"), (yard.oil, "5"), expected_on=yard.days(-2))
    receipt = actions.receive(order, yard.arrival(order, "6", "2"), by=yard.keeper)
    waiting = actions.register(order, yard.arrival(order, "0", "1"), by=yard.keeper)
    line = receipt.lines.first()
    going = Going({line.pk: Decimal(1)}, ReturnWay.CREDIT, "漏", yard.today)
    back = actions.return_goods(receipt, going, by=yard.keeper)
    actions.pay(yard.maker, Money(Decimal(100), yard.today), by=yard.payer)
    bill = actions.post_bill(
        yard.maker, actions.BillDraft("e_special", "88", yard.today, Decimal(20)), by=yard.payer
    )
    set_point(yard.oil, least=Decimal(50), fill_to=Decimal(60), by=yard.boss)
    return {
        "supplier": yard.maker, "purchaserequest": request, "purchaseorder": order,
        "receipt": receipt, "waiting": waiting, "purchasereturn": back, "supplierbill": bill,
        "supplierentry": SupplierEntry.objects.get(kind="payment"), "draft": yard.draft(
            (yard.oil, "1")),
    }  # fmt: skip


PAGES = [
    ("work", ""), ("supplier_list", ""), ("supplier", "supplier"), ("supplier_edit", "supplier"),
    ("supplier_new", ""), ("supplier_history", "supplier"), ("purchaserequest_list", ""),
    ("purchaserequest", "purchaserequest"), ("purchaserequest_new", ""),
    ("purchaseorder_list", ""), ("purchaseorder", "purchaseorder"), ("purchaseorder", "draft"),
    ("purchaseorder_edit", "draft"), ("order_receive", "purchaseorder"), ("late", ""),
    ("receipt_list", ""), ("receipt", "receipt"), ("receipt", "waiting"),
    ("receipt_return", "receipt"), ("receipt_print", "receipt"), ("purchasereturn_list", ""),
    ("purchasereturn", "purchasereturn"), ("payables", ""), ("statement", "supplier"),
    ("pay", "supplier"), ("bill", "supplier"), ("supplierentry_list", ""),
    ("supplierentry", "supplierentry"), ("supplierbill_list", ""),
    ("supplierbill", "supplierbill"), ("suggestions", ""), ("reports", ""), ("report_lines", ""),
    ("report_prices", ""), ("imports", ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "what"), PAGES)
def test_every_page_opens(boss, everything, name, what):
    answer = boss.get(url(name, *([everything[what].pk] if what else [])))
    assert answer.status_code == 200
    assert "None" not in text(answer).replace("d-none", "")


def test_a_statement_on_paper_and_as_a_sheet(boss, everything, yard):
    for kind in ("paper", "xlsx"):
        answer = boss.get(url("statement", yard.maker.pk), {"format": kind})
        assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("by", ["supplier", "product", "category", "month", "buyer", "nonsense"])
def test_reports_open_and_leave_as_a_sheet(boss, everything, by):
    assert "净采购额" in text(boss.get(url("reports"), {"by": by}))
    answer = boss.post(url("report_export"), {"by": by, "reason": "月报"})
    assert answer.status_code == 200 and "attachment" in answer.headers["Content-Disposition"]
    assert boss.post(url("report_export"), {"by": by}).status_code == 422


def test_a_lists_queries_do_not_grow_with_its_rows(boss, yard):
    def asked() -> int:
        boss.get(url("purchaseorder_list"))
        with CaptureQueriesContext(connection) as seen:
            assert boss.get(url("purchaseorder_list")).status_code == 200
        return len(seen)

    yard.draft((yard.filter, "1"))
    before = asked()
    for _ in range(3):
        yard.draft((yard.filter, "2"), (yard.oil, "1"))
    assert asked() == before


def test_receiving_with_a_reject_through_the_form(boss, yard):
    order = yard.order((yard.filter, "10"))
    line = order.lines.get()
    shown = text(boss.get(url("order_receive", order.pk)))
    assert f"delivered-{line.pk}" in shown
    body = {
        "warehouse": yard.place.pk, "on": str(yard.today), f"delivered-{line.pk}": "10",
        f"accepted-{line.pk}": "9", f"rejected-{line.pk}": "1", f"reason-{line.pk}": "",
    }  # fmt: skip
    answer = boss.post(url("order_receive", order.pk), body)
    assert answer.status_code == 422 and "请选择原因" in text(answer)
    answer = boss.post(url("order_receive", order.pk), body | {f"reason-{line.pk}": "damaged"})
    assert answer.status_code == 302 and Receipt.objects.get().lines.get().accepted == 9


def test_only_a_delivered_number_means_all_of_it_is_good(boss, yard):
    order = yard.order((yard.filter, "10"))
    line = order.lines.get()
    body = {
        "warehouse": yard.place.pk, "on": str(yard.today), f"delivered-{line.pk}": "4",
        f"accepted-{line.pk}": "10",
    }  # fmt: skip
    boss.post(url("order_receive", order.pk), body)
    assert Receipt.objects.get().lines.get().accepted == 4


def test_inspection_of_what_was_registered(boss, yard):
    order = yard.order((yard.filter, "10"))
    receipt = actions.register(order, yard.arrival(order, "10"), by=yard.keeper)
    line = receipt.lines.get()
    body = {f"accepted-{line.pk}": "7", f"rejected-{line.pk}": "2", f"reason-{line.pk}": "other"}
    answer = boss.post(url("receipt_inspect", receipt.pk), body)
    assert answer.status_code == 422 and "正好是这么多" in text(answer)
    answer = boss.post(url("receipt_inspect", receipt.pk), body | {f"accepted-{line.pk}": "8"})
    assert answer.status_code == 302


def test_an_invoice_asks_about_the_difference(boss, yard):
    order = yard.order((yard.filter, "10"))
    receipt = actions.receive(order, yard.arrival(order, "10"), by=yard.keeper)
    body = {
        "sort": "e_special", "number": "77", "billed_on": str(yard.today),
        "amount_yuan": "630", "tax_yuan": "72.48", f"part-{receipt.pk}": "620",
    }  # fmt: skip
    answer = boss.post(url("bill", yard.maker.pk), body)
    assert answer.status_code == 422 and "多 10.00 元" in text(answer)
    boss.post(url("bill", yard.maker.pk), body | {"confirmed": "on"})
    assert SupplierBill.objects.get().lines.get().receipt == receipt


def test_paying_too_much_to_one_entry_is_told(boss, yard):
    order = yard.order((yard.filter, "10"))
    actions.receive(order, yard.arrival(order, "10"), by=yard.keeper)
    entry = SupplierEntry.objects.get()
    body = {"amount_yuan": "700", "on": str(yard.today), "way": "bank",
            f"part-{entry.pk}": "650"}  # fmt: skip
    answer = boss.post(url("pay", yard.maker.pk), body)
    assert answer.status_code == 422 and "未结 620.00" in text(answer)
    assert boss.post(url("pay", yard.maker.pk), body | {f"part-{entry.pk}": ""}).status_code == 302


def test_suggestions_become_orders(boss, yard):
    set_point(yard.oil, least=Decimal(5), fill_to=Decimal(9), by=yard.boss)
    body = {"pk": yard.oil.pk, f"quantity-{yard.oil.pk}": "9", "into": "order"}
    boss.post(url("suggestions_take"), body)
    assert PurchaseOrder.objects.get().lines.get().quantity == 9
    assert boss.post(url("suggestions_take"), body).status_code == 422


def test_the_bank_account_is_masked_for_a_buyer_and_open_for_finance(client, yard):
    yard.maker.bank_account = "6222021234567890123"
    yard.maker.save()
    client.force_login(yard.buyer)
    shown = text(client.get(yard.maker.get_absolute_url()))
    assert "6222021234567890123" not in shown and "0123" in shown
    told = client.post(url("supplier_reveal", yard.maker.pk, "bank_account"))
    assert text(told) == "6222021234567890123"
    client.force_login(yard.payer)
    assert "6222021234567890123" in text(client.get(yard.maker.get_absolute_url()))
    client.force_login(yard.keeper)
    assert "6222021234567890123" not in text(client.get(yard.maker.get_absolute_url()))


def test_salespeople_ask_and_see_only_their_own(client, yard):
    client.force_login(yard.house.chen)
    body = lines(("AF-75", "3"), reason="客户要") | {"submit": "1"}
    assert client.post(url("purchaserequest_new"), body).status_code == 302
    row = PurchaseRequest.objects.get()
    assert row.state == "approved" and client.get(row.get_absolute_url()).status_code == 200
    client.force_login(yard.house.xu)
    assert client.get(row.get_absolute_url()).status_code == 404
    assert client.get(url("purchaseorder_list")).status_code == 403
    assert client.get(yard.maker.get_absolute_url()).status_code == 404


def test_costs_are_hidden_from_who_may_not_see_them(client, yard):
    role = yard.house.roles["warehouse"]
    role.field_access = {"basic": "read"}
    role.save()
    order = yard.order((yard.filter, "7"))
    client.force_login(yard.keeper)
    shown = text(client.get(order.get_absolute_url()))
    assert "434.00" not in shown and "空气滤芯" in shown
    assert "62.00" not in text(client.get(yard.maker.get_absolute_url()))
    assert client.get(url("reports")).status_code == 403


def test_prices_and_contacts_on_the_page_of_a_supplier(boss, yard):
    boss.post(url("supply_set", yard.maker.pk), {"product": yard.oil.pk, "price_yuan": "1,170"})
    assert Supply.objects.get(supplier=yard.maker, product=yard.oil).price_yuan == 1170
    boss.post(url("contact_add", yard.maker.pk), {"name": "周建国", "mobile": "13812345678"})
    shown = text(boss.get(yard.maker.get_absolute_url()))
    assert "周建国" in shown and "13812345678" in shown and "1,170.00" in shown


def test_a_month_is_closed_and_opened_on_the_page(boss, yard):
    last = yard.today.replace(day=1) - timedelta(1)
    assert boss.post(url("month_close"), {"month": f"{last:%Y-%m}"}).status_code == 302
    assert str(last) in text(boss.get(url("payables")))
    assert boss.post(url("month_reopen"), {"reason": "漏记"}).status_code == 302
