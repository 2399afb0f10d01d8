"""I-3: quotes from the first line to the order, once."""

from decimal import Decimal

import pytest
from django.test import Client

from maizi.history.queries import entries_of
from maizi.kernel.errors import Refused
from maizi.sales import access, actions, queries
from maizi.sales.actions import holdings
from maizi.sales.models import Order, Quote
from tests.catalog.test_products import refused
from tests.house import fresh

pytestmark = pytest.mark.django_db


def sent(trade, *lines) -> Quote:
    row = trade.quote(*(lines or ((trade.filter, "10"),)))
    actions.submit_quote(row, by=trade.chen)
    return actions.send_quote(row, by=trade.chen)


def test_a_line_takes_the_price_of_the_lists_and_says_where_from(trade):
    row = trade.quote((trade.filter, "10"))
    line = row.lines.get()
    assert (line.price_yuan, line.usual_yuan, line.why) == (100, 100, "标价")
    assert (row.amount_yuan, row.tax_yuan, row.net_yuan) == (
        Decimal(1000),
        Decimal("115.04"),
        Decimal("884.96"),
    )
    sheet = trade.sheet("customer", customer=trade.customer)
    trade.price(sheet, "88")
    assert actions.price_anew(row, by=trade.chen) == 1
    line.refresh_from_db()
    assert line.price_yuan == 88 and line.why.startswith("客户专价")


def test_a_quote_is_valid_as_long_as_the_company_says(trade):
    row = trade.quote()
    assert row.valid_until == trade.later(30) and row.no.startswith("Q")
    row.valid_until = trade.later(-1)
    assert refused(actions.save_quote, row, "change", by=trade.chen).field == "valid_until"


def test_price_zero_asks(trade):
    row = trade.quote()
    wanted = actions.Wanted(trade.filter, Decimal(1), Decimal(0))
    assert refused(actions.add_line, row, wanted, by=trade.chen).code == "zero"
    free = actions.Wanted(trade.filter, Decimal(1), Decimal(0), is_free=True)
    (line,) = actions.add_line(row, free, by=trade.chen)
    assert line.amount_yuan == 0
    change = actions.Change(price_yuan=Decimal(5))
    assert actions.change_line(line, change, by=trade.chen).amount_yuan == 5
    assert refused(
        actions.change_line, line, actions.Change(price_yuan=Decimal(0)), by=trade.chen
    ).code == "zero"  # fmt: skip


def test_a_product_without_a_price_needs_one(trade):
    bare = trade.product("没有标价的")
    row = trade.quote()
    wanted = actions.Wanted(bare, Decimal(1))
    assert "还没有价格" in str(refused(actions.add_line, row, wanted, by=trade.chen))
    trade.add(row, (bare, "2", "33.333333"))
    assert row.lines.get().amount_yuan == Decimal("66.67")


def test_a_bundle_spreads_its_price_over_its_parts(trade):
    """T-I1: 100.00 over list prices 60, 40, 33 is 45.11, 30.08, 24.81."""
    parts = [trade.product(f"件{n}", price=str(n)) for n in (60, 40, 33)]
    bundle = trade.bundle("fixed", *parts)
    row = trade.quote((bundle, "1"))
    amounts = list(row.lines.values_list("amount_yuan", flat=True))
    assert (
        amounts == [Decimal("45.11"), Decimal("30.08"), Decimal("24.81")] and row.amount_yuan == 100
    )
    assert not list(row.lines.exclude(bundle=bundle))
    line = row.lines.first()
    told = refused(actions.change_line, line, actions.Change(quantity=Decimal(2)), by=trade.chen)
    assert "组合" in str(told)
    actions.remove_line(line, by=trade.chen)
    assert not row.lines.exists()


def test_pasted_lines_come_in_and_the_others_come_back(trade):
    row = trade.quote()
    actions_of = f"{trade.filter.no}\t5\nAF-75\t3\t90\n不存在\t1\n空气滤芯\t2\t0\n螺杆\tx\n"
    count, bad = actions.paste_lines(row, actions_of, by=trade.chen)
    assert count == 2 and [text for text, _ in bad] == ["螺杆\tx", "不存在\t1", "空气滤芯\t2\t0"]
    assert all(why.startswith("第 ") for _, why in bad)
    assert "没有找到" in bad[1][1] and "0" in bad[2][1]
    row.refresh_from_db()
    assert row.amount_yuan == 500 + 270


def test_a_word_that_means_several_products_is_asked_about(trade):
    trade.product("空气滤芯", model="AF-90", price="120")
    told = refused(queries.product_named, trade.chen, "空气滤芯")
    assert "2 种" in str(told)
    assert queries.product_named(trade.chen, "af-90").product.model == "AF-90"


def test_within_ones_limit_a_quote_is_ready_at_once(trade):
    row = trade.quote((trade.filter, "10", "95"))
    assert actions.submit_quote(row, by=trade.chen).state == "approved"


def test_beyond_ones_limit_somebody_above_agrees(trade):
    row = trade.quote((trade.filter, "10", "80"))
    row = actions.submit_quote(row, by=trade.chen)
    assert row.state == "waiting"
    assert refused(actions.send_quote, row, by=trade.chen).code == "moved"
    case = trade.decide(row, trade.lin)
    assert row.state == "approved" and "报价折扣" in case.title


def test_what_is_not_agreed_to_is_a_draft_again_and_may_be_asked_anew(trade):
    row = actions.submit_quote(trade.quote((trade.filter, "1", "80")), by=trade.chen)
    trade.decide(row, trade.lin, yes=False)
    assert row.state == "draft"
    actions.change_line(row.lines.get(), actions.Change(price_yuan=Decimal(99)), by=trade.chen)
    assert actions.submit_quote(row, by=trade.chen).state == "approved"


def test_below_cost_waits_for_the_sales_manager(trade):
    row = actions.submit_quote(trade.quote((trade.filter, "1", "59")), by=trade.chen)
    case = trade.decide(row, trade.lin)
    assert case.definition.name == "报价折扣：低于成本" and row.state == "approved"


def test_an_empty_quote_goes_nowhere(trade):
    assert "还没有明细" in str(refused(actions.submit_quote, trade.quote(), by=trade.chen))


def test_a_new_version_puts_the_old_one_out_of_force(trade):
    row = sent(trade)
    new = actions.renew_quote(row, by=trade.chen)
    row.refresh_from_db()
    assert (row.state, new.version, new.no) == ("replaced", 2, f"{row.no}-2")
    assert new.lines.get().price_yuan == 100 and new.amount_yuan == 1000
    actions.submit_quote(new, by=trade.chen)
    third = actions.renew_quote(actions.send_quote(new, by=trade.chen), by=trade.chen)
    assert third.no == f"{row.no}-3" and [q.version for q in queries.versions_of(row)] == [1, 2, 3]
    assert refused(actions.convert_quote, row, by=trade.chen).code == "moved"


def test_a_customer_answers_through_his_link_without_signing_in(trade):
    row = sent(trade)
    address, stranger = queries.quote_address(row), Client()
    shown = stranger.get(address)
    assert shown.status_code == 200 and "接受报价" in shown.content.decode()
    assert shown.headers["Referrer-Policy"] == "same-origin"
    row.refresh_from_db()
    assert row.seen_at
    assert stranger.post(address, {"answer": "yes", "words": "请尽快发货"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.answer) == ("accepted", "请尽快发货")
    assert stranger.post(address, {"answer": "no", "words": ""}).status_code == 422
    row.refresh_from_db()
    assert row.state == "accepted"


def test_a_wrong_renewed_or_early_link_leads_nowhere(trade):
    draft, row = trade.quote((trade.filter, "1")), sent(trade)
    assert queries.quote_address(draft) == ""
    address = queries.quote_address(row)
    token = queries.token_of(row)
    other = token.replace(str(row.pk), str(draft.pk))
    for bad in (token[:-1] + ("A" if token[-1] != "A" else "B"), other, "x", "1.0~", "x" * 300):
        assert Client().get(f"/sales/offer/{bad}/").status_code == 404
    actions.renew_link(row, by=trade.chen)
    assert Client().get(address).status_code == 404
    row.refresh_from_db()
    assert Client().get(queries.quote_address(row)).status_code == 200


def test_after_its_last_day_a_quote_can_be_answered_no_more(trade):
    row = sent(trade)
    Quote.objects.filter(pk=row.pk).update(valid_until=trade.later(-1))
    row.refresh_from_db()
    told = refused(actions.answer_quote, row, is_accepted=True, by=None)
    assert told.code == "over"
    shown = Client().get(queries.quote_address(row)).content.decode()
    assert "已过有效期" in shown and "空气滤芯" not in shown
    assert actions.expire_quotes(today=trade.today) == 1
    row.refresh_from_db()
    assert row.state == "expired" and actions.expire_quotes(today=trade.today) == 0


def test_a_quote_becomes_an_order_once(trade):
    row = sent(trade, (trade.filter, "10", "96"), (trade.service, "1"))
    order = actions.convert_quote(row, by=trade.chen)
    assert (order.amount_yuan, order.tax_yuan) == (row.amount_yuan, row.tax_yuan)
    assert list(order.lines.values_list("price_yuan", flat=True)) == [96, 500]
    assert actions.convert_quote(row, by=trade.boss).pk == order.pk
    assert Order.objects.count() == 1 and str(order.quote) == row.no
    row.refresh_from_db()
    assert row.state == "accepted"


def test_prices_agreed_to_in_the_quote_are_not_asked_about_again(trade):
    row = actions.submit_quote(trade.quote((trade.filter, "10", "80")), by=trade.chen)
    trade.decide(row, trade.lin)
    order = actions.convert_quote(row, by=trade.chen)
    assert actions.submit_order(order, by=trade.chen).state == "confirmed"
    other = trade.order((trade.filter, "10", "80"))
    assert actions.submit_order(other, by=trade.chen).state == "waiting"


def test_one_offer_goes_to_every_ticked_customer_at_his_own_price(trade):
    key = trade.house.customer("南京大客户有限公司", trade.house.chen, ka_status="key")
    plain = trade.house.customer("南京小客户有限公司", trade.house.chen)
    trade.price(trade.sheet("group", group="key"), "90")
    row = trade.quote((trade.filter, "10", "99"))
    made = actions.quote_many(row, [key, plain], by=trade.chen, batch="秋季促销")
    prices = [quote.lines.get().price_yuan for quote in made]
    assert prices == [90, 100] and {q.batch for q in made} == {"秋季促销"}
    assert actions.quote_many(row, [key, plain], by=trade.chen, batch="秋季促销") == []
    for act in ({"batch": " "}, {"batch": "x"}):
        with pytest.raises(Refused):
            actions.quote_many(row, [], by=trade.chen, **act)


def test_a_customer_with_lines_stays(trade):
    row = trade.quote((trade.filter, "1"))
    row.customer = trade.house.customer("别家", trade.house.chen)
    assert refused(actions.save_quote, row, "change", by=trade.chen).field == "customer"


def test_who_sees_which_quotes(trade):
    row, house = trade.quote((trade.filter, "1")), trade.house
    people = (house.chen, house.xu, house.meng, house.lin, house.boss, house.admin)
    seen = {p.username for p in people if row in access.visible_quotes(fresh(p))}
    assert seen == {"chen", "lin", "boss"}


def test_c70_offers_and_running_orders_go_to_the_successor(trade, house):
    offer = sent(trade)
    done = trade.order((trade.filter, "1"), by=trade.chen)
    actions.cancel_order(done, by=trade.chen, reason="不要了")
    running = trade.order((trade.filter, "1"), by=trade.chen)
    for holding, row in ((holdings.QUOTES, offer), (holdings.ORDERS, running)):
        (held,) = holding.held(trade.chen)
        assert held.id == row.pk and row.no in held.title and holding.count(trade.chen) == 1
        told = {"giver": trade.chen, "taker": house.xu, "by": trade.lin, "reason": "离职交接"}
        assert holding.give([row.pk], **told) == {} and holding.count(trade.chen) == 0
        row.refresh_from_db()
        assert (row.owner, row.org_unit) == (house.xu, house.xu.unit)
        assert entries_of(row).filter(verb="换业务员", reason="离职交接").exists()
    done.refresh_from_db()
    assert done.owner == trade.chen, "what is over keeps who did it"
