"""The screens: what they show to whom, and that a form says what was wrong."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maizi.catalog import actions
from maizi.catalog.models import DiscountLimit, PriceChange, PriceList, Product
from tests.house import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client, shop):
    client.force_login(shop.house.boss)
    return client


def _counted() -> CaptureQueriesContext:
    return CaptureQueriesContext(connection)


def text(answer) -> str:
    return answer.content.decode()


def test_a_product_shows_its_prices_and_packs(boss, shop):
    shop.price(shop.sheet("group", "大客户价目表", group="key"), "92")
    actions.add_unit(shop.filter, name="箱", pieces=Decimal(1), worth=Decimal(12), by=shop.boss)
    shown = text(boss.get(shop.filter.get_absolute_url()))
    for words in ("100.00", "大客户价目表", "92.00", "1 箱 = ", "定新的标价"):
        assert words in shown, words
    boss.force_login(shop.house.service)
    shown = text(boss.get(shop.filter.get_absolute_url()))
    assert "大客户价目表" not in shown and "定新的标价" not in shown


def test_the_form_asks_before_a_price_of_zero(boss, shop):
    body = {
        "name": "样品", "sort": "goods", "unit": "个", "tracking": "none",
        "packaging": "plain", "tax_rate": "0.13", "list_price_yuan": "0", "is_active": "on",
    }  # fmt: skip
    answer = boss.post(reverse("catalog:product_new"), body)
    assert answer.status_code == 422 and "确认标价为 0" in text(answer)
    answer = boss.post(reverse("catalog:product_new"), body | {"confirmed": "yes"})
    assert answer.status_code == 302 and Product.objects.get(name="样品").list_price_yuan == 0


def test_a_scan_opens_the_product(boss, shop):
    actions.add_barcode(shop.filter, "6901234567892", by=shop.boss)
    answer = boss.get(reverse("catalog:scan"), {"code": "6901234567892"})
    assert answer.headers["Location"] == shop.filter.get_absolute_url()
    assert "没有找到" in text(boss.get(reverse("catalog:scan"), {"code": "690"}))


def test_why_this_price_shows_every_step(boss, shop):
    shop.price(shop.sheet("customer", "华宁专价", customer=shop.customer), "90")
    asked = {"product": shop.filter.pk, "customer": shop.customer.pk, "offered": "70"}
    shown = text(boss.get(reverse("catalog:why"), asked))
    for words in ("合同价", "团购阶梯价", "华宁专价", "¥ 90.00", "不再往下找", "须审批"):
        assert words in shown, words
    Product.objects.filter(pk=shop.filter.pk).update(cost_yuan=80)
    assert "低于成本" in text(boss.get(reverse("catalog:why"), asked))
    boss.force_login(shop.house.chen)
    shown = text(boss.get(reverse("catalog:why"), asked))
    assert "低于成本" not in shown and "须审批" in shown
    foreign = shop.house.customer("别人的", shop.house.meng)
    refused = text(boss.get(reverse("catalog:why"), asked | {"customer": foreign.pk}))
    assert 'class="error' in refused and "¥ 90.00" not in refused and foreign.name not in refused


def test_a_row_is_written_or_refused_where_it_was_typed(boss, shop):
    sheet = shop.sheet("group", group="key")
    address = reverse("catalog:row_set", args=[sheet.pk])
    body = {"product": shop.filter.pk, "price_yuan": "0", "least": ""}
    answer = boss.post(address, body)
    assert answer.status_code == 422 and "确认单价为 0" in text(answer)
    assert "空气滤芯" in text(answer)
    assert boss.post(address, body | {"confirmed": "on"}).status_code == 302
    assert sheet.rows.get().price_yuan == 0


def test_prices_move_from_preview_to_undo(boss, shop):
    address = reverse("catalog:change")
    chosen = boss.post(reverse("catalog:change_chosen"), {"pk": [shop.filter.pk]})
    assert chosen.headers["Location"].endswith(f"?product={shop.filter.pk}")
    asked = {"product": shop.filter.pk, "way": "percent", "by": "-8", "rounding": "1"}
    shown = boss.get(address, asked)
    assert "92.00" in text(shown) and "确认调 1 个价格" in text(shown)
    digest = text(shown).split('name="digest" value="')[1].split('"')[0]
    answer = boss.post(address, asked | {"digest": digest, "reason": ""})
    assert answer.status_code == 422 and "请写明调价的原因" in text(answer)
    answer = boss.post(address, asked | {"digest": digest, "reason": "促销"})
    row = PriceChange.objects.get()
    assert answer.headers["Location"] == reverse("catalog:change_shown", args=[row.pk])
    assert "促销" in text(boss.get(reverse("catalog:changes")))
    boss.post(reverse("catalog:change_undo", args=[row.pk]))
    shop.filter.refresh_from_db()
    assert shop.filter.list_price_yuan == 100
    refused = text(boss.get(address, asked | {"by": "-100"}))
    assert 'class="error' in refused and "确认调" not in refused


def test_a_bundle_is_put_together_and_tried(boss, shop):
    row = shop.product("站", sort="bundle", bundle_sort="flexible", price="13000")
    boss.post(reverse("catalog:group_add", args=[row.pk]), {"name": "主机", "least": 1, "most": 1})
    group = row.bundle_groups.get()
    for part, more in ((shop.machine, {"group": group.pk}), (shop.filter, {})):
        body = {"part": part.pk, "quantity": "1", **more}
        assert boss.post(reverse("catalog:part_add", args=[row.pk]), body).status_code == 302
    shown = text(boss.get(reverse("catalog:bundle", args=[row.pk])))
    assert "12,899.22" in shown and "100.78" in shown and "12,900.00" in shown
    shown = text(boss.get(reverse("catalog:bundle", args=[row.pk]), {"price": "10"}))
    assert "至少选 1 项" in shown
    assert boss.get(reverse("catalog:bundle", args=[shop.filter.pk])).status_code == 403


def test_limits_are_written_for_each_role(boss, shop):
    role = shop.house.roles["salesperson"]
    address = reverse("catalog:limits")
    assert boss.post(address, {f"role-{role.pk}": "8"}).status_code == 302
    assert DiscountLimit.objects.get(role=role).most_percent == 8
    assert boss.post(address, {f"role-{role.pk}": "101"}).status_code == 422


def test_the_page_of_a_customer_shows_its_price_lists(boss, shop):
    shop.sheet("contract", "年度合同", customer=shop.customer)
    PriceList.objects.create(
        name="停用的", kind="customer", customer=shop.customer, is_active=False
    )
    shown = text(boss.get(reverse("customers:panels", args=[shop.customer.pk])))
    assert "年度合同" in shown and "停用的" not in shown


def test_the_list_takes_the_same_queries_for_five_products_as_for_two(boss, shop):
    address = reverse("catalog:product_list")
    boss.get(address)
    with _counted() as few:
        boss.get(address)
    for n in range(3):
        shop.product(f"又一种{n}", price="5", category=shop.parts)
    with _counted() as many:
        boss.get(address)
    assert len(many) == len(few)


def test_a_page_of_a_product_takes_the_same_queries_whatever_is_on_it(boss, shop):
    address = shop.filter.get_absolute_url()
    actions.add_unit(shop.filter, name="对", pieces=Decimal(1), worth=Decimal(2), by=shop.boss)
    boss.get(address)
    with _counted() as few:
        boss.get(address)
    for n in range(4):
        unit = actions.add_unit(
            shop.filter, name=f"箱{n}", pieces=Decimal(1), worth=Decimal(n + 2), by=shop.boss
        )
        actions.add_barcode(shop.filter, f"X{n}", unit=unit, by=shop.boss)
        shop.price(shop.sheet("customer", f"表{n}", customer=shop.house.customer(f"客{n}")), "9")
        day = timezone.localdate() + timedelta(n + 1)
        actions.set_list_price(shop.filter, price_yuan=Decimal(n + 5), starts_on=day, by=shop.boss)
    with _counted() as many:
        boss.get(address)
    assert len(many) == len(few)


def test_choosing_a_product_takes_pinyin_and_codes(boss, shop):
    address = reverse("kit:choices", args=["catalog.product"])
    for asked in ("kqlx", "AF-75", shop.filter.no):
        assert "空气滤芯" in text(boss.get(address, {"q": asked})), asked
    boss.force_login(fresh(shop.house.admin))
    assert "空气滤芯" not in text(boss.get(address, {"q": "kqlx"}))


def test_one_customer_gets_a_price_of_its_own(boss, shop):
    """I-2: from its page; afterwards what it pays, and why. A second one joins the same list."""
    address = reverse("catalog:customer_price", args=[shop.customer.pk])
    assert address in text(boss.get(reverse("customers:panels", args=[shop.customer.pk])))
    today = timezone.localdate()
    body = {
        "product": shop.filter.pk, "price_yuan": "88", "name": " 亏损客户调价 ",
        "starts_on": today.isoformat(),
    }  # fmt: skip
    shown = text(boss.post(address, body, follow=True))
    assert "¥ 88.00" in shown and "亏损客户调价" in shown and "在这一步定价" in shown
    boss.post(address, body | {"product": shop.machine.pk, "price_yuan": "12000"})
    boss.post(address, body | {"price_yuan": "86"})
    (sheet,) = PriceList.objects.all()
    assert (sheet.kind, sheet.starts_on, sheet.created_by) == ("customer", today, shop.house.boss)
    assert {row.price_yuan for row in sheet.rows.all()} == {Decimal(86), Decimal(12000)}


def test_a_price_of_its_own_is_refused_where_it_was_typed(boss, shop):
    address = reverse("catalog:customer_price", args=[shop.customer.pk])
    today = timezone.localdate()
    good = {
        "product": shop.filter.pk, "price_yuan": "88", "name": "调价",
        "starts_on": today.isoformat(),
    }  # fmt: skip
    for wrong in ({"price_yuan": "-1"}, {"name": ""}, {"product": "7"}, {"price_yuan": "0"},
                  {"ends_on": (today - timedelta(1)).isoformat()}):  # fmt: skip
        assert boss.post(address, good | wrong).status_code == 422, wrong
    assert not PriceList.objects.exists(), "nothing is left of a refused one"
    assert "确认单价为 0" in text(boss.post(address, good | {"price_yuan": "0"}))
    assert boss.post(address, good | {"price_yuan": "0", "confirmed": "on"}).status_code == 302
    answer = boss.post(address, good | {"name": "又一个"})
    assert answer.status_code == 422 and "已有同样起订数量的价格" in text(answer)
    assert PriceList.objects.count() == 1
    boss.force_login(shop.house.chen)
    assert boss.post(address, good).status_code == 403
    assert address not in text(boss.get(shop.customer.get_absolute_url()))
