"""The screens: what they show to whom, that nothing typed is lost, how many queries they take."""

import io
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from maizi.credit import actions
from maizi.credit.models import Closing, Entry, Statement
from maizi.fields.queries import parameter
from maizi.inbox.models import Notice
from tests.house import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def fin(client, ledger):
    client.force_login(ledger.fin)
    return client


def text(answer) -> str:
    return answer.content.decode()


def at(name: str, *args) -> str:
    return reverse(f"credit:{name}", args=args)


def counted(act) -> int:
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


def test_an_account_shows_what_is_owed_and_what_may_still_be_ordered(fin, ledger):
    ledger.agree("1000")
    ledger.bill("300", on=-60, due=-31)
    ledger.reserve("200", approved=True)
    shown = text(fin.get(at("creditaccount", ledger.account.pk)))
    for words in ("300.00", "200.00", "500.00", "逾期 31–60 天", "FP-1", "SO-1", "登记收款"):
        assert words in shown, words
    fin.force_login(ledger.chen)
    shown = text(fin.get(at("creditaccount", ledger.account.pk)))
    assert "500.00" in shown and "登记收款" not in shown
    fin.force_login(ledger.house.meng)
    assert fin.get(at("creditaccount", ledger.account.pk)).status_code == 404


def test_the_customer_page_names_what_is_left_and_has_the_tab(fin, ledger):
    ledger.agree("1000", is_held=True)
    ledger.bill("300", due=-1, on=-5)
    page = ledger.customer.get_absolute_url()
    fin.force_login(ledger.chen)
    shown = text(fin.get(page))
    for words in ("信用还可用", "700.00", "已冻结", "逾期 1 天", "应收"):
        assert words in shown, words
    tab = text(fin.get(f"{page}tab/credit-ledger/"))
    assert "FP-1" in tab and "账户明细" in tab
    fin.force_login(ledger.house.service)
    assert "信用还可用" not in text(fin.get(page))


def test_a_receipt_is_shared_out_as_typed_and_nothing_typed_is_lost(fin, ledger):
    old, new = ledger.bill("100", on=-60, due=-30), ledger.bill("200")
    address = at("receipt", ledger.account.pk)
    body = {"amount_yuan": "1,150", "on": ledger.today.isoformat(), "way": "cash",
            "sharing": "named", f"share-{new.pk}": "200.01"}  # fmt: skip
    answer = fin.post(address, body)
    shown = text(answer)
    assert answer.status_code == 422 and "只有 200.00 元未收" in shown
    assert "200.01" in shown and "1,150" in shown
    answer = fin.post(address, body | {f"share-{new.pk}": "abc"})
    assert answer.status_code == 422 and "abc" in text(answer)
    assert fin.post(address, body | {f"share-{new.pk}": "200"}).status_code == 302
    assert ledger.sums()["receivable"] == "100.00" and ledger.sums()["unapplied"] == "950.00"
    paid = Entry.objects.get(kind="receipt")
    shown = text(fin.get(at("entry", paid.pk)))
    assert "950.00" in shown and "撤销核销" in shown
    assert fin.post(at("allocate", paid.pk), {f"share-{old.pk}": "40"}).status_code == 302
    assert ledger.sums()["receivable"] == "60.00"
    assert fin.post(at("reverse", paid.pk), {"on": ledger.today.isoformat(), "reason": "退票"}
                    ).status_code == 302  # fmt: skip
    assert ledger.sums()["receivable"] == "300.00" and ledger.sums()["unapplied"] == "0.00"
    answer = fin.post(at("reverse", paid.pk), {"on": ledger.today.isoformat(), "reason": "再来"})
    assert answer.status_code == 422 and "已经冲销过" in text(answer)


def test_limits_are_set_by_those_who_may_and_with_a_reason(fin, ledger):
    ledger.bill("100")
    address = at("agree", ledger.account.pk)
    assert fin.get(address).status_code == 403
    fin.force_login(ledger.wang)
    body = {"limit_yuan": "50", "terms_days": "30", "grace_days": "5"}
    answer = fin.post(address, body)
    assert answer.status_code == 422 and 'value="50"' in text(answer)
    assert fin.post(address, body | {"reason": "年审"}).status_code == 302
    assert ledger.sums()["available"] == "-50.00"
    assert fin.post(at("hold", ledger.account.pk), {"reason": "官司"}).status_code == 302
    assert ledger.account.is_held
    fin.post(at("unhold", ledger.account.pk))
    assert not ledger.account.is_held


def test_ages_lead_to_their_rows_and_leave_as_a_workbook(fin, ledger):
    ledger.bill("300", on=-60, due=-31)
    ledger.pay("50", allocate_to={})
    shown = text(fin.get(at("ageing")))
    assert "华宁科技有限公司" in shown and f"account={ledger.account.pk}&amp;bucket=d60" in shown
    shown = text(fin.get(at("bills"), {"bucket": "d60", "account": ledger.account.pk}))
    assert "FP-1" in shown and "300.00" in shown
    assert "FP-1" not in text(fin.get(at("bills"), {"bucket": "d90"}))
    assert "没有应收" in text(fin.get(at("ageing"), {"on": ledger.day(-61).isoformat()}))
    for on in ("2026-99-99", "0001-01-01", "9999-12-31", "x"):
        for name in ("ageing", "bills", "ageing_sheet"):
            assert fin.get(at(name), {"on": on}).status_code == 200, (name, on)
    assert fin.get(at("creditaccount", ledger.account.pk), {"from": "0001-01-01", "to": "x"}
                   ).status_code == 200  # fmt: skip
    answer = fin.get(at("ageing_sheet"))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    (row,) = [r for r in book.active.iter_rows(values_only=True) if r[0] == "华宁科技有限公司"]
    assert row[2] == 300 and row[5] == 300 and row[-1] == 50
    shown = text(fin.get(at("dunning")))
    assert "31 天" in shown and "300.00" in shown
    fin.force_login(ledger.house.meng)
    assert "华宁科技有限公司" not in text(fin.get(at("ageing")))
    assert "华宁科技有限公司" not in text(fin.get(at("dunning")))


def test_a_customer_confirms_or_disputes_without_signing_in(fin, ledger, client):
    ledger.bill("300", on=-20)
    ledger.pay("100", on=-10)
    body = {"from_on": ledger.day(-15).isoformat(), "to_on": ledger.today.isoformat()}
    assert fin.post(at("make_statement", ledger.account.pk), body).status_code == 302
    row = Statement.objects.get()
    assert (row.opening_yuan, row.credit_yuan, row.closing_yuan) == (300, 100, 200)
    ledger.bill("999")
    shown = strip_tags(text(fin.get(at("statement", row.pk))))  # an address may have 999
    assert "300.00" in shown and "999" not in shown, "what was stated stays"
    sent = text(fin.post(at("statement_send", row.pk)))
    link = sent.partition('value="http://testserver')[2].partition('"')[0]
    client.logout()
    page = client.get(link)
    assert page.headers["Referrer-Policy"] == "same-origin" and "华宁科技有限公司" in text(page)
    answer = client.post(link, {"name": "王会计", "verdict": "dispute"})
    assert answer.status_code == 422 and "王会计" in text(answer)
    body = {"name": "王会计", "verdict": "dispute", "answer": "少算一笔退货"}
    assert client.post(link, body).status_code == 302
    assert "少算一笔退货" in text(client.get(link))
    assert client.post(link, {"name": "又来", "verdict": "agree"}).status_code == 422
    row.refresh_from_db()
    assert row.state == "disputed" and row.answered_by == "王会计"
    told = Notice.objects.filter(event="credit.answered")
    assert set(told.values_list("user", flat=True)) == {ledger.fin.pk, ledger.chen.pk}


def test_a_link_that_is_wrong_old_or_cancelled_is_not_found(fin, ledger, client):
    ledger.bill("300", on=-20)
    made = {"from_on": ledger.day(-30), "to_on": ledger.today, "by": ledger.fin}
    row = actions.make_statement(ledger.account, **made)
    first = actions.send_statement(row, by=ledger.fin)
    second = actions.send_statement(row, by=ledger.fin)
    client.logout()
    assert client.get(at("confirm", first)).status_code == 404
    assert client.get(at("confirm", second)).status_code == 200
    assert client.get(at("confirm", "x" * 43)).status_code == 404
    Statement.objects.update(expires_at="2020-01-01T00:00Z")
    assert client.get(at("confirm", second)).status_code == 404
    third = actions.send_statement(row, by=ledger.fin)
    actions.cancel_statement(row, by=ledger.fin)
    assert client.get(at("confirm", third)).status_code == 404
    most = int(parameter("privacy.link_hourly"))
    answers = [client.get(at("confirm", "y" * 43)).status_code for _ in range(most)]
    assert answers[0] == 404 and answers[-1] == 429, "nobody tries one after the other"
    assert third not in str(Statement.objects.values()), "the address itself is kept nowhere"


def test_a_statement_is_printed_and_leaves_as_a_workbook(fin, ledger):
    from maizi.fields import actions as fields
    from maizi.fields.queries import used_templates

    ledger.bill("300", on=-20)
    row = actions.make_statement(
        ledger.account, from_on=ledger.day(-30), to_on=ledger.today, by=ledger.fin
    )
    assert fin.get(reverse("fields:prints", args=["credit.statement", row.pk])).status_code == 200
    (template,) = used_templates("credit.statement")
    made = fields.print_document(template, row=row, by=fresh(ledger.fin), is_filed=True)
    assert made.file.media_type == "application/pdf"
    answer = fin.get(at("statement_sheet", row.pk))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert any(300 in row for row in book.active.iter_rows(values_only=True))


def test_closing_stops_posting_and_opening_again_needs_a_reason(fin, ledger):
    body = {"through_on": ledger.day(-1).isoformat()}
    assert fin.post(at("closing"), body).status_code == 302
    ledger.bill("100")
    address = at("posting", ledger.account.pk)
    posting = {"kind": "opening", "amount_yuan": "80", "on": ledger.day(-1).isoformat()}
    answer = fin.post(address, posting)
    assert answer.status_code == 422 and "账目已关至" in text(answer)
    earlier = {"through_on": ledger.day(-9).isoformat()}
    assert fin.post(at("closing"), earlier).status_code == 422
    assert fin.post(at("closing"), earlier | {"reason": "补记"}).status_code == 302
    assert fin.post(address, posting).status_code == 302 and Closing.objects.count() == 2


def test_pages_take_the_same_queries_whatever_is_on_them(fin, ledger):
    ledger.agree("1000")
    ledger.bill("100", on=-40, due=-10)
    ledger.pay("10")
    pages = [
        at("creditaccount_list"), at("ageing"), at("dunning"), at("bills"), at("entry_list"),
        at("creditaccount", ledger.account.pk), at("receipt", ledger.account.pk),
        f"{ledger.customer.get_absolute_url()}tab/credit-ledger/", at("statement_list"),
    ]  # fmt: skip
    for page in pages:
        fin.get(page)
    few = [counted(lambda page=page: fin.get(page)) for page in pages]
    for number in range(4):
        other = ledger.house.customer(f"别家{number}")
        ledger.bill("70", on=-40, due=-20, customer=other)
        ledger.pay("20", customer=other)
        ledger.bill("90", on=-40, due=-5)
        ledger.pay("5")
    assert [counted(lambda page=page: fin.get(page)) for page in pages] == few


def test_opening_an_account_by_hand(fin, ledger):
    assert "还没有应收账户" in text(
        fin.get(f"{ledger.customer.get_absolute_url()}tab/credit-ledger/")
    )
    assert fin.get(at("receive"), {"customer": ledger.customer.pk}).status_code == 200
    assert fin.post(at("open_account", ledger.customer.pk)).status_code == 302
    assert ledger.account.limit_yuan == Decimal(0)
    answer = fin.get(at("receive"), {"customer": ledger.customer.pk})
    assert answer.headers["Location"] == at("receipt", ledger.account.pk)
