"""One customer alone: our share, the dialogue, what was made for it, what it refuses (C-20)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maizi.catalog.models import Category
from maizi.customers.actions import Wish, merge
from maizi.customers.models import ProfileValue
from maizi.kernel.errors import Refused
from maizi.keyservice.models import Promise as ServicePromise
from maizi.relationship import actions, queries
from maizi.relationship.models import CategorySpend, CustomOffer
from maizi.relationship.rules.one import is_wrong, share_of
from maizi.sales.models import Quote
from tests.house import fresh
from tests.relationship.conftest import signed

D = Decimal


@pytest.fixture
def shop(bond):
    """Filters and their parent in a tree; chen's customer bought one for 100."""
    bond.parts = Category.objects.create(name="机房配件", path_name="机房配件", path="/1/")
    bond.filters = Category.objects.create(
        name="滤芯", parent=bond.parts, path_name="机房配件 / 滤芯", path="/1/2/"
    )
    bond.filter.category = bond.filters
    bond.filter.save()
    bond.bought(bond.mine, 20, "100")
    return bond


def spent(bond, yuan: str, category: Category, ago: int = 1, **values) -> CategorySpend:
    told = {"heard_from": "采购赵经理", "on": bond.today - timedelta(ago), "category": category}
    by = values.pop("by", bond.chen)
    row = CategorySpend(yearly_yuan=D(yuan), **told | values)
    return actions.note_spend(row, bond.mine, by=by)


def offered(bond, by=None, **values) -> CustomOffer:
    told = {"text": "滤芯和油按季打包", "is_bundle": True, "on": bond.today}
    return actions.note_offer(CustomOffer(**told | values), bond.mine, by=by or bond.chen)


def test_a_share_is_unknown_and_never_nought(shop):
    """C-20: share = our net sales ÷ what the customer spends; unknown stays unknown."""
    assert share_of(D(100), None) is None and not is_wrong(None)
    (line,) = queries.shares_of(shop.chen, shop.mine, shop.today)
    assert (line.name, line.net_yuan, line.share) == ("机房配件 / 滤芯", D(100), None)
    told = queries.one_to_one(shop.chen, shop.mine)
    assert told["overall"] is None and not told["is_overall_wrong"]


def test_a_share_by_category_holds_what_lies_below(shop):
    spent(shop, "800", shop.parts, ago=9), spent(shop, "400", shop.parts)
    (line,) = queries.shares_of(shop.chen, shop.mine, shop.today)
    assert (line.name, line.share, line.is_wrong) == ("机房配件", D("0.25"), False)
    assert "采购赵经理 · 陈默" in line.told, "the newest counts, with its source"
    spent(shop, "50", shop.filters)
    lines = {one.name: one for one in queries.shares_of(shop.chen, shop.mine, shop.today)}
    assert lines["机房配件 / 滤芯"].is_wrong and lines["机房配件 / 滤芯"].share == 2


def test_more_than_all_is_a_wrong_number(shop):
    ProfileValue.objects.create(
        customer=shop.mine, attribute="our_share", text="1.2", collected_on=shop.today,
        changed_at=timezone.now(),
    )  # fmt: skip
    spent(shop, "50", shop.filters)
    shown = signed(shop.chen).get(reverse("relationship:one", args=[shop.mine.pk]))
    assert shown.content.decode().count("大于 100%，数据有误") == 2


def test_what_cannot_be_written(shop):
    for wrong, words in (
        ({"heard_from": " "}, "从哪里知道"),
        ({"on": shop.today + timedelta(1)}, "晚于今天"),
        ({"by": fresh(shop.house.meng)}, "请联系其负责人"),
    ):
        with pytest.raises(Refused, match=words):
            spent(shop, "100", shop.filters, **wrong)
    other = Quote.objects.create(
        no="Q1", customer=shop.house.customer("别家", shop.chen), owner=shop.chen,
        org_unit=shop.chen.unit, created_by=shop.chen,
    )  # fmt: skip
    for wrong, words in (
        ({"text": " "}, "写明给客户做了什么"),
        ({"is_bundle": False}, "至少选一种形式"),
        ({"on": shop.today + timedelta(1)}, "晚于今天"),
        ({"quote": other}, "不是给这位客户的"),
        ({"by": fresh(shop.house.service)}, "请联系其负责人"),
    ):
        with pytest.raises(Refused, match=words):
            offered(shop, **wrong)
    assert not CategorySpend.objects.exists() and not CustomOffer.objects.exists()


def test_the_five_forms_are_counted(shop):
    """C-20: as written down, and as far as quotes, appointments and approvals tell it."""
    shop.mine.ka_status = "key"
    shop.mine.save()
    offered(shop, is_payment=True), offered(shop, is_bundle=False, is_menu=True)
    quote = Quote.objects.create(
        no="Q1", customer=shop.mine, owner=shop.chen, org_unit=shop.chen.unit, created_by=shop.chen
    )
    for at in range(2):
        quote.lines.create(
            position=at, product=shop.filter, bundle=shop.filter, quantity=1, price_yuan=1
        )
    for state, decided in (("given", timezone.now()), ("waiting", None)):
        ServicePromise.objects.create(
            customer=shop.mine, service="payment", text="月结 90 天", state=state,
            made_by=shop.chen, made_at=timezone.now(), decided_at=decided,
        )  # fmt: skip
    found = {label: counts for label, *counts in queries.one_to_one(shop.lin, shop.mine)["forms"]}
    assert found == {"捆绑": [1, 1], "菜单模式": [1, 0], "灵活配置": [0, None],
                     "预约服务": [0, 0], "支付方式": [1, 1]}  # fmt: skip


def test_screens_of_one_customer(shop):
    chen = signed(shop.chen)
    shop.spoke(3)
    one = reverse("relationship:one", args=[shop.mine.pk])
    tab = reverse("customers:tab", args=[shop.mine.pk, "relationship-partner"])
    assert one in chen.get(tab).content.decode()
    assert "问候" in chen.get(one).content.decode()
    spend = reverse("relationship:spend", args=[shop.mine.pk])
    told = {"category": shop.filters.pk, "yearly_yuan": "1,000", "on": shop.today.isoformat()}
    refused = chen.post(spend, told)
    assert refused.status_code == 422 and "1,000" in refused.content.decode()
    assert chen.post(spend, told | {"heard_from": "年报"})["Location"] == one
    assert "10.00%" in chen.get(one).content.decode()
    offer = reverse("relationship:offer", args=[shop.mine.pk])
    told = {"text": "按季打包", "on": shop.today.isoformat(), "relation_note": "每季走访"}
    assert chen.post(offer, told).status_code == 422
    assert chen.post(offer, told | {"is_flexible": "on"})["Location"] == one
    assert "每季走访" in chen.get(one).content.decode()
    assert signed(fresh(shop.house.meng)).get(one).status_code == 404
    assert signed(fresh(shop.house.service)).get(one).status_code == 403


def test_a_merge_carries_it_along(shop):
    """A-12."""
    spent(shop, "400", shop.filters), offered(shop)
    other = shop.house.customer("南京同创电子", shop.chen)
    merge(Wish([shop.mine.pk, other.pk], other.pk), by=fresh(shop.house.boss))
    assert other.category_spends.count() == other.custom_offers.count() == 1


def test_a_constant_number_of_queries(shop):
    def asked(number: int) -> int:
        for at in range(number):
            spent(shop, "400", shop.filters), offered(shop), shop.spoke(at + 1)
            shop.bought(shop.mine, at + 1, "10")
        with CaptureQueriesContext(connection) as found:
            queries.one_to_one(shop.chen, shop.mine)
        return len(found)

    asked(1)
    assert asked(1) == asked(6) < 25
