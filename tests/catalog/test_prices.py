"""I-2: price lists, list prices through time, mass changes, limits, why."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from maizi.care.models import ReturnPlan
from maizi.catalog import access, actions, queries
from maizi.catalog.events import PricesChanged
from maizi.catalog.models import ListPrice, PriceRow, Product
from maizi.catalog.queries import Asked
from maizi.catalog.terms import ChangeWay, CustomerGroup, PriceKind, Rounding
from maizi.customers.models import Customer
from maizi.kernel.events import recording
from tests.catalog.test_products import change, refused
from tests.house import fresh

pytestmark = pytest.mark.django_db
PERCENT, AMOUNT = ChangeWay.PERCENT, ChangeWay.AMOUNT


def usual(shop, **ask):
    """(kind, price) of the filter."""
    found = queries.price_for(shop.filter, **ask)
    return found.kind, found.price_yuan


def test_the_steps_are_tried_in_order(shop, django_assert_num_queries):
    customer = shop.customer
    assert usual(shop, customer=customer) == (PriceKind.LIST, 100)
    shop.price(shop.sheet("group", group="key"), "92")
    assert usual(shop, customer=customer) == (PriceKind.LIST, 100)
    customer.ka_status = "key"
    customer.save()
    assert usual(shop, customer=customer) == (PriceKind.GROUP, 92)
    shop.price(shop.sheet("customer", customer=customer), "90")
    assert usual(shop, customer=customer) == (PriceKind.CUSTOMER, 90)
    tiers = shop.sheet("group_buy", number="TG1")
    for least, price in ((1, "100"), (100, "92"), (200, "88")):
        shop.price(tiers, price, least=str(least))
    asked = {"customer": customer, "activity": "TG1", "quantity": Decimal(105)}
    assert usual(shop, **asked) == (PriceKind.GROUP_BUY, 92)
    shop.price(shop.sheet("contract", customer=customer, number="HT1"), "86")
    with django_assert_num_queries(3):
        assert usual(shop, **asked) == (PriceKind.CONTRACT, 86)
    assert usual(shop, activity="TG1", quantity=Decimal(200)) == (PriceKind.GROUP_BUY, 88)
    assert usual(shop) == (PriceKind.LIST, 100)


def test_a_demoted_customer_loses_what_was_for_key_accounts(shop):
    """D-11"""
    customer = shop.house.customer("大客户有限公司", shop.house.chen, ka_status="key")
    shop.price(shop.sheet("customer", customer=customer, is_for_key=True), "80")
    shop.price(shop.sheet("group", group="key"), "92")
    assert usual(shop, customer=customer) == (PriceKind.CUSTOMER, 80)
    Customer.objects.filter(pk=customer.pk).update(ka_status="demoted")
    customer.refresh_from_db()
    assert usual(shop, customer=customer) == (PriceKind.LIST, 100)
    reasons = [
        str(why)
        for step in queries.price_for(shop.filter, customer=customer).steps
        for _, _, why in step.looked_at
    ]
    assert "客户已不是大客户，优惠不再适用（D-11）" in reasons


def test_a_value_class_counts_as_soon_as_there_is_one(shop):
    customer = shop.customer
    ReturnPlan.objects.create(
        customer=customer, value_class="b", loyalty_score=50, loyalty_class="medium",
        interval_days=30, routine_on="2030-01-01", due_on="2030-01-01",
    )  # fmt: skip
    assert queries.groups_of(customer) == {CustomerGroup.VALUE_B}
    assert queries.groups_of(None) == frozenset()


def test_many_products_take_as_many_queries_as_one(shop, django_assert_num_queries):
    shop.price(shop.sheet("group", group="key"), "92")
    ids = {shop.filter.pk: Decimal(1), shop.machine.pk: Decimal(3)}
    with django_assert_num_queries(3):
        found = queries.prices_for(ids, customer=shop.customer)
    assert [found[id_].price_yuan for id_ in ids] == [100, 12800]


@pytest.mark.parametrize(
    ("values", "at"),
    [
        ({"kind": "contract"}, "customer"), ({"kind": "customer"}, "customer"),
        ({"kind": "group"}, "group"), ({"kind": "group_buy"}, "number"),
        ({"kind": "group", "group": "key", "starts_on": date(2026, 2, 1),
          "ends_on": date(2026, 1, 1)}, "ends_on"),
    ],
)  # fmt: skip
def test_a_list_is_for_somebody_on_days_the_right_way_round(shop, values, at):
    assert refused(shop.sheet, **values).field == at


def test_two_prices_that_could_hold_at_once_are_refused_with_the_other_named(shop):
    this_year = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}
    first = shop.sheet("group", "去年的表", group="key", **this_year)
    shop.price(first, "92")
    second = shop.sheet("group", "今年的表", group="key", starts_on=date(2026, 6, 1))
    told = refused(shop.price, second, "91")
    assert told.code == "overlap"
    assert all(text in str(told) for text in ("去年的表", "2026-12-31", "92", "空气滤芯"))
    shop.price(second, "90", least="10")
    second.starts_on = date(2027, 1, 1)
    actions.save_list(second, "change", by=shop.boss)
    shop.price(second, "91")
    second.starts_on = date(2026, 12, 31)
    assert refused(actions.save_list, second, "change", by=shop.boss).code == "overlap"
    second.starts_on, second.is_active = date(2026, 12, 31), False
    actions.save_list(second, "change", by=shop.boss)


def test_a_row_of_zero_is_asked_about_and_a_tier_is_replaced(shop):
    sheet = shop.sheet("group", group="key")
    assert refused(shop.price, sheet, "0").code == "zero"
    assert refused(shop.price, sheet, "-1").field == "price_yuan"
    shop.price(sheet, "92")
    row = shop.price(sheet, "91.123456")
    assert sheet.rows.get() == row and row.price_yuan == Decimal("91.123456")
    actions.remove_row(row, by=shop.boss)
    assert not sheet.rows.exists()


def test_price_lists_of_a_customer_are_for_who_sees_him(shop):
    foreign = shop.house.customer("郑州远大", shop.house.meng)
    own = shop.sheet("contract", "我的", customer=shop.customer)
    others = shop.sheet("contract", "别人的", customer=foreign)
    everybodys = shop.sheet("group", "大家的", group="key")
    assert set(access.visible_price_lists(shop.chen)) == {own, everybodys}
    assert others in access.visible_price_lists(shop.boss)
    assert not access.visible_price_lists(fresh(shop.house.service))


def test_list_prices_stay_in_the_record(shop):
    today = timezone.localdate()
    ListPrice.objects.filter(product=shop.filter).update(starts_on=today - timedelta(30))
    change(shop, shop.filter, list_price_yuan=Decimal(105))
    change(shop, shop.filter, list_price_yuan=Decimal(106))
    rows, chart = queries.history_of(shop.filter, today=today)
    assert [(row.starts_on, row.price_yuan) for row in rows] == [
        (today, 106), (today - timedelta(30), 100),
    ]  # fmt: skip
    assert chart.lowest == 100 and chart.highest == 106 and len(chart.points) == 2
    assert usual(shop, on=today - timedelta(1)) == (PriceKind.LIST, 100)
    assert usual(shop, on=today - timedelta(31)) == (None, None)


def test_a_price_ahead_takes_effect_on_its_day_and_once(shop):
    today = timezone.localdate()
    row = actions.set_list_price(
        shop.filter,
        price_yuan=Decimal(110),
        starts_on=today + timedelta(3),
        by=shop.boss,
        reason="年度",
    )
    shop.filter.refresh_from_db()
    assert shop.filter.list_price_yuan == 100
    assert usual(shop, on=today + timedelta(3)) == (PriceKind.LIST, 110)
    assert actions.turn_prices(today=today) == 0
    with recording() as events:
        assert actions.turn_prices(today=today + timedelta(4)) == 1
        assert actions.turn_prices(today=today + timedelta(4)) == 0
    assert events == [PricesChanged((shop.filter.pk,))]
    shop.filter.refresh_from_db()
    assert shop.filter.list_price_yuan == 110
    actions.drop_list_price(row, by=shop.boss)
    begun = ListPrice.objects.get(product=shop.filter)
    assert refused(actions.drop_list_price, begun, by=shop.boss)
    for day in (today - timedelta(1), today + timedelta(800)):
        told = refused(
            actions.set_list_price, shop.filter, price_yuan=Decimal(9), starts_on=day, by=shop.boss
        )
        assert told.field == "starts_on"


# Mass changes


def asked(way=PERCENT, by="-8", **more) -> Asked:
    return Asked(timezone.localdate(), way, Decimal(by), **more)


def done(shop, what: Asked, reason="年度调价"):
    shown = queries.preview(shop.boss, what)
    return actions.apply_change(what, digest=shown.digest, reason=reason, by=shop.boss)


def prices(*rows) -> list[Decimal]:
    return [Product.objects.get(pk=row.pk).list_price_yuan for row in rows]


def test_list_prices_move_together_and_back(shop):
    shop.product("免费样品")
    row = done(shop, asked(rounding=Rounding.YUAN))
    assert row.count == 2 and prices(shop.machine, shop.filter) == [11776, 92]
    change(shop, shop.machine, list_price_yuan=Decimal(11800))
    assert actions.undo_change(row, by=shop.boss) == (1, 1)
    assert prices(shop.machine, shop.filter) == [11800, 100]
    assert refused(actions.undo_change, row, by=shop.boss)


def test_a_change_is_narrowed_by_category_brand_and_choice(shop):
    below = shop.category("滤芯", shop.parts)
    deep = shop.product("油滤芯", price="75", category=below, brand="开岳")
    shown = queries.preview(shop.boss, asked(category=shop.parts))
    assert {move.product for move in shown.moves} == {shop.filter, deep}
    assert len(queries.preview(shop.boss, asked(brand="开岳")).moves) == 1
    assert len(queries.preview(shop.boss, asked(ids=(shop.machine.pk,))).moves) == 1
    change(shop, deep, is_active=False)
    assert len(queries.preview(shop.boss, asked(category=shop.parts)).moves) == 1


def test_what_was_seen_is_what_is_done(shop):
    what = asked()
    shown = queries.preview(shop.boss, what)
    change(shop, shop.filter, list_price_yuan=Decimal(101))
    told = refused(actions.apply_change, what, digest=shown.digest, reason="调价", by=shop.boss)
    assert told.code == "stale"
    assert (
        refused(actions.apply_change, what, digest="", reason=" ", by=shop.boss).field == "reason"
    )
    nothing = asked(by="0")
    assert refused(actions.apply_change, nothing, digest="", reason="x", by=shop.boss)
    assert "空气滤芯" in str(refused(queries.preview, shop.boss, asked(AMOUNT, "-101")))


def test_a_change_ahead_waits_and_leaves_no_trace_when_undone(shop):
    ahead = Asked(timezone.localdate() + timedelta(5), AMOUNT, Decimal(5))
    row = done(shop, ahead)
    assert prices(shop.filter) == [100]
    assert usual(shop, on=ahead.starts_on) == (PriceKind.LIST, 105)
    assert actions.undo_change(row, by=shop.boss) == (2, 0)
    assert usual(shop, on=ahead.starts_on) == (PriceKind.LIST, 100)


def test_a_list_is_filled_from_list_prices_moved_and_emptied_again(shop):
    sheet = shop.sheet("group", group="key")
    shop.price(sheet, "99")
    filled = done(shop, asked(list=sheet, from_list=True))
    rows = dict(sheet.rows.values_list("product__model", "price_yuan"))
    assert rows == {"AF-75": 92, "BK7.5-8": 11776}
    moved = done(shop, asked(AMOUNT, "1", list=sheet))
    assert sheet.rows.get(product=shop.filter).price_yuan == 93
    assert actions.undo_change(moved, by=shop.boss) == (2, 0)
    assert actions.undo_change(filled, by=shop.boss) == (2, 0)
    assert list(sheet.rows.values_list("price_yuan", flat=True)) == [99]


def test_filling_a_list_does_not_pass_by_the_overlap(shop):
    shop.price(shop.sheet("group", "旧表", group="key"), "92")
    sheet = shop.sheet("group", "新表", group="key")
    told = refused(done, shop, asked(list=sheet, from_list=True))
    assert told.code == "overlap" and not PriceRow.objects.filter(list=sheet).exists()
