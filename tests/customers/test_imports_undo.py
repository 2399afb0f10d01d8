"""The undo of a whole import: what it did goes, what people did since stays."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maizi.customers import actions
from maizi.customers.models import Activity, Contact, Customer
from maizi.history.actions import recorded
from maizi.history.queries import entries_of, flaws
from maizi.kernel.errors import Refused
from tests.customers.importing import lead

pytestmark = pytest.mark.django_db
UNTOLD = {"changed_at", "sort_name", "name_key"}


def state() -> list[dict]:
    """Every customer and contact, but for columns that follow others."""
    rows = [*Customer.objects.order_by("id").values(), *Contact.objects.order_by("id").values()]
    return [{name: row[name] for name in row if name not in UNTOLD} for row in rows]


def test_all_that_was_new_goes(house):
    before = state()
    led = lead("客户名称,联系人\n甲,张三\n乙,\n甲,李四\n", by=house.lin).bring()
    led.undo()
    assert state() == before
    assert (led.run.undone, led.run.kept, led.run.state) == (2, 0, "undone")
    assert not list(flaws())


def test_all_that_was_changed_goes_back(house):
    row = house.customer("甲公司", no="C1", note="旧", city="南京市")
    Contact.objects.create(customer=row, name="张三", mobile="13500135000", is_primary=True)
    before = state()
    sheet = "客户编号,备注,城市,联系人,联系人手机\nC1,新,苏州,张三,13500135001\nC1,,,李四,\n"
    led = lead(sheet, by=house.lin, mode="update", key="no").bring()
    assert state() != before
    led.undo()
    assert state() == before and led.run.kept == 0
    assert [entry.verb for entry in entries_of(row)] == ["undo", "change"]


def test_what_people_did_since_stays_and_is_listed(house):
    house.customer("丁公司", no="C1", note="旧")
    led = lead("客户名称,手机\n甲,13800138000\n乙,\n丙,\n", by=house.lin).bring()
    more = lead("客户编号,备注\nC1,新\n", by=house.lin, mode="update", key="no").bring()
    changed, talked = Customer.objects.get(name="甲"), Customer.objects.get(name="乙")
    with recorded(changed, by=house.lin):
        changed.note = "很好"
        changed.save()
    activity = Activity(customer=talked, author=house.lin, content="打过电话", at=talked.created_at)
    actions.log_activity(activity, by=house.lin)
    with recorded(kept := Customer.objects.get(no="C1"), by=house.chen):
        kept.note = "更新的"
        kept.save()
    led.undo()
    assert set(Customer.objects.values_list("name", flat=True)) == {"甲", "乙", "丁公司"}
    assert (led.run.undone, led.run.kept) == (1, 2)
    titles = [one.texts["title"] for one in led.run.problems.filter(phase="undo")]
    assert sorted(titles) == ["乙", "甲"]
    more.undo()
    assert more.run.kept == 1 and Customer.objects.get(no="C1").note == "更新的"


def test_an_import_is_undone_once(house):
    led = lead("客户名称\n甲\n", by=house.lin).bring().undo()
    with pytest.raises(Refused, match="状态已经改变"):
        led.undo()


CELLS = st.sampled_from(
    ["", "甲", "乙", "C1", "C2", "北京", "南京", "13800138000", "软件", "a@b.cn"]
)
ROWS = st.lists(st.tuples(*[CELLS] * 5), min_size=1, max_size=6)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=ROWS, mode=st.sampled_from(["add", "update", "both"]))
def test_undo_gives_back_the_state_before(house, rows, mode):
    """Whatever the sheet, whatever of it came in."""
    for no, name in (("C1", "甲"), ("C2", "乙公司")):
        if not Customer.objects.filter(no=no).exists():
            house.customer(name, no=no, note="旧", name_key=name[0])
    before = state()
    sheet = "客户编号,客户名称,备注,联系人,联系人手机\n" + "\n".join(",".join(row) for row in rows)
    options = {"key": "no", "twins": "import", "bad_cells": "leave"}
    if not any(any(row) for row in rows):
        return
    led = lead(sheet, by=house.lin, mode=mode, **options).bring()
    if led.run.added or led.run.updated or led.run.joined:
        led.undo()
        assert led.run.kept == 0
    assert state() == before
