"""I-1: numbers, names, categories, units, barcodes, pictures, and finding all of it."""

from decimal import Decimal

import pytest
from django.core.files.base import ContentFile

from maizi.catalog import actions, queries
from maizi.catalog.models import Barcode, Category, Product
from maizi.catalog.pages import CATEGORIES, PRODUCTS
from maizi.fields.queries import parameter
from maizi.history.models import HistoryEntry
from maizi.kernel.errors import Refused
from maizi.kit.pages import save
from maizi.search.queries import find
from tests.matrix.scene import SEAL

pytestmark = pytest.mark.django_db


def change(shop, row, *, confirmed=False, **values):
    """Change a product through its door, as it is stored now."""
    row = Product.objects.get(pk=row.pk)
    for name, value in values.items():
        setattr(row, name, value)
    leave = actions.Leave(is_confirmed=confirmed)
    actions.save_product(row, "change", by=shop.boss, leave=leave)
    return row


def refused(act, *args, **values) -> Refused:
    with pytest.raises(Refused) as told:
        act(*args, **values)
    return told.value


def test_a_product_gets_a_number_or_keeps_the_typed_one(shop):
    assert shop.machine.no.startswith("P")
    typed = shop.product("减速机", no="R77")
    assert typed.no == "R77"
    assert refused(shop.product, "另一台", no="R77").field == "no"


def test_a_number_somebody_typed_is_not_given_out_again(shop):
    prefix, last = shop.filter.no[:-6], int(shop.filter.no[-6:])
    for number in range(1, 30):
        shop.product(f"手工{number}", no=f"{prefix}{last + number:06d}")
    numbers = {shop.product(f"自动{n}").no for n in range(3)}
    assert len(numbers) == 3


def test_a_second_product_of_one_name_is_asked_about(shop):
    told = refused(shop.product, "空气滤芯", model="AF-75")
    assert told.code == "twin" and shop.filter.no in str(told)
    row = Product(name="空气滤芯", model="AF-75")
    actions.save_product(row, "create", by=shop.boss, leave=actions.Leave(is_confirmed=True))
    assert Product.objects.filter(name="空气滤芯").count() == 2


def test_a_price_of_zero_is_asked_about_and_a_price_is_not_emptied(shop):
    told = refused(change, shop, shop.filter, list_price_yuan=Decimal(0))
    assert told.code == "zero" and told.field == "list_price_yuan"
    assert change(shop, shop.filter, list_price_yuan=Decimal(0), confirmed=True).pk
    assert refused(change, shop, shop.filter, list_price_yuan=None).field == "list_price_yuan"


def test_the_unit_stays_once_something_counts_in_it(shop):
    change(shop, shop.filter, unit="只")
    actions.add_unit(shop.filter, name="箱", pieces=Decimal(1), worth=Decimal(12), by=shop.boss)
    told = refused(change, shop, shop.filter, unit="箱")
    assert told.field == "unit" and "计量单位" in str(told)
    shop.price(shop.sheet("group", group="key"), "11600", product=shop.machine)
    assert "价目表明细" in str(refused(change, shop, shop.machine, unit="套"))
    change(shop, shop.machine, tracking="serial")


def test_units_come_out_even_or_not_at_all(shop):
    by, add = shop.boss, actions.add_unit
    told = refused(add, shop.filter, name="米", pieces=Decimal(3), worth=Decimal(1), by=by)
    assert told.field == "worth" and not shop.filter.units.exists()
    unit = add(shop.filter, name="箱", pieces=Decimal(1), worth=Decimal(12), by=by)
    for name in ("箱", "个", " "):
        assert refused(add, shop.filter, name=name, pieces=Decimal(1), worth=Decimal(2), by=by)
    code, _ = actions.add_barcode(shop.filter, "6901234567892", unit=unit, by=by)
    assert "条码" in str(refused(actions.remove_unit, unit, by=by))
    actions.remove_barcode(code, by=by)
    actions.remove_unit(unit, by=by)
    verbs = HistoryEntry.objects.filter(object_id=shop.filter.pk).values_list("verb", flat=True)
    assert {"增加单位", "移除单位", "增加条码", "移除条码"} <= set(verbs)


def test_a_barcode_is_on_one_product_and_a_wrong_digit_is_only_told(shop):
    row, warning = actions.add_barcode(shop.filter, " 6901234567893 ", by=shop.boss)
    assert row.code == "6901234567893" and "校验位" in warning
    told = refused(actions.add_barcode, shop.machine, "6901234567893", by=shop.boss)
    assert "空气滤芯" in str(told) and told.field == "code"
    unit = actions.add_unit(
        shop.machine, name="套", pieces=Decimal(1), worth=Decimal(2), by=shop.boss
    )
    assert refused(actions.add_barcode, shop.filter, "X1", unit=unit, by=shop.boss).field == "unit"
    assert Barcode.objects.count() == 1


def test_a_scanned_code_finds_its_product(shop):
    actions.add_barcode(shop.filter, "036000291452", by=shop.boss)
    shop.product("六百号", no="036000291452X")
    for text in ("036000291452", "0036000291452", "af-75", shop.filter.no.lower()):
        assert queries.found_by_code(shop.chen, text) == [shop.filter], text
    assert queries.found_by_code(shop.chen, "nothing") == []
    assert queries.found_by_code(shop.house.admin, "036000291452") == []


def test_products_are_found_by_name_pinyin_model_spec_and_barcode(shop):
    change(shop, shop.machine, spec="1.2 立方 八公斤", brand="开岳")
    actions.add_barcode(shop.machine, "6901234567892", by=shop.boss)
    for text in ("空压机", "lgkyj", "luogan", "bk7.5", "八公斤", "开岳", "6901234567892",
                 shop.machine.no):  # fmt: skip
        groups = find(text, user=shop.chen)
        hits = [hit.id for group in groups if group.kind == "product" for hit in group.hits]
        assert shop.machine.pk in hits, text
    assert not [g for g in find("空压机", user=shop.house.admin) if g.kind == "product"]


def test_a_category_carries_what_is_below_it(shop):
    pumps = shop.category("水泵")
    deep = shop.category("离心泵", pumps)
    deeper = shop.category("多级", deep)
    pumps.name = "泵"
    save(CATEGORIES, row=pumps, verb="change", by=shop.boss)
    names = Category.objects.in_bulk([deep.pk, deeper.pk])
    assert names[deeper.pk].path_name == "泵 / 离心泵 / 多级"
    deep.refresh_from_db()
    deep.parent = shop.parts
    save(CATEGORIES, row=deep, verb="change", by=shop.boss)
    deeper.refresh_from_db()
    assert deeper.path_name == "配件 / 离心泵 / 多级"
    assert deeper.path.startswith(shop.parts.path)


def test_a_category_neither_circles_nor_doubles_nor_sinks(shop):
    top = shop.category("一")
    low = shop.category("二", top)
    top.parent = low
    assert refused(save, CATEGORIES, row=top, verb="change", by=shop.boss).field == "parent"
    assert refused(shop.category, "二", Category.objects.get(pk=top.pk)).field == "name"
    for name in ("三", "四", "五"):
        low = shop.category(name, low)
    assert refused(shop.category, "六", low).field == "parent"


def test_a_discontinued_product_owes_parts_for_years(shop):
    row = change(shop, shop.machine, discontinued_on="2024-02-29", is_active=False)
    row.refresh_from_db()
    assert parameter("parts.duty_years") == 5
    assert queries.duties_of(row).isoformat() == "2029-02-28"
    assert queries.duties_of(shop.filter) is None


def test_pictures_are_pictures(shop):
    picture = actions.add_picture(shop.filter, ContentFile(SEAL, name="a.png"), by=shop.boss)
    assert [one.pk for one in queries.pictures_of(shop.filter)] == [picture.pk]
    assert refused(
        actions.add_picture, shop.filter, ContentFile(b"%PDF-1.4 x", name="a.pdf"), by=shop.boss
    )
    actions.remove_picture(shop.filter, picture, by=shop.boss)
    assert not queries.pictures_of(shop.filter)


def test_a_bundle_says_how_it_is_put_together(shop):
    assert refused(shop.product, "套装", sort="bundle").field == "bundle_sort"
    row = shop.bundle("fixed", shop.filter)
    assert refused(change, shop, row, sort="goods").field == "sort"
    assert shop.product("轴承", bundle_sort="fixed").bundle_sort == ""


def test_cost_is_for_those_who_may_see_it(shop):
    columns = {c.name for c in PRODUCTS.columns_for(shop.chen)}
    assert "cost_yuan" not in columns and "list_price_yuan" in columns
    assert "cost_yuan" in {c.name for c in PRODUCTS.columns_for(shop.boss)}
