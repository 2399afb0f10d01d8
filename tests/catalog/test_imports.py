"""Products out of sheets, through the wizard's engine."""

from decimal import Decimal

import pytest

from maizi.catalog.models import Barcode, Category, ListPrice, Product, ProductUnit
from maizi.catalog.pages import IMPORTS, PRODUCTS
from maizi.history.models import HistoryEntry
from maizi.kit.pages import save
from tests.customers.importing import SHARED, lead
from tests.house import fresh

pytestmark = pytest.mark.django_db
SHEET = """商品编码,品名,品牌,规格型号,分类,单位,售价,进价,税率,条形码,箱规,保修期
K-01,空气滤芯,开岳,AF-75,配件/滤芯,个,"1,110.5",62,13%,6901234567892,12,3
K-02,油滤芯,开岳,OF-75,配件/滤芯,个,75,,0.13,6901234567893,24,
,安装调试,,,服务,次,1200,,6%,,,
"""


def sheet(shop, content, *, by=None, name="商品.csv", **options):
    return lead(content, by=by or shop.boss, kind=IMPORTS, name=name, **options)


def places(led) -> dict:
    return {c["header"]: c["target"] for c in led.run.columns}


def test_a_sheet_comes_in_whole(shop):
    shop.house.roles["marketing_director"].field_access["cost"] = "write"
    shop.house.roles["marketing_director"].save()
    led = sheet(shop, SHEET, by=fresh(shop.house.boss)).check()
    assert places(led) == {
        "商品编码": "no", "品名": "name", "品牌": "brand", "规格型号": "spec", "分类": "category",
        "单位": "unit", "售价": "list_price_yuan", "进价": "cost_yuan", "税率": "tax_rate",
        "条形码": "barcode", "箱规": "pack", "保修期": "warranty_months",
    }  # fmt: skip
    assert not Product.objects.filter(no="K-01").exists()
    led.bring()
    assert led.counts() == (3, 0, 0, 0)
    row = Product.objects.get(no="K-01")
    assert (row.list_price_yuan, row.cost_yuan, row.tax_rate) == (
        Decimal("1110.5"), 62, Decimal("0.13"))  # fmt: skip
    assert row.category.path_name == "配件 / 滤芯" and row.category.parent == shop.parts
    assert ProductUnit.objects.get(product=row).factor == 12
    assert Barcode.objects.get(product=row).kind == "EAN-13"
    assert ListPrice.objects.get(product=row).price_yuan == Decimal("1110.5")
    service = Product.objects.get(name="安装调试")
    assert service.no.startswith("P") and service.tax_rate == Decimal("0.06")
    assert any("校验位" in told for told in led.told())
    assert HistoryEntry.objects.filter(object_id=row.pk, verb="import").exists()


def test_what_is_here_already_is_refused_or_updated_by_its_key(shop):
    text = f"商品编号,商品名称,售价\n{shop.filter.no},空气滤芯,110\n,螺杆空压机 BK7.5-8,13000\n"
    led = sheet(shop, text).check().bring()
    assert led.counts() == (0, 0, 0, 2) or led.counts() == (1, 0, 0, 1)
    led = sheet(shop, f"商品编号,售价,备注\n{shop.filter.no},110,\n没有的,1,\n", mode="update",
                key="no").check().bring()  # fmt: skip
    assert led.counts() == (0, 1, 0, 1)
    shop.filter.refresh_from_db()
    assert shop.filter.list_price_yuan == 110
    led.undo()
    shop.filter.refresh_from_db()
    assert shop.filter.list_price_yuan == 100
    assert ListPrice.objects.get(product=shop.filter).price_yuan == 100


def test_bad_rows_say_why(shop):
    text = (
        "商品编号,商品名称,售价,箱规,条码\nA,甲,abc,,\nB,乙,-5,,\nC,丙,5,0,\nD,丁,0,,\n"
        "E,戊,1,,6901234567892\nF,己,1,,6901234567892\nE,庚,1,,\n,,,,\n"
    )
    led = sheet(shop, text).check()
    told = "\n".join(led.told())
    for words in ("价格应在 0 到", "都要大于 0", "标价是 0，按没有标价导入", "条码与第",
                  "编号与第"):  # fmt: skip
        assert words in told, words
    led.bring()
    assert led.counts()[0] == 2
    assert set(Product.objects.filter(no__in="ABCDEF").values_list("no", flat=True)) == {"D", "E"}


def test_an_import_is_taken_back_but_for_what_was_touched(shop):
    led = sheet(shop, SHEET).check().bring()
    row = Product.objects.get(no="K-02")
    row.brand = "新牌"
    save(PRODUCTS, row=row, verb="change", by=shop.boss)
    led.undo()
    assert set(Product.objects.values_list("no", flat=True)) == {
        shop.machine.no, shop.filter.no, "K-02"}  # fmt: skip
    assert led.run.undone == 2 and led.run.kept == 1
    assert not Barcode.objects.exclude(product__no="K-02").exists()


def test_a_file_of_a_thousand_rows_takes_no_query_per_row(shop, django_assert_max_num_queries):
    lines = "\n".join(f"N{n},第{n}号轴承,{n}.5,轴承" for n in range(600))
    with django_assert_max_num_queries(420):
        led = sheet(shop, f"商品编号,商品名称,售价,分类\n{lines}\n").check().bring()
    assert led.counts() == (600, 0, 0, 0)


def test_real_sheets_of_a_shop_come_in_as_products(shop):
    """240 months of ten brands of one category are ten products; categories, brands, prices."""
    folder = SHARED / "trade" / "workbooks"
    assert folder.exists(), "../shared/data is not here: CI has it"
    found = sorted(folder.glob("专项户外运动装备*.xlsx"))[:2]
    for number, place in enumerate(found):
        led = sheet(shop, place).check().bring()
        assert places(led)["三级类目"] == "category" and places(led)["品牌"] == "brand"
        added, _, joined, refused = led.counts()
        assert refused == 0 and added + joined == led.run.row_count == 240
        category = Category.objects.get(path_name=place.stem.rpartition("&")[2])
        assert category.products.count() == added >= 8, number
    row = Product.objects.filter(category__name="冰爪").earliest("id")
    assert row.brand.startswith("品牌-") and row.name == f"{row.brand} 冰爪"
    assert row.list_price_yuan > 0


def test_a_sales_sheet_gives_its_services_once_each(shop):
    place = SHARED / "trade" / "非洲通讯产品销售数据.xlsx"
    assert place.exists(), "../shared/data is not here: CI has it"
    led = sheet(shop, place, sort="service").check().bring()
    assert led.counts() == (3, 0, 1053, 0)
    names = Product.objects.filter(sort="service").values_list("name", flat=True)
    assert set(names) == {"Public", "Commercial", "Residential"}


def test_who_may_not_write_costs_cannot_import_them(shop):
    led = sheet(shop, SHEET)
    assert places(led)["进价"] == ""
