"""Suppliers and their prices out of sheets."""

from decimal import Decimal

import pytest

from maizi.purchasing.models import Supplier, SupplierContact, Supply
from maizi.purchasing.pages import IMPORTS
from tests.customers.importing import lead
from tests.house import fresh

pytestmark = pytest.mark.django_db
SHEET = """供应商名称,主营,联系人,手机,账期,结算方式,开户行,银行账号,商品编号,供应商货号,进价,起订量
苏州恒信滤材有限公司,滤芯,王海,13812345678,45,月结,工行苏州分行,6222020000001,AF-75,HX-75,58.5,20
苏州恒信滤材有限公司,,,,,,,,KS-8000,HX-O,170,
杭州开岳压缩机有限公司,,,,,,,,AF-75,KY-AF75,61,
南京没货贸易,,,,,,,,NOPE,,5,
"""


def sheet(yard, text=SHEET, **options):
    return lead(text, by=fresh(yard.house.boss), kind=IMPORTS, name="供应商.csv", **options)


@pytest.fixture
def rights(yard):
    """Boss may write costs and bank accounts here."""
    role = yard.house.roles["marketing_director"]
    role.field_access |= {"cost": "write", "bank": "write"}
    role.save()
    return yard


def test_a_sheet_comes_in_whole(rights):
    led = sheet(rights).check()
    assert not Supplier.objects.filter(name="苏州恒信滤材有限公司").exists()
    led.bring()
    assert led.counts() == (1, 1, 1, 1), led.told()
    row = Supplier.objects.get(name="苏州恒信滤材有限公司")
    assert (row.terms_days, row.due_from, row.bank_account) == (45, "month_end", "6222020000001")
    assert row.no.startswith("V") and SupplierContact.objects.get(supplier=row).is_main
    prices = dict(Supply.objects.filter(supplier=row).values_list("product__model", "price_yuan"))
    assert prices == {"AF-75": Decimal("58.5"), "KS-8000": Decimal(170)}
    assert Supply.objects.get(supplier=rights.maker, product=rights.filter).price_yuan == 61
    assert any("没有商品“NOPE”" in told for told in led.told())


def test_an_import_is_taken_back(rights):
    led = sheet(rights).check().bring()
    led.undo()
    assert not Supplier.objects.filter(name="苏州恒信滤材有限公司").exists()
    assert Supply.objects.get(supplier=rights.maker, product=rights.filter).price_yuan == 62


def test_updating_changes_only_what_the_sheet_says(rights):
    led = sheet(
        rights, f"供应商编号,交货周期（天）\n{rights.maker.no},21\n", mode="update", key="no"
    )
    led.check().bring()
    rights.maker.refresh_from_db()
    assert rights.maker.lead_days == 21 and rights.maker.terms_days == 30
    assert led.counts() == (0, 1, 0, 0), led.told()
