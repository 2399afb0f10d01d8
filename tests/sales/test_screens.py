"""The pages of selling as people walk through them: typed, scanned, refused, printed."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maizi.privacy.actions import Given, record_consent, seed_purposes
from maizi.privacy.models import Purpose
from maizi.privacy.terms import Answer, Obtained
from maizi.sales import actions, queries
from maizi.sales.models import Delivery, Invoice, Order, Quote, Return
from tests.sales.test_after import agreed, delivered_and_billed

pytestmark = pytest.mark.django_db
PARTIAL = {"HX-Request": "true"}


@pytest.fixture
def desk(trade):
    """Everybody signed in."""
    found = {}
    for person in (trade.chen, trade.boss, trade.keeper, trade.fin, trade.lin):
        found[person.username] = Client()
        found[person.username].force_login(person)
    return found


def go(client: Client, name: str, *args, **given):
    answer = client.post(reverse(f"sales:{name}", args=args), given)
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    return answer


def test_a_line_is_typed_by_number_and_changed_in_place(trade, desk):
    row, chen = trade.quote(), desk["chen"]
    address = reverse("sales:quote_line_add", args=[row.pk])
    told = {"code": trade.filter.no, "quantity": "12", "price": ""}
    answer = chen.post(address, told, headers=PARTIAL)
    assert answer.status_code == 200 and b'id="grid"' in answer.content
    assert "1,200.00" in answer.content.decode()
    line = row.lines.get()
    answer = chen.post(
        reverse("sales:quote_line", args=[line.pk]), {"quantity": "1,000", "price": "95"},
        headers=PARTIAL,
    )  # fmt: skip
    assert "95,000.00" in answer.content.decode()
    go(chen, "quote_line_remove", line.pk)
    assert not row.lines.exists()


def test_a_scanned_case_counts_its_pieces(trade, desk):
    from maizi.catalog.actions import add_barcode, add_unit

    unit = add_unit(trade.filter, name="箱", pieces=Decimal(1), worth=Decimal(12), by=trade.boss)
    add_barcode(trade.filter, "6901234567892", unit=unit, by=trade.boss)
    row = trade.order()
    go(desk["chen"], "order_line_add", row.pk, code="6901234567892", quantity="2")
    assert row.lines.get().quantity == 24


def test_a_refused_line_says_why_and_stays_typed(trade, desk):
    row = trade.quote()
    address = reverse("sales:quote_line_add", args=[row.pk])
    answer = desk["chen"].post(address, {"code": "不存在", "quantity": "1"}, headers=PARTIAL)
    assert answer.headers["HX-Retarget"] == "#toasts" and "没有找到" in answer.content.decode()
    answer = desk["chen"].post(address, {"code": trade.filter.no, "price": "0"}, headers=PARTIAL)
    assert "确认赠送" in answer.content.decode()


def test_the_row_says_what_the_lists_say(trade, desk):
    row = trade.quote()
    address = reverse("sales:quote_price", args=[row.pk])
    text = desk["chen"].get(address, {"product": trade.filter.pk, "quantity": "3"}).content.decode()
    assert "100.00" in text and "标价" in text
    found = desk["chen"].get(reverse("sales:products"), {"q": "kqlx"}).content.decode()
    assert "AF-75" in found


def test_pasted_lines_that_cannot_be_read_come_back(trade, desk):
    row = trade.quote()
    answer = desk["chen"].post(
        reverse("sales:quote_paste", args=[row.pk]), {"text": "AF-75\t2\n没有的\t1\n"}
    )
    text = answer.content.decode()
    assert answer.status_code == 422 and "加入了 1 行" in text and "没有的\t1" in text
    assert "AF-75\t2" not in text
    answer = desk["chen"].post(reverse("sales:quote_paste", args=[row.pk]), {"text": "AF-75\t2"})
    assert answer.status_code == 302


def test_a_bundle_with_choices_opens_its_choices(trade, desk):
    from maizi.catalog.actions import add_group, add_part

    bundle = trade.product("工作站", sort="bundle", bundle_sort="menu")
    group = add_group(bundle, name="主机", least=1, most=1, by=trade.boss)
    parts = [add_part(bundle, part=p, group=group, by=trade.boss)
             for p in (trade.machine, trade.filter)]  # fmt: skip
    row = trade.quote()
    answer = go(desk["chen"], "quote_line_add", row.pk, product=bundle.pk, quantity="1")
    shown = desk["chen"].get(answer.url)
    assert "主机" in shown.content.decode()
    told = {"product": bundle.pk, "quantity": "2", "price": "1000", "chosen": parts[0].pk}
    go(desk["chen"], "quote_bundle", row.pk, **told)
    assert row.lines.get().amount_yuan == 2000


def test_a_story_from_the_quote_to_the_refund(trade, desk):
    """quote → approval → order stopped by credit → approved → two deliveries → invoice →
    part payment → return."""
    chen, boss, keeper, fin = (desk[name] for name in ("chen", "boss", "keeper", "fin"))
    answer = chen.post(
        reverse("sales:quote_new"),
        {"customer": trade.customer.pk, "valid_until": trade.later(9), "terms_days": "30"},
    )
    quote = Quote.objects.get()
    assert answer.url == quote.get_absolute_url()
    go(chen, "quote_line_add", quote.pk, product=trade.filter.pk, quantity="50", price="80")
    go(chen, "quote_act", quote.pk, "submit")
    trade.decide(quote, trade.lin)
    go(chen, "quote_act", quote.pk, "send")
    stranger = Client()
    stranger.post(queries.quote_address(Quote.objects.get()), {"answer": "yes"})
    trade.agree("3900")
    go(chen, "quote_convert", quote.pk)
    order = Order.objects.get()
    text = chen.get(order.get_absolute_url()).content.decode()
    assert "须审批" in text and "超过可用额度" in text
    go(chen, "order_act", order.pk, "submit")
    trade.decide(order, trade.lin)
    assert order.state == "confirmed"
    line = order.lines.get()
    for count in ("30", "20"):
        go(keeper, "order_deliver", order.pk, **{f"line-{line.pk}": count})
        delivery = Delivery.objects.latest("id")
        go(keeper, "delivery_act", delivery.pk, "pack")
        go(keeper, "delivery_act", delivery.pk, "ship", carrier="德邦", tracking_no="DB1")
        go(keeper, "delivery_act", delivery.pk, "sign", signed_by="王芳")
    go(chen, "order_bill", order.pk, kind="digital_special", title=trade.customer.name,
       tax_no="91320100MA1WXYZ12X", **{f"line-{line.pk}": "50"})  # fmt: skip
    invoice = Invoice.objects.get()
    bad = fin.post(reverse("sales:invoice_issue", args=[invoice.pk]),
                   {"number": "12", "on": trade.today})  # fmt: skip
    assert bad.status_code == 422 and "20 位" in bad.content.decode()
    go(fin, "invoice_issue", invoice.pk, number=trade.issued().number, on=trade.today)
    trade.pay("1000")
    go(chen, "order_return", order.pk, sort="return", reason="faulty", told="漏气",
       **{f"line-{line.pk}": "5"})  # fmt: skip
    made = Return.objects.get()
    go(chen, "return_act", made.pk, "submit")
    trade.decide(made, trade.lin)
    go(keeper, "return_act", made.pk, "receive", warehouse=trade.main.pk)
    text = fin.get(made.get_absolute_url()).content.decode()
    assert "红字发票号码" in text
    number = trade.issued().number
    go(fin, "return_settle", made.pk, on=trade.today, **{f"red-{invoice.pk}": number})
    assert trade.account.receivable_yuan == 4000 - 1000 - 400
    assert "退换货已处理完毕" in boss.get(order.get_absolute_url()).content.decode()


@pytest.fixture
def world(trade):
    """One of everything."""
    order = delivered_and_billed(trade)
    made = agreed(trade, order, "2")
    quote = trade.quote((trade.filter, "1"), (trade.machine, "1"))
    return {
        "quote": quote, "order": order, "delivery": order.deliveries.get(),
        "invoice": order.invoices.get(), "return": made,
    }  # fmt: skip


def test_every_page_opens_for_whoever_may(trade, desk, world):
    for name, row in world.items():
        for page in ("", "_history", "_print"):
            answer = desk["boss"].get(reverse(f"sales:{name}{page}", args=[row.pk]))
            assert answer.status_code == 200, name + page
        assert desk["boss"].get(reverse(f"sales:{name}_list") + "?view=all").status_code == 200
        assert desk["boss"].get(reverse(f"sales:{name}", args=[row.pk]), headers=PARTIAL)
    for name in ("quote", "order", "invoice", "delivery"):
        address = reverse(f"sales:{name}_edit", args=[world[name].pk])
        assert desk["boss"].get(address).status_code == 200
    for name in ("deliver", "bill", "return"):
        address = reverse(f"sales:order_{name}", args=[world["order"].pk])
        assert desk["boss"].get(address).status_code == 200


@pytest.mark.parametrize("kind", ["quote", "order"])
def test_a_page_asks_no_more_for_more_lines(trade, desk, kind, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    make = trade.quote if kind == "quote" else trade.order
    for lines in (1, 6):
        row = make(*((trade.filter, "1"),) * lines)
        desk["chen"].get(row.get_absolute_url())
        with CaptureQueriesContext(connection) as asked:
            desk["chen"].get(row.get_absolute_url())
        counts.append(len(asked))
    assert counts[0] == counts[1] < 45, counts


def test_quote_order_and_delivery_are_printed_as_pdf(trade, desk, world):
    for name in ("quote", "order", "delivery"):
        row = world[name]
        kind = row._meta.label_lower
        text = desk["boss"].get(reverse("fields:prints", args=[kind, row.pk])).content.decode()
        key = text.split(f"/fields/print/{kind}/{row.pk}/with/")[1].split("/")[0]
        answer = desk["boss"].post(reverse("fields:print_now", args=[kind, row.pk, key]))
        assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_the_customer_page_has_a_tab_with_orders_and_quotes(trade, desk, world):
    address = reverse("customers:tab", args=[trade.customer.pk, "sales-trade"])
    text = desk["chen"].get(address).content.decode()
    assert world["order"].no in text and world["quote"].no in text and "平均每单" in text


def test_many_customers_get_a_quote_each(trade, desk):
    row = trade.quote((trade.filter, "5"))
    other = trade.house.customer("南京二号有限公司", trade.house.chen)
    address = reverse("sales:quote_many", args=[row.pk])
    assert "南京二号" in desk["chen"].get(address).content.decode()
    bad = desk["chen"].post(address, {"batch": "促销"})
    assert bad.status_code == 422 and "至少勾选一个" in bad.content.decode()
    answer = desk["chen"].post(address, {"batch": "促销", "pk": [other.pk]})
    assert answer.status_code == 302 and Quote.objects.filter(batch="促销").count() == 1
    assert desk["chen"].get(answer.url).status_code == 200


def test_who_wants_no_personal_offers_gets_none_in_a_batch(trade, desk):
    """C-20, PIPL 24: left out and said so; quoted as ever when he asks himself."""
    row, today = trade.quote((trade.filter, "5")), timezone.now()
    seed_purposes()
    zhang, li = (
        trade.house.customer(name, trade.house.chen, party_type="individual")
        for name in ("张三", "李四")
    )
    given = Given(answer=Answer.REFUSED, obtained=Obtained.FACE, at=today)
    purpose = Purpose.objects.get(code="push")
    record_consent(zhang, purpose=purpose, given=given, by=trade.chen)
    address = reverse("sales:quote_many", args=[row.pk])
    told = desk["chen"].post(address, {"batch": "促销", "pk": [zhang.pk, li.pk]}, follow=True)
    assert "1 位客户不要个性化推荐" in told.content.decode()
    assert [one.customer for one in Quote.objects.filter(batch="促销")] == [li]
    alone = desk["chen"].post(address, {"batch": "再来", "pk": [zhang.pk]})
    assert alone.status_code == 422 and "不要个性化推荐" in alone.content.decode()
    assert actions.start_quote(zhang, by=trade.chen).customer == zhang


def test_steps_that_are_none_lead_nowhere(trade, desk, world):
    for name in ("quote", "order", "delivery", "return"):
        address = reverse(f"sales:{name}_act", args=[world[name].pk, "nonsense"])
        assert desk["boss"].post(address).status_code == 404


def test_a_refused_step_keeps_the_page(trade, desk):
    row = trade.confirmed()
    trade.ship(row, "1")
    answer = desk["chen"].post(reverse("sales:order_act", args=[row.pk, "cancel"]), {"reason": "x"})
    assert answer.status_code in (302, 409, 422)
    row.refresh_from_db()
    assert row.state == "partly"


def test_the_search_finds_an_order_by_its_number(trade, desk):
    from maizi.search.queries import find

    row = trade.confirmed(customer_no="PO-8891")
    hits = [hit.id for group in find("PO-8891", user=trade.chen) for hit in group.hits]
    assert row.pk in hits
    actions.cancel_order(row, by=trade.chen, reason="x")
