"""Stock counts: freeze, difference, approval; and putting bundles together (I-6)."""

from decimal import Decimal

import pytest

from maizi.approvals.actions import agree, reject
from maizi.approvals.models import ApprovalCase
from maizi.catalog.actions import add_part
from maizi.kernel.errors import Refused
from maizi.stock import actions
from maizi.stock.actions import Found
from maizi.stock.models import Serial
from maizi.stock.rules.counts import Counted, judge
from tests.house import fresh

pytestmark = pytest.mark.django_db


def started(store, **more):
    return actions.start_count(store.main, by=store.boss, **more)


def note(store, count, product, quantity, **more):
    line = count.lines.get(product=product)
    found = {line.pk: Found(None if quantity is None else Decimal(quantity), **more)}
    actions.note_found(count, found=found, by=store.boss)


def test_gains_and_losses_are_judged_apart():
    lines = [Counted(Decimal(10), Decimal(8), Decimal(5)), Counted(Decimal(1), None),
             Counted(Decimal(0), Decimal(3), Decimal(4))]  # fmt: skip
    verdict = judge(lines)
    assert (verdict.gain_yuan, verdict.loss_yuan) == (12, 10)
    assert (verdict.differing, verdict.uncounted) == (2, 1)


def test_what_moves_after_the_freeze_is_no_difference(store):
    store.post("purchase_in", store.line(10, "10"))
    count = started(store)
    store.post("sales_out", store.line(4))
    note(store, count, store.filter, 9)
    count = actions.submit_count(count, by=store.boss, reason="破损一个")
    assert count.state == "done" and count.loss.movements.get().quantity == -1
    assert store.account().quantity == 5


def test_differences_wait_for_their_approval(store):
    actions.seed_approvals()
    finance = store.house.person("fin", "钱会计", store.house.hq, "finance")
    store.post("purchase_in", store.line(10, "10"))
    count = started(store)
    note(store, count, store.filter, 12)
    with pytest.raises(Refused, match="请写明原因"):
        actions.submit_count(count, by=store.boss)
    count = actions.submit_count(count, by=store.boss, reason="上次少记")
    assert count.state == "asked" and store.account().quantity == 10
    with pytest.raises(Refused, match="还在审批中"):
        actions.resume_count(count, by=store.boss)
    case = ApprovalCase.objects.get()
    reject(case, by=fresh(finance), digest=case.digest, opinion="再数一遍")
    count = actions.resume_count(count, by=store.boss)
    note(store, count, store.filter, 11)
    actions.submit_count(count, by=store.boss, reason="复盘")
    case = ApprovalCase.objects.order_by("-pk").first()
    agree(case, by=fresh(finance), digest=case.digest, opinion="同意")
    count.refresh_from_db()
    assert count.state == "done" and count.gain.movements.get().quantity == 1
    assert store.account().quantity == 11 and store.account().value_yuan == 110


def test_pieces_with_numbers_are_counted_by_number(store):
    store.post("purchase_in", store.line(2, "700", product=store.pump, serials=("A1", "A2")))
    count = started(store)
    with pytest.raises(Refused, match="扫了不止一次"):
        note(store, count, store.pump, None, serials=("A1", "A1"))
    note(store, count, store.pump, None, serials=("A1", "A3"))
    actions.submit_count(count, by=store.boss, reason="换过一台")
    here = Serial.objects.filter(warehouse=store.main).values_list("no", flat=True)
    assert sorted(here) == ["A1", "A3"] and store.account(store.pump).quantity == 2


def test_nothing_is_counted_twice_at_once(store):
    with pytest.raises(Refused, match="没有库存"):
        started(store)
    store.post("purchase_in", store.line(10, "10"))
    count = started(store, category=store.parts)
    with pytest.raises(Refused, match="范围有重叠"):
        started(store)
    with pytest.raises(Refused, match="还没有填写任何实盘数量"):
        actions.submit_count(count, by=store.boss)
    with pytest.raises(Refused, match="盘点单上已有"):
        actions.add_line(count, product=store.filter, by=store.boss)
    actions.add_line(count, product=store.machine, by=store.boss)
    actions.cancel_count(count, by=store.boss)
    with pytest.raises(Refused, match="不能再改"):
        note(store, count, store.filter, 9)
    assert started(store).state == "open"


def test_a_fixed_set_is_put_together_from_its_parts(store):
    bundle, kit = store.bundle("fixed"), store.product("保养包", unit="套")
    add_part(bundle, part=store.filter, quantity=Decimal(2), by=store.boss)
    store.post("purchase_in", store.line(10, "10"))
    lines = actions.lines_from_bundle(bundle, pieces=Decimal(3))
    store.post("assembly", *lines, store.line(3, product=kit, is_made=True))
    assert store.account().quantity == 4
    assert (store.account(kit).quantity, store.account(kit).value_yuan) == (3, 60)
    store.post("disassembly", store.line(1, product=kit), store.line(2, is_made=True))
    assert (store.account().quantity, store.account().value_yuan) == (6, 60)
    with pytest.raises(Refused, match="要有领料的行，也要有产出的行"):
        store.post("assembly", store.line(1, product=kit))
    with pytest.raises(Refused, match="不能既是领料又是产出"):
        store.post("assembly", store.line(1, product=kit), store.line(1, product=kit, is_made=True))
    with pytest.raises(Refused, match="不是固定套装"):
        actions.lines_from_bundle(store.machine, pieces=Decimal(1))
