"""Imports that change what is here: by key, only what may be changed, only what the sheet says."""

import pytest

from maizi.customers.models import Contact, Customer
from maizi.history.models import HistoryEntry
from maizi.kernel.errors import Refused
from tests.customers.importing import lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(house):
    """Three stored customers: two in East, one in North."""
    return [
        house.customer(
            "甲公司", house.chen, no="C1", mobile="13800138000", name_key="甲公司", note="旧"
        ),
        house.customer(
            "乙公司", house.xu, no="C2", usc_code="91110000600037341L", name_key="乙公司"
        ),
        house.customer("丙公司", house.meng, no="C3", name_key="丙公司"),
    ]


def test_only_filled_cells_overwrite_and_the_change_is_recorded(house, known):
    sheet = "客户编号,简称,备注,行业\nC1,甲甲,,软件\nC2,,新的,\n"
    led = lead(sheet, by=house.lin, mode="update", key="no").check()
    assert (led.run.to_add, led.run.to_update, led.run.refused) == (0, 2, 0)
    assert led.bring().counts() == (0, 2, 0, 0)
    first = Customer.objects.get(no="C1")
    assert (first.short_name, first.note, first.industry) == ("甲甲", "旧", "software")
    entry = HistoryEntry.objects.get(object_id=first.pk, chain=f"import-{led.run.pk}")
    assert entry.changes == {"short_name": [None, "甲甲"], "industry": [None, "software"]}


def test_empty_cells_clear_when_asked_for(house, known):
    lead("客户编号,备注\nC1,\n", by=house.lin, mode="update", key="no", empties=True).bring()
    assert Customer.objects.get(no="C1").note == ""


def test_what_stays_the_same_is_no_change(house, known):
    led = lead("客户编号,备注\nC1,旧\n", by=house.lin, mode="update", key="no").bring()
    assert led.counts() == (0, 0, 0, 0) and led.run.same == 1
    assert not HistoryEntry.objects.filter(chain=f"import-{led.run.pk}").exists()


@pytest.mark.parametrize(
    ("key", "sheet"),
    [
        ("mobile", "手机,备注\n13800138000,新\n"),
        ("name", "客户名称,备注\n甲公司,新\n"),
        ("usc_code", "信用代码,备注\n91110000600037341L,新\n"),
    ],
)
def test_any_key_finds_its_customer(house, known, key, sheet):
    assert lead(sheet, by=house.lin, mode="update", key=key).bring().counts() == (0, 1, 0, 0)
    assert Customer.objects.filter(note="新").count() == 1


def test_what_a_person_may_not_change_stays(house, known):
    """C3 lies in another region: for the leader of East it is not there."""
    sheet = "客户编号,备注\nC3,新\nC9,新\n,新\n"
    led = lead(sheet, by=house.lin, mode="update", key="no").bring()
    assert led.counts() == (0, 0, 0, 3)
    assert not Customer.objects.filter(note="新").exists()


def test_both_updates_the_known_and_adds_the_new(house, known):
    sheet = "客户编号,客户名称,备注\nC1,甲公司,新\n,丁公司,新\n,丙公司,新\n"
    led = lead(sheet, by=house.lin, mode="both", key="no").bring()
    assert led.counts() == (1, 1, 0, 1)
    assert Customer.objects.get(name="丁公司").owner == house.lin
    assert "丙**" in led.told()[0] and "孟飞" in led.told()[0]


def test_the_same_customer_twice_is_named(house, known):
    sheet = "客户编号,备注\nC1,一\nC1,二\n"
    led = lead(sheet, by=house.lin, mode="update", key="no").bring()
    assert led.counts() == (0, 1, 0, 1)
    assert led.told() == ["3 ：与第 2 行更新的是同一个客户。请只保留一行。"]
    assert Customer.objects.get(no="C1").note == "一"


def test_contacts_are_completed_not_doubled(house, known):
    Contact.objects.create(customer=known[0], name="张三", mobile="13500135000", is_primary=True)
    sheet = "客户编号,联系人,联系人邮箱\nC1,张三,a@example.com\nC1,李四,b@example.com\n"
    led = lead(sheet, by=house.lin, mode="update", key="no").bring()
    assert led.run.updated + led.run.joined == 2
    people = Contact.objects.order_by("id").values_list("name", "mobile", "email", "is_primary")
    assert list(people) == [
        ("张三", "13500135000", "a@example.com", True),
        ("李四", "", "b@example.com", False),
    ]


def test_a_change_may_not_make_two_customers_one(house, known):
    sheet = "客户编号,信用代码\nC1,91110000600037341L\n"
    led = lead(sheet, by=house.lin, mode="update", key="no").bring()
    assert led.counts() == (0, 0, 0, 1) and "乙公司" in led.told()[0]


def test_a_key_without_a_column_is_refused(house, known):
    with pytest.raises(Refused, match="用来查找"):
        lead("客户名称\n甲\n", by=house.lin, mode="update", key="mobile")


def test_a_key_accounts_decision_maker_is_not_changed_by_an_import(house):
    """A-32: his name and numbers take an approval; who is none is completed as ever."""
    key = house.customer("大客户", house.chen, no="K1", name_key="大客户", ka_status="key")
    for name, is_maker in (("王芳", True), ("李强", False)):
        Contact.objects.create(
            customer=key, name=name, mobile="13912340077", is_decision_maker=is_maker
        )
    sheet = "客户编号,客户名称,联系人,联系人手机,联系人职务\nK1,大客户,{},{},总经理\n"
    led = lead(sheet.format("王芳", "13800138001"), by=house.lin, mode="update", key="no").bring()
    assert led.run.refused == 1 and "关键决策人" in led.told()[0]
    led = lead(sheet.format("李强", "13800138002"), by=house.lin, mode="update", key="no").bring()
    assert led.told() == []
    stored = dict(Contact.objects.values_list("name", "mobile"))
    assert stored == {"王芳": "13912340077", "李强": "13800138002"}
