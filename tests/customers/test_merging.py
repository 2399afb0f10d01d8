"""Several customers become one, and one becomes several again (A-12, A-32)."""

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from maizi.approvals.models import ApprovalCase
from maizi.customers import actions, queries
from maizi.customers.actions import Wish
from maizi.customers.models import (
    AccessRequest,
    Activity,
    Address,
    Alias,
    Collaborator,
    Contact,
    Customer,
    Merge,
    Relation,
    Tag,
    TwinPair,
)
from maizi.customers.rules import Side, refusal, survivor_among, winner
from maizi.customers.terms import PairState, RelationType
from maizi.files.models import Attachment
from maizi.history.queries import entries_of
from maizi.inbox.actions import notify
from maizi.inbox.models import Notice, Todo
from maizi.kernel.errors import Refused
from maizi.search.queries import find
from tests.house import fresh
from tests.matrix import fingerprint


@pytest.fixture
def twins(house):
    """Two customers with everything that hangs on customers; the first is the fuller one."""
    one = house.customer(
        "南京华宁机电设备有限公司", house.chen, mobile="13800138000", city="南京市"
    )
    two = house.customer(
        "华宁机电设备（南京）",
        house.xu,
        email="a@huaning.example",
        note="老客户",
        street="科技路18号",
    )
    wang = Contact(customer=one, name="王芳", mobile="13912340001", is_primary=True)
    actions.save_contact(wang, by=fresh(house.boss))
    twin = Contact(customer=two, name="王 芳", mobile="13912340001", email="w@x.example")
    actions.save_contact(twin, by=fresh(house.boss))
    actions.save_contact(Contact(customer=two, name="李强"), by=fresh(house.boss))
    actions.save_address(Address(customer=two, street="仓库路1号"), by=fresh(house.boss))
    for row, person in ((one, wang), (two, twin)):
        said = Activity(customer=row, contact=person, content="报价", at=timezone.now())
        actions.log_activity(said, by=fresh(house.boss))
    tags = [Tag.objects.create(name=name) for name in ("重点", "沉睡")]
    actions.add_tags([one], tags=tags[:1], by=house.boss)
    actions.add_tags([two], tags=tags, by=house.boss)
    for row, can in ((one, False), (two, True)):
        actions.share(row, user=house.meng, by=fresh(house.boss), can_change=can,
                      until=date(2030, 1, 1))  # fmt: skip
    notify(to=[house.xu], event="inbox.todo_due", title="到期", about=two)
    one.refresh_from_db()
    two.refresh_from_db()
    return one, two


def merged(house, one, *others, by=None, **wish) -> Merge:
    ids = [one.pk, *(row.pk for row in others)]
    return actions.merge(Wish(ids, one.pk, **wish), by=fresh(by or house.boss))


def test_everything_that_hangs_on_both_hangs_on_the_survivor(house, twins):
    one, two = twins
    merged(house, one, two)
    assert not Customer.objects.filter(pk=two.pk).exists()
    said = one.activities.filter(contact__isnull=False)  # tags write follow-ups of their own
    assert one.contacts.count() == 2 and said.count() == 2
    wang = one.contacts.get(mobile="13912340001")
    assert wang.email == "w@x.example" and wang.is_primary
    assert set(said.values_list("contact", flat=True)) == {wang.pk}
    assert one.tags.count() == 2 and one.addresses.filter(street="仓库路1号").exists()
    (share,) = one.collaborations.all()
    assert share.can_change and share.user == house.meng
    assert Notice.objects.get(title="到期").object_id == one.pk
    one.refresh_from_db()
    assert (one.email, one.mobile, one.note) == ("a@huaning.example", "13800138000", "老客户")


def test_old_number_name_address_and_history_lead_to_the_survivor(house, twins):
    one, two = twins
    merged(house, one, two)
    alias = Alias.objects.get()
    assert (alias.no, alias.former, queries.moved_to(two.pk)) == (two.no, two.pk, one.pk)
    for text in (two.name, two.no):
        (hit,) = find(text, user=fresh(house.boss), only=["customer"])[0].hits
        assert hit.id == one.pk
    told = {entry.object_id for entry in entries_of(one)}
    assert {one.pk, two.pk} <= told


def test_unmerge_gives_back_every_table_as_it_was(house, twins):
    one, two = twins
    ours = ("customers_", "inbox_", "files_")
    before = {n: v for n, v in fingerprint().items() if n.startswith(ours)}
    made = merged(house, one, two)
    actions.unmerge(made, by=fresh(house.boss))
    after = {n: v for n, v in fingerprint().items() if n.startswith(ours)}
    differs = {n for n in before if before[n] != after[n]}
    worked_out = {"customers_matchkey", "customers_customerquality"}
    assert differs <= {"customers_merge", "customers_customer", *worked_out}
    (hit,) = find(two.name, user=fresh(house.boss), only=["customer"])[0].hits
    assert hit.id == two.pk
    for row in twins:
        now = Customer.objects.get(pk=row.pk)
        told = {f.attname for f in Customer._meta.concrete_fields
                if getattr(now, f.attname) != getattr(row, f.attname)}  # fmt: skip
        assert told <= {"changed_at"}
    with pytest.raises(Refused, match="已经撤销"):
        actions.unmerge(made, by=fresh(house.boss))


def test_what_came_since_stays_unless_chosen_and_later_changes_stand(house, twins):
    one, two = twins
    made = merged(house, one, two)
    kept, moved = (
        actions.log_activity(Activity(customer=one, content=text, at=timezone.now()), by=house.boss)
        for text in ("留下", "带走")
    )
    Customer.objects.filter(pk=one.pk).update(email="new@huaning.example")
    since = queries.added_since(Merge.objects.get(pk=made.pk))
    assert {row.pk for _, row in since} == {kept.pk, moved.pk}
    take = {("customers.activity.customer_id", moved.pk): two.pk}
    actions.unmerge(made, by=fresh(house.boss), take=take)
    assert Activity.objects.get(pk=kept.pk).customer_id == one.pk
    assert Activity.objects.get(pk=moved.pk).customer_id == two.pk
    assert Customer.objects.get(pk=one.pk).email == "new@huaning.example"


def test_the_values_people_chose_win(house, twins):
    one, two = twins
    merged(house, one, two, choices={"name": two.pk, "note": "all"})
    one.refresh_from_db()
    assert one.name == two.name and one.note == "老客户"


def test_merges_are_taken_back_from_the_last(house, twins):
    one, two = twins
    third = house.customer("南京华宁机电", house.chen)
    first, second = merged(house, one, two), merged(house, third, one)
    with pytest.raises(Refused, match="后来的合并"):
        actions.unmerge(first, by=fresh(house.boss))
    actions.unmerge(second, by=fresh(house.boss))
    actions.unmerge(first, by=fresh(house.boss))
    assert Customer.objects.filter(pk__in=[one.pk, two.pk, third.pk]).count() == 3


def test_verdicts_outlive_a_merge(house, twins):
    one, two = twins
    third = house.customer("南京华宁机电", house.chen)
    actions.keep_apart([two.pk, third.pk], by=house.boss)
    made = merged(house, one, two)
    pair = TwinPair.objects.get(state=PairState.APART)
    assert {pair.first_id, pair.second_id} == {one.pk, third.pk}
    actions.unmerge(made, by=fresh(house.boss))
    pair = TwinPair.objects.get(state=PairState.APART)
    assert {pair.first_id, pair.second_id} == {two.pk, third.pk}


def test_refused_out_of_sight_unchangeable_and_gone(house, twins):
    one, two = twins
    hidden = house.customer("南京机密单位", house.meng, is_restricted=True)
    with pytest.raises(Refused, match="看不到"):
        merged(house, one, hidden, by=house.lin)
    shared = house.customer("郑州华宁", house.meng)
    actions.share(shared, user=house.lin, by=fresh(house.meng))
    with pytest.raises(Refused, match="不能修改“郑州华宁”"):
        merged(house, one, shared, by=house.lin)
    merged(house, one, two)
    with pytest.raises(Refused, match="刚被合并"):
        merged(house, one, two)


def test_a32_a_key_account_stays_and_its_important_values_are_asked_for(house, twins):
    one, two = twins
    actions.seed_approvals(by=None)
    Customer.objects.filter(pk=two.pk).update(ka_status="key", usc_code="91110000600037341L")
    with pytest.raises(Refused, match="大客户"):
        merged(house, one, two)
    house.person("manager", "高远", house.hq, "marketing_manager")
    merged(house, two, one, choices={"name": one.pk}, reason="名称更全", by=house.lin)
    two.refresh_from_db()
    assert two.name == "华宁机电设备（南京）"
    assert ApprovalCase.objects.get(object_id=two.pk).payload == {"name": one.name}


@pytest.mark.parametrize(("sides", "related", "told"), [
    ([Side(1, "甲", "enterprise")], [], "至少要两个"),
    ([Side(n, "甲", "enterprise") for n in range(1, 12)], [], "最多合并 10 个"),
    ([Side(1, "甲", "enterprise"), Side(2, "乙", "enterprise")], [(2, 1)], "“乙”是“甲”的上级"),
    ([Side(1, "甲", "enterprise"), Side(2, "乙", "individual")], [], "企业和个人"),
    ([Side(1, "甲", "enterprise"), Side(2, "乙", "enterprise", is_in_case=True)], [], "审批"),
    ([Side(1, "甲", "enterprise"), Side(2, "乙", "enterprise", may_change=False)], [], "不能修改"),
    ([Side(2, "甲", "enterprise"), Side(3, "乙", "enterprise")], [], "保留哪一个"),
])  # fmt: skip
def test_a12_what_may_not_become_one(sides, related, told):
    assert told in refusal(sides, 1, related)


def test_a12_who_survives_and_which_value_wins():
    sides = [Side(1, "甲", "enterprise", filled=9), Side(2, "乙", "enterprise", children=3),
             Side(3, "丙", "enterprise", is_key_account=True)]  # fmt: skip
    assert survivor_among(sides) == 3 and survivor_among(sides[:2]) == 2
    old, new = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)
    assert winner("email", ["a", "b"], [old, new], 0) == 0
    assert winner("email", ["", "b", "c"], [old, old, new], 0) == 2
    assert winner("note", ["短", "更长的"], [new, old], 0) == 1
    assert winner("nature", ["none", "shop"], [new, old], 0) == 1


def test_no_table_of_any_app_is_forgotten():
    """A new model that points at customers fails here until its app says how it is carried."""
    assert queries.uncovered() == []
    found = {link.name for link in queries.links_to()}
    for model, column in (
        (Activity, "customer_id"),
        (AccessRequest, "customer_id"),
        (Collaborator, "customer_id"),
        (Todo, "object_id"),
        (Attachment, "object_id"),
        (Customer.tags.through, "customer_id"),
    ):
        assert f"{model._meta.label_lower}.{column}" in found  # fmt: skip


def test_a_planted_table_is_missed(db):
    """The control."""

    class Planted(models.Model):
        customer = models.OneToOneField(Customer, models.CASCADE, related_name="+")
        kind, object_id = models.CharField(max_length=9), models.BigIntegerField()

        class Meta:
            app_label = "customers"

    try:
        assert len([line for line in queries.uncovered() if "Planted" in line]) == 2
    finally:
        del apps.all_models["customers"]["planted"]
        apps.clear_cache()
        Customer._meta._expire_cache()


def test_a_parent_and_its_child_are_refused_and_other_relations_are_folded(house, twins):
    one, two = twins
    third = house.customer("南京同创食品", house.chen)
    for row in (one, two):
        Relation.objects.create(first=row, second=third, type=RelationType.PARENT)
    Relation.objects.create(first=one, second=two, type=RelationType.PARTNER)
    made = merged(house, one, two)
    (left,) = Relation.objects.all()
    assert (left.first_id, left.second_id) == (one.pk, third.pk)
    actions.unmerge(made, by=fresh(house.boss))
    assert Relation.objects.count() == 3
    Relation.objects.filter(first=one, second=third).delete()
    Relation.objects.create(first=one, second=two, type=RelationType.PARENT)
    with pytest.raises(Refused, match="上级"):
        merged(house, one, two)
