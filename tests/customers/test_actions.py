"""What people do with customers: save, assign, claim, release, share, follow up, ask."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.customers import access, actions
from maizi.customers.actions.matching import DuplicateFound
from maizi.customers.events import AccessDecided, ActivityLogged
from maizi.customers.models import Activity, Contact, Customer, Tag
from maizi.history.queries import entries_of
from maizi.kernel.errors import Refused
from maizi.kernel.events import recording
from maizi.kit.pages import save
from tests.house import fresh

pytestmark = pytest.mark.django_db


def create(by: User, name: str = "郑州华宁科技有限公司", **values) -> Customer:
    from maizi.customers.pages import CUSTOMERS

    row = Customer(name=name, **values)
    save(CUSTOMERS, row=row, verb="create", by=by)
    return row


def sees(person: User, row: Customer) -> bool:
    return access.visible_customers(fresh(person)).filter(pk=row.pk).exists()


def test_a_new_customer_gets_number_owner_unit_sort_key_and_history(house):
    row = create(house.chen, mobile="+86 138-0013-8000")
    month = timezone.localdate().strftime("%Y%m")
    assert row.no == f"C{month}-000001"
    assert (row.owner, row.org_unit, row.created_by) == (house.chen, house.nanjing, house.chen)
    assert row.mobile == "13800138000"
    assert row.sort_name.startswith("zheng zhou")
    assert entries_of(row).get().changes["name"] == [None, "郑州华宁科技有限公司"]


@pytest.mark.parametrize(("field", "value"), [
    ("mobile", "12012345678"), ("mobile", "1.38E+10"), ("usc_code", "911100006000373"),
    ("phone", "call me"),
])  # fmt: skip
def test_a60_a_wrong_identifier_is_refused_at_its_field(house, field, value):
    with pytest.raises(Refused) as refusal:
        create(house.chen, **{field: value})
    assert refusal.value.field == field
    assert not Customer.objects.exists()


def test_a61_a_code_in_use_that_fails_its_check_digit_wants_a_reason(house):
    with pytest.raises(Refused) as refusal:
        create(house.chen, usc_code="91350211M0000XUF46")
    assert refusal.value.field == "usc_reason"
    row = create(house.chen, usc_code="91350211M0000XUF46", usc_reason="营业执照如此")
    assert row.usc_code == "91350211M0000XUF46"


def test_a12_a_block_names_whom_to_ask_and_masks_what_one_may_not_see(house):
    create(house.meng, "王伟", party_type="individual", mobile="13800138000")
    with pytest.raises(DuplicateFound) as found:
        create(house.chen, "李娜", party_type="individual", mobile="13800138000")
    (duplicate,) = found.value.duplicates
    assert duplicate["name"] == "王*"
    assert duplicate["ask"] == "孟飞"
    assert not duplicate["is_visible"]
    assert not found.value.may_confirm


def test_a12_a_warning_can_be_confirmed(house):
    create(house.chen)
    again = Customer(name="郑州华宁科技有限责任公司")
    with pytest.raises(DuplicateFound) as found:
        actions.save_customer(again, "create", by=house.chen)
    assert found.value.may_confirm
    assert found.value.duplicates[0]["name"] == "郑州华宁科技有限公司"
    actions.save_customer(again, "create", by=house.chen, leave=actions.Leave(is_confirmed=True))
    assert Customer.objects.count() == 2


def test_t1_1_exactly_one_owner_or_one_pool(house):
    row = house.customer("甲")
    with pytest.raises(IntegrityError), transaction.atomic():
        Customer.objects.filter(pk=row.pk).update(owner=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Customer.objects.filter(pk=row.pk).update(pool=house.pool)


def test_assigning_moves_sight_and_is_recorded(house):
    row = house.customer("甲", house.chen)
    assert actions.assign([row], house.meng, by=house.boss, reason="区域调整") == 1
    assert not sees(house.chen, row)
    assert sees(house.meng, row)
    entry = entries_of(row).first()
    assert entry.changes["owner"] == [house.chen.pk, house.meng.pk]
    assert entry.reason == "区域调整"


def test_nobody_assigns_what_is_outside_his_reach_and_nothing_is_half_done(house):
    mine, theirs = house.customer("甲", house.chen), house.customer("乙", house.meng)
    with pytest.raises(Refused, match="乙"):
        actions.assign([mine, theirs], house.xu, by=house.lin)
    mine.refresh_from_db()
    assert mine.owner == house.chen


def test_nobody_gets_customers_after_he_left(house):
    row = house.customer("甲", house.chen)
    house.xu.is_active = False
    house.xu.save()
    with pytest.raises(Refused, match="离职"):
        actions.assign([row], house.xu, by=house.boss)


def test_i6_a_pool_customer_goes_to_one_claimer(house):
    row = house.customer("甲", pool=house.pool)
    actions.claim([row], by=house.chen)
    with pytest.raises(Refused, match="别人领取"):
        actions.claim([row], by=house.xu)
    row.refresh_from_db()
    assert (row.owner, row.pool) == (house.chen, None)


def test_a_pool_of_another_region_is_closed(house):
    row = house.customer("甲", pool=house.pool)
    with pytest.raises(Refused, match="不对您开放"):
        actions.claim([row], by=house.meng)


def test_releasing_needs_a_reason_and_the_right(house):
    row = house.customer("甲", house.chen)
    with pytest.raises(Refused, match="原因"):
        actions.release([row], house.pool, by=house.chen, reason=" ")
    with pytest.raises(Refused, match="负责人"):
        actions.release([row], house.pool, by=house.xu, reason="不是我的")
    actions.release([row], house.pool, by=house.chen, reason="半年没有回应")
    row.refresh_from_db()
    assert (row.owner, row.pool) == (None, house.pool)


def test_m3_a_collaborator_sees_and_perhaps_changes_until_his_day(house):
    row = house.customer("甲", house.chen)
    actions.share(row, user=house.meng, by=house.chen)
    assert sees(house.meng, row)
    assert not access.may(fresh(house.meng), "change", row)
    share = actions.share(row, user=house.meng, by=house.chen, can_change=True)
    assert access.may(fresh(house.meng), "change", row)
    actions.unshare(share, by=house.chen)
    assert not sees(house.meng, row)


def test_only_owner_and_leads_share(house):
    row = house.customer("甲", house.chen)
    with pytest.raises(Refused):
        actions.share(row, user=house.meng, by=house.xu)


def test_c1_a_follow_up_carries_over_to_the_customer(house):
    row, now = house.customer("甲", house.chen), timezone.now()
    due = timezone.localdate() + timedelta(days=3)
    with recording() as heard:
        entry = Activity(customer=row, at=now, content="谈了\n价格", next_on=due)
        actions.log_activity(entry, by=house.chen)
    row.refresh_from_db()
    assert (row.last_contact_text, row.next_contact_on) == ("谈了 价格", due)
    assert heard == [ActivityLogged(entry.pk, row.pk, house.chen.pk)]


def test_c1_an_older_follow_up_does_not_replace_a_newer_promise(house):
    row, now = house.customer("甲", house.chen), timezone.now()
    due = timezone.localdate() + timedelta(days=3)
    for hours, text, next_on in ((1, "新", due), (48, "旧", None)):
        entry = Activity(
            customer=row, at=now - timedelta(hours=hours), content=text, next_on=next_on
        )
        actions.log_activity(entry, by=house.chen)
    row.refresh_from_db()
    assert (row.last_contact_text, row.next_contact_on) == ("新", due)


@pytest.mark.parametrize(("values", "field"), [
    ({"content": " "}, "content"),
    ({"content": "x", "at": timedelta(hours=1)}, "at"),
    ({"content": "x", "next_on": timedelta(days=-1)}, "next_on"),
])  # fmt: skip
def test_a_follow_up_that_makes_no_sense_is_refused_at_its_field(house, values, field):
    row, now = house.customer("甲", house.chen), timezone.now()
    values = dict(values)
    at = now + values.pop("at", timedelta(0))
    if "next_on" in values:
        values["next_on"] = timezone.localdate() + values["next_on"]
    with pytest.raises(Refused) as refusal:
        actions.log_activity(Activity(customer=row, at=at, **values), by=house.chen)
    assert refusal.value.field == field
    assert not Activity.objects.exists()


def test_c1_after_a_day_a_correction_is_appended(house):
    row = house.customer("甲", house.chen)
    entry = actions.log_activity(
        Activity(customer=row, at=timezone.now(), content="三台"), by=house.chen
    )
    actions.correct_activity(entry, "两台", by=house.chen)
    assert Activity.objects.get().content == "两台"
    later = timezone.now() + timedelta(hours=25)
    actions.correct_activity(entry, "四台", by=house.chen, now=later)
    entry.refresh_from_db()
    assert entry.content == "两台"
    assert entry.corrections.get().content == "四台"
    with pytest.raises(Refused, match="本人"):
        actions.correct_activity(entry, "五台", by=house.boss)


def test_a16_tagging_is_recorded_with_old_and_new(house):
    row, hot, cold = (
        house.customer("甲"),
        Tag.objects.create(name="热"),
        Tag.objects.create(name="冷"),
    )
    assert actions.add_tags([row], tags=[hot], by=house.chen) == 1
    assert actions.add_tags([row], tags=[hot], by=house.chen) == 0
    actions.add_tags([row], tags=[cold], by=house.chen)
    actions.remove_tags([row], tags=[hot], by=house.chen)
    assert [t.name for t in row.tags.all()] == ["冷"]
    assert entries_of(row).first().changes["tags"] == [sorted([hot.pk, cold.pk]), [cold.pk]]


def test_one_primary_contact(house):
    row = house.customer("甲", house.chen)
    first = actions.save_contact(Contact(customer=row, name="王伟"), by=house.chen)
    assert first.is_primary
    actions.save_contact(Contact(customer=row, name="李娜", is_primary=True), by=house.chen)
    first.refresh_from_db()
    assert not first.is_primary


def test_contacts_need_the_right_to_change_the_customer(house):
    row = house.customer("甲", house.chen)
    with pytest.raises(Refused):
        actions.save_contact(Contact(customer=row, name="王伟"), by=house.xu)


def test_a12_access_is_asked_for_once_and_granted_as_a_share(house):
    row = house.customer("甲", house.chen)
    asked = actions.ask_for_access(row, "客户找到我", by=house.meng)
    with pytest.raises(Refused, match="已经申请过"):
        actions.ask_for_access(row, "再问", by=house.meng)
    with recording() as heard:
        actions.decide_request(asked, is_granted=True, by=house.chen)
    assert sees(house.meng, row)
    assert heard == [AccessDecided(asked.pk)]
    with pytest.raises(Refused, match="已经处理"):
        actions.decide_request(asked, is_granted=False, by=house.chen, answer="晚了")


def test_declining_needs_a_reason_and_the_asker_cannot_decide(house):
    row = house.customer("甲", house.chen)
    asked = actions.ask_for_access(row, "客户找到我", by=house.meng)
    with pytest.raises(Refused, match="拒绝的原因"):
        actions.decide_request(asked, is_granted=False, by=house.chen)
    with pytest.raises(Refused):
        actions.decide_request(asked, is_granted=True, by=house.meng)
    actions.decide_request(asked, is_granted=False, by=house.chen, answer="正在谈")
    assert not sees(house.meng, row)


def test_whoever_sees_it_already_need_not_ask(house):
    row = house.customer("甲", house.chen)
    with pytest.raises(Refused, match="已经可以"):
        actions.ask_for_access(row, "看看", by=house.lin)


def test_reasons_to_see_name_the_way(house):
    row = house.customer("甲", house.chen)
    assert access.reasons_to_see(fresh(house.chen), row) == [("是负责人", {})]
    (reason,) = access.reasons_to_see(fresh(house.lin), row)
    assert reason[1] == {"unit": "南京销售部"}
    assert access.reasons_to_see(fresh(house.meng), row) == []
