"""Installed pieces out of sheets, and back again."""

import pytest

from maizi.warranty.models import Unit
from maizi.warranty.pages import IMPORTS
from tests.customers.importing import lead

pytestmark = pytest.mark.django_db


def test_pieces_come_in_and_go_back(shop):
    text = (
        "机身号,型号,使用单位,购买日期,单价,手机号码\n"
        f'A-1,TV55,{shop.customer.name},2026-01-10,"4,999.00",13912345678\n'
        f"A-2,TV55,{shop.customer.no},2026-01-12,4999,\n"
        "A-3,没有的型号,,,,\n"
        "A-4,TV55,没有的客户,,,\n"
        "A-1,TV55,,,,\n"
        "A-5,TV55,,2099-01-01,,\n"
    )
    led = lead(text, by=shop.he, kind=IMPORTS, name="设备.csv").check()
    assert not Unit.objects.exists()
    led.bring()
    assert led.counts() == (2, 0, 0, 4), led.told()
    first, second = Unit.objects.order_by("serial")
    assert first.customer == second.customer == shop.customer
    assert str(first.starts_on) == "2026-01-10" and str(first.price_yuan) == "4999.00"
    told = "\n".join(led.told())
    assert "没有找到“没有的型号”" in told and "已经建档" in told
    again = lead(text, by=shop.he, kind=IMPORTS, name="设备.csv").check().bring()
    assert again.counts()[0] == 0
    shop.asked(first)
    led.undo()
    assert list(Unit.objects.all()) == [first], "a piece with a verdict stays"
