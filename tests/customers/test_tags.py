"""Tags: one click, what it writes down, what it demands, taking it back (A-16)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from maizi.customers import access, actions, queries
from maizi.customers.models import Activity, Customer, Tag, Tagging, TagPromise
from maizi.customers.pages import TAGS
from maizi.history.queries import entries_of
from maizi.inbox.models import Todo
from maizi.kernel.asking import Asking, asking
from maizi.kernel.errors import Refused
from maizi.kernel.privacy import FieldAccess
from maizi.kit.listing.columns import columns_of
from tests.house import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def tags(house) -> dict[str, Tag]:
    made = [
        Tag(group="意向", name="有意向", is_exclusive=True, follow_up_days=3),
        Tag(group="意向", name="观望", is_exclusive=True),
        Tag(group="活动", name="展会", lasts_days=30),
    ]
    Tag.objects.bulk_create(made)
    return {tag.name: tag for tag in made}


@pytest.fixture
def row(house):
    return house.customer("甲公司", house.chen)


def names_on(row) -> set[str]:
    return set(row.tags.values_list("name", flat=True))


def test_a_click_is_logged_and_recorded_and_pushes_out_its_siblings(house, row, tags):
    actions.add_tags([row], tags=[tags["观望"]], by=house.chen)
    assert actions.add_tags([row], tags=[tags["有意向"]], by=house.chen, note="客户主动来电") == 1
    assert names_on(row) == {"有意向"}
    log = Activity.objects.filter(customer=row).first()
    assert log.content == "打上标签：有意向；取下标签：观望\n客户主动来电"
    assert (log.channel, log.author) == ("note", house.chen)
    row.refresh_from_db()
    assert row.last_contact_at is None  # a click is no contact
    changes = entries_of(row).first().changes["tags"]
    assert changes == [[tags["观望"].pk], [tags["有意向"].pk]]
    assert actions.add_tags([row], tags=[tags["有意向"]], by=house.chen) == 0


def test_a_tag_with_a_rule_asks_the_owner_and_a_contact_keeps_it(house, row, tags):
    actions.add_tags([row], tags=[tags["有意向"]], by=house.lin)
    row.refresh_from_db()
    due = timezone.localdate() + timedelta(days=3)
    assert row.next_contact_on == due
    todo = Todo.objects.get(owner=house.chen)
    assert todo.due_on == due and "有意向" in todo.title
    actions.log_activity(
        Activity(customer=row, content="只是记一下", channel="note", at=timezone.now()),
        by=house.chen,
    )
    assert TagPromise.objects.get().done_at is None
    actions.log_activity(Activity(customer=row, content="报了价", at=timezone.now()), by=house.chen)
    assert TagPromise.objects.get().done_at is not None
    todo.refresh_from_db()
    assert todo.state == "done"


def test_who_did_not_call_in_time_stands_in_the_report(client, house, row, tags):
    actions.add_tags([row], tags=[tags["有意向"]], by=house.chen)
    later = timezone.localdate() + timedelta(days=4)
    assert list(queries.late_by_owner(fresh(house.lin), later)) == [("陈默", house.chen.pk, 1)]
    assert not queries.late_by_owner(fresh(house.meng), later)
    TagPromise.objects.update(due_on=timezone.localdate() - timedelta(days=2))
    client.force_login(house.lin)
    text = client.get(reverse("customers:tagpromise_list")).content.decode()
    assert "甲公司" in text and "陈默" in text
    client.force_login(house.meng)
    assert "甲公司" not in client.get(reverse("customers:tagpromise_list")).content.decode()


def test_taking_the_tag_off_takes_the_demand_off(house, row, tags):
    actions.add_tags([row], tags=[tags["有意向"]], by=house.chen)
    actions.remove_tags([row], tags=[tags["有意向"]], by=house.chen)
    assert TagPromise.objects.get().dropped_at is not None
    assert Todo.objects.get().state == "done"


def test_a_click_is_taken_back_within_ten_seconds(house, row, tags):
    actions.add_tags([row], tags=[tags["观望"]], by=house.chen)
    token = asking.set(Asking("click-1", ""))
    now = timezone.now()
    actions.add_tags([row], tags=[tags["有意向"]], by=house.chen, now=now)
    asking.reset(token)
    for late, who in ((11, house.chen), (5, house.lin)):
        with pytest.raises(Refused):
            actions.undo_tags("click-1", by=who, now=now + timedelta(seconds=late))
    assert names_on(row) == {"有意向"}
    actions.undo_tags("click-1", by=house.chen, now=now + timedelta(seconds=5))
    row.refresh_from_db()
    assert names_on(row) == {"观望"} and row.next_contact_on is None
    with pytest.raises(Refused):
        actions.undo_tags("click-1", by=house.chen, now=now + timedelta(seconds=6))


def test_a_tag_that_lasts_some_days_falls_off(house, row, tags):
    actions.add_tags([row], tags=[tags["展会"], tags["观望"]], by=house.chen)
    last = Tagging.objects.get(tag=tags["展会"]).expires_on
    assert last == timezone.localdate() + timedelta(days=30)
    assert actions.expire_tags(last) == 0
    assert actions.expire_tags(last + timedelta(days=1)) == 1
    assert names_on(row) == {"观望"}


def test_forty_thousand_tags_are_refused_with_a_sentence(client, house, row, tags):
    many = [Tag(name=f"标签{n}") for n in range(31)]
    Tag.objects.bulk_create(many)
    with pytest.raises(Refused, match="一次最多打 20 个标签"):
        actions.add_tags([row], tags=many, by=house.chen)
    actions.add_tags([row], tags=many[:20], by=house.chen)
    with pytest.raises(Refused, match="一个客户最多 30 个标签"):
        actions.add_tags([row], tags=many[20:], by=house.chen)
    client.force_login(house.chen)
    body = {"pk": row.pk, "tags": [str(n) for n in range(4_900)]}
    answer = client.post(reverse("customers:put_tags"), body, headers={"HX-Request": "true"})
    assert answer.status_code == 422 and "一次最多打 20 个标签" in answer.content.decode()


def test_everybody_has_tags_of_his_own_that_nobody_else_sees(house, row):
    own = actions.save_tag(Tag(name="老乡", level="personal"), "create", by=fresh(house.chen))
    assert own.owner == house.chen
    assert own in access.visible_tags(fresh(house.chen))
    assert own not in access.visible_tags(fresh(house.boss))
    with pytest.raises(Refused):
        actions.save_tag(Tag(name="重点"), "create", by=fresh(house.chen))
    with pytest.raises(Refused) as refusal:
        actions.save_tag(Tag(name="重点", level="unit"), "create", by=fresh(house.lin))
    assert refusal.value.field == "unit"
    ours = Tag(name="重点", level="unit", unit=house.east)
    actions.save_tag(ours, "create", by=fresh(house.lin))
    assert ours in access.visible_tags(fresh(house.xu))
    assert ours not in access.visible_tags(fresh(house.meng))


def test_a_group_agrees_on_being_exclusive(house, tags):
    actions.save_tag(Tag(group="活动", name="沙龙", is_exclusive=True), "create", by=house.boss)
    tags["展会"].refresh_from_db()
    assert tags["展会"].is_exclusive


def test_whoever_may_make_tags_writes_them_without_reach_into_the_archive(house):
    """A role that only reads the archive and may keep tags gets a form, not an empty page (M-4)."""
    person = house.person("clerk", "钱文员", house.hq, "auditor")
    columns = columns_of(Tag, fresh(person), TAGS.fields)
    assert {column.name for column in columns} == set(TAGS.fields)
    assert all(column.access == FieldAccess.WRITE for column in columns)
    read = columns_of(Customer, fresh(person), ("name",))
    assert [column.access for column in read] == [FieldAccess.READ], "the control"
