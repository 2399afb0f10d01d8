"""Pools: who gets in, how much one may claim, what falls into them, what they hide (B-4, C-70)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maizi.customers import access, actions, queries
from maizi.customers.actions import recycling
from maizi.customers.models import (
    Activity,
    Capacity,
    Customer,
    OwnerSpell,
    Pool,
    RecycleWarning,
    RecyclingRule,
)
from maizi.customers.rules import Condition
from maizi.customers.terms import Dealing, Operator
from maizi.fields.actions import change_parameter
from maizi.inbox.models import Notice
from maizi.jobs.actions import enqueue
from maizi.jobs.actions.runs import Run
from maizi.jobs.rules import LEASE
from maizi.jobs.terms import JobState
from maizi.jobs.worker.claims import claim
from maizi.jobs.worker.runner import attempt
from maizi.kernel.errors import Refused
from tests.house import fresh

pytestmark = pytest.mark.django_db
NOW = timezone.now()
IDLE = (Condition("idle", Operator.AT_LEAST, ("15",)),)


def sees(person, row) -> bool:
    return access.visible_customers(fresh(person)).filter(pk=row.pk).exists()


def pooled(house, count: int, **values) -> list[Customer]:
    return [house.customer(f"公海{n}", pool=values.get("pool", house.pool)) for n in range(count)]


def old(house, name: str, days: int, owner=None, **values) -> Customer:
    """A customer that somebody has had for some days, without a word."""
    row = house.customer(name, owner or house.chen, **values)
    Customer.objects.filter(pk=row.pk).update(owned_since=NOW - timedelta(days=days))
    return row


def rule_of(house, *groups, pool=None) -> RecyclingRule:
    row = RecyclingRule(pool=pool or house.pool, name="没有跟进")
    return actions.save_rule(row, groups or (IDLE,), by=None)


def night(days_ahead: int = 0) -> dict | None:
    """One night's work."""
    now = timezone.now() + timedelta(days=days_ahead)
    asked = enqueue("customers.recycle", by=None)
    while job := claim("host:1:a", now=now, lease=LEASE):
        attempt(job, Run(job, clock=lambda: now))
    asked.refresh_from_db()
    assert asked.state == JobState.DONE, asked.trace
    return asked.result


def contact(row: Customer, by, **values) -> None:
    activity = Activity(customer=row, content="谈过了", at=values.pop("at", NOW), **values)
    actions.log_activity(activity, by=by)


def test_m3_a_pool_with_members_is_theirs_alone(house):
    (row,) = pooled(house, 1)
    assert sees(house.chen, row) and sees(house.xu, row) and not sees(house.meng, row)
    actions.add_member(house.pool, user=house.chen, by=None)
    assert sees(house.chen, row) and not sees(house.xu, row)
    actions.add_member(house.pool, unit=house.zhengzhou, by=None)
    assert sees(house.meng, row)
    member = actions.add_member(house.pool, role=house.roles["salesperson"], by=None)
    assert sees(house.xu, row)
    actions.remove_member(member, by=None)
    assert not sees(house.xu, row)
    with pytest.raises(Refused, match="不对您开放"):
        actions.claim([row], by=fresh(house.xu))
    assert actions.claim([row], by=fresh(house.meng)) == 1


def test_a_pool_with_an_administrator_only_stays_open_and_obeys_him(house):
    (row,) = pooled(house, 1)
    actions.add_member(house.pool, user=house.chen, is_administrator=True, by=house.boss)
    assert sees(house.xu, row)
    assert access.may(fresh(house.chen), "assign", row)
    assert not access.may(fresh(house.xu), "assign", row)
    assert actions.assign([row], house.xu, by=fresh(house.chen)) == 1
    with pytest.raises(Refused, match="管理员"):
        actions.hide_fields(house.pool, ["city"], by=fresh(house.xu))
    with pytest.raises(Refused, match="管理员"):
        rule = RecyclingRule(pool=Pool.objects.create(name="别处", unit=house.north), name="规则")
        actions.save_rule(rule, (IDLE,), by=fresh(house.chen))


def test_b4_claims_a_day_and_a_period_are_limited(house):
    rows = pooled(house, 4)
    Pool.objects.update(claims_a_day=2)
    assert actions.claim(rows[:2], by=house.chen) == 2
    with pytest.raises(Refused, match="还能领 0 个"):
        actions.claim(rows[2:3], by=house.chen)
    assert actions.claim(rows[2:3], by=house.xu) == 1
    Pool.objects.update(claims_a_day=None)
    change_parameter("pool.claim_limit", given=["3"], by=fresh(house.admin), reason="试行")
    tomorrow = NOW + timedelta(days=1)
    assert actions.claim(rows[3:], by=house.chen, now=tomorrow) == 1
    (more,) = pooled(house, 1)
    with pytest.raises(Refused, match="30 天里最多领取 3 个"):
        actions.claim([more], by=house.chen, now=tomorrow)
    assert actions.claim([more], by=house.chen, now=NOW + timedelta(days=31)) == 1


def test_b4_new_customers_have_a_limit_of_their_own(house):
    Pool.objects.update(new_claims_a_day=1, cool_off_days=0)
    rows = pooled(house, 2)
    actions.claim(rows[:1], by=house.chen)
    with pytest.raises(Refused, match="新资料"):
        actions.claim(rows[1:], by=house.chen)
    used = house.customer("用过的", house.xu)
    actions.release([used], house.pool, by=house.xu, reason="没空")
    assert actions.claim([used], by=house.chen) == 1


def test_b4_the_previous_owner_waits_others_do_not(house):
    row = house.customer("甲", house.chen)
    actions.release([row], house.pool, by=house.chen, reason="没有需求")
    with pytest.raises(Refused, match="不久前还是您的客户"):
        actions.claim([row], by=house.chen)
    assert actions.claim([row], by=house.chen, now=NOW + timedelta(days=7)) == 1
    actions.release([row], house.pool, by=fresh(house.chen), reason="没有需求")
    assert actions.claim([row], by=house.xu) == 1


def test_b4_capacity_counts_what_is_not_sold_yet(house):
    Capacity.objects.create(role=house.roles["salesperson"], most=2)
    house.customer("已成交", house.chen, lifecycle="repeat")
    house.customer("在谈", house.chen)
    rows = pooled(house, 2)
    with pytest.raises(Refused, match="还能再加 1 个"):
        actions.claim(rows, by=house.chen)
    with pytest.raises(Refused, match="名下最多 2 个"):
        actions.assign(rows, house.chen, by=house.boss)
    actions.save_capacity(Capacity(user=house.chen, most=5, counts_traded=True), by=house.boss)
    assert actions.claim(rows, by=house.chen) == 2


def test_of_several_those_that_are_left_are_claimed(house):
    rows = pooled(house, 3)
    actions.claim(rows[:1], by=house.xu)
    assert actions.claim(rows, by=house.chen) == 2


def test_who_owned_what_when_is_kept_without_a_gap(house):
    row = house.customer("甲", house.chen)
    actions.assign([row], house.xu, by=house.boss, reason="区域调整")
    actions.release([row], house.pool, by=house.xu, reason="没有预算")
    actions.claim([row], by=house.chen, now=timezone.now() + timedelta(days=8))
    spells = list(OwnerSpell.objects.filter(customer=row).order_by("ended_at"))
    assert [(s.owner or s.pool, s.how, s.reason) for s in spells] == [
        (house.chen, "assigned", "区域调整"), (house.xu, "released", "没有预算"),
        (house.pool, "claimed", ""),
    ]  # fmt: skip
    row.refresh_from_db()
    ends = [*(s.ended_at for s in spells)]
    assert [s.began_at for s in spells] == [row.created_at, *ends[:-1]]
    assert row.owned_since == ends[-1] and row.owner == house.chen
    assert [s.is_first for s in spells] == [False, False, False]


def test_b4_a_silent_customer_is_warned_of_and_then_taken(house):
    rule_of(house)
    silent, young = old(house, "沉默", 12), old(house, "刚到手", 2)
    assert night() == {"lifted": 0, "warned": 1, "taken": 0}
    warning = RecycleWarning.objects.get()
    assert warning.customer == silent
    assert warning.falls_on == timezone.localdate() + timedelta(days=3)
    notice = Notice.objects.get(event="customers.falling")
    assert notice.user == house.chen and "沉默" in notice.title
    assert night() is None  # a second run of the same night finds nothing to do
    assert night(2) is None
    assert night(3)["taken"] == 1
    silent.refresh_from_db()
    young.refresh_from_db()
    assert (silent.owner, silent.pool, young.owner) == (None, house.pool, house.chen)
    assert Notice.objects.filter(event="customers.taken_back", user=house.chen).count() == 1
    spell = OwnerSpell.objects.get()
    assert (spell.how, spell.by, spell.reason) == ("recycled", None, "没有跟进")


def test_b4_an_effective_contact_lifts_the_warning_a_note_does_not(house):
    rule_of(house)
    spoken, noted = old(house, "打过电话", 20), old(house, "只写备注", 20)
    assert night()["warned"] == 2
    contact(spoken, house.chen)
    contact(noted, house.chen, channel="note")
    assert night(3) == {"lifted": 1, "warned": 0, "taken": 1}
    spoken.refresh_from_db()
    assert spoken.owner == house.chen


def test_b4_key_protected_and_waiting_customers_are_never_taken(house):
    rule_of(house)
    old(house, "大客户", 99, ka_status="key")
    kept = old(house, "受保护", 99)
    actions.protect(kept, by=house.boss, reason="董事长的同学")
    run = queries.dry_run(house.pool, (IDLE,), today=timezone.localdate(), warning_days=3)
    assert (run.taken, run.warned) == (0, 0)
    assert run.spared == [("大客户", 1), ("有收回保护", 1)]
    assert night() is None
    actions.unprotect(kept, by=house.boss)
    assert night()["warned"] == 1
    with pytest.raises(Refused, match="不能保护"):
        actions.protect(kept, by=house.chen, reason="我的")


def test_a_rule_looks_only_at_its_own_part_of_the_company(house):
    rule_of(house)
    old(house, "别的大区", 99, house.meng)
    assert night() is None


def test_the_dry_run_counts_what_the_night_takes(house):
    old(house, "甲", 99)
    old(house, "乙", 13, house.xu)
    run = queries.dry_run(house.pool, (IDLE,), today=timezone.localdate(), warning_days=3)
    assert (run.taken, run.warned, run.owners) == (1, 2, [("陈默", 1)])
    rule_of(house)
    assert night()["warned"] == run.warned


def test_without_days_of_warning_the_night_takes_at_once(house):
    Pool.objects.update(warning_days=0)
    rule_of(house)
    old(house, "沉默", 16)
    assert night() == {"lifted": 0, "warned": 1, "taken": 1}
    assert not Notice.objects.filter(event="customers.falling").exists()


def test_a_rule_by_tag_unit_and_deal(house):
    from maizi.customers.models import Tag

    tag = Tag.objects.create(name="观望")
    tagged, plain = old(house, "带标签", 50), old(house, "没标签", 50)
    tagged.tags.add(tag)
    sold = old(house, "成交过", 50, first_trade_on=timezone.localdate() - timedelta(days=5))
    days = Condition("no_deal", Operator.AT_LEAST, ("30",))

    def found(*conditions) -> set[str]:
        rows = queries.candidates(house.pool, (conditions,), on=timezone.localdate())
        return set(rows.values_list("name", flat=True))

    assert found(days) == {tagged.name, plain.name}
    assert found(days, Condition("tags", Operator.IN, (str(tag.pk),))) == {tagged.name}
    assert found(days, Condition("tags", Operator.NOT_IN, (str(tag.pk),))) == {plain.name}
    assert found(days, Condition("org_unit", Operator.IN, (str(house.north.pk),))) == set()
    assert found(Condition("held", Operator.AT_LEAST, ("30",)), Condition("traded", Operator.YES)
                 ) == {sold.name}  # fmt: skip
    assert found(Condition("forgotten", Operator.IN, ("x",))) == set()


def test_a_killed_night_goes_on_where_it_was(house, monkeypatch):
    rule_of(house)
    for number in range(5):
        old(house, f"沉默{number}", 30)
    night()
    monkeypatch.setattr(recycling, "SLICE", 2)
    taken = recycling.take_next(RecyclingRule.objects.get().pk, 0, now=NOW + timedelta(days=3))
    assert taken[1] == 2
    assert night(3)["taken"] == 3
    assert Customer.objects.filter(pool=house.pool).count() == 5
    assert OwnerSpell.objects.count() == 5


def test_dealing_out_by_load_remembers_nobody_and_fills_nobody(house):
    rows = pooled(house, 4)
    house.customer("已有", house.chen)
    counts = actions.deal_out(
        rows[:3], people=[house.chen, house.xu], how=Dealing.LOAD, by=house.boss
    )
    assert counts == {house.chen.pk: 1, house.xu.pk: 2}
    actions.save_capacity(Capacity(user=house.chen, most=2), by=house.boss)
    with pytest.raises(Refused, match="名下都满了"):
        actions.deal_out(rows[3:], people=[house.chen], how=Dealing.TURN, by=house.boss)
    with pytest.raises(Refused, match="不能转移"):
        actions.deal_out(rows[3:], people=[house.chen], how=Dealing.TURN, by=house.xu)


def test_in_turn_the_pool_remembers_whose_turn_it_was(house):
    rows = pooled(house, 2)
    people = [house.chen, house.xu]
    first = actions.deal_out(rows[:1], people=people, how=Dealing.TURN, by=house.boss)
    second = actions.deal_out(rows[1:], people=people, how=Dealing.TURN, by=house.boss)
    assert {*first, *second} == {house.chen.pk, house.xu.pk}
