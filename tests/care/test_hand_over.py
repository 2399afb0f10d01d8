"""Somebody leaves or moves: nothing is lost or taken along, nobody let go too early (C-70)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maizi.accounts.access import held_by, holdings, may
from maizi.accounts.actions import deactivate_person
from maizi.approvals.access import Asked
from maizi.approvals.actions import Approver, Definition, Step, save_definition, submit
from maizi.approvals.models import ApprovalDefinition, Seat
from maizi.approvals.terms import ApproverSort
from maizi.care import access, actions
from maizi.care.models import HandOver, Piece
from maizi.care.queries import looks_of, shelves_of, told_looks
from maizi.care.terms import Sort, State
from maizi.customers import access as customers
from maizi.customers.actions import add_member, log_activity, remove_contact, save_contact, share
from maizi.customers.actions.important import SUBJECT
from maizi.customers.models import (
    Activity,
    Collaborator,
    Contact,
    Customer,
    OwnerSpell,
    PoolMember,
)
from maizi.history.actions import record_many
from maizi.history.queries import entries_of
from maizi.inbox.actions import save_todo
from maizi.inbox.models import Notice, Todo
from maizi.jobs.actions import enqueue
from maizi.jobs.models import Job
from maizi.kernel.errors import Refused
from maizi.kit.models import SavedView
from tests.house import fresh

pytestmark = pytest.mark.django_db
# Nothing of these here: their own apps test them.
LATER = {
    "promises",
    "benefit_links",
    "conflicts",
    "win_backs",
    "events",
    "mailboxes",
    "complaints",
    "tickets",
    "quotes",
    "orders",
    "opportunities",
    "key_plans",
    "meeting_actions",
    "trials",
    "expert_requests",
    "expert_replies",
    "surveys",
    "survey_alerts",
}
NOTE = "王总说了算，报价有效到月底；答应过他两年免费保养，合同在法务审。"


def begun(house, *, person=None, by=None, **values) -> HandOver:
    values = {"sort": Sort.LEAVE, "leaves_on": timezone.localdate() + timedelta(10)} | values
    row = HandOver(person=person or house.chen, **values)
    return actions.open_hand_over(row, by=fresh(by or house.lin))


def piece_of(row: HandOver, record) -> Piece:
    return Piece.objects.get(hand_over=row, object_id=record.pk)


def everything(house) -> dict:
    """Something of every kind in chen's hands."""
    plain = house.customer("普通客户", house.chen, province="江苏省")
    key = house.customer("大客户", house.chen, ka_status="key", province="河南省")
    theirs = house.customer("协作的", house.xu)
    shared = share(theirs, user=house.chen, by=fresh(house.xu))
    todo = save_todo(Todo(title="给王总回电话"), by=house.chen)
    member = add_member(house.pool, user=house.chen, is_administrator=True, by=None)
    view = SavedView.objects.create(
        kind="customers.customer", owner=house.chen, name="重点", is_shared=True
    )
    job = enqueue("jobs.sweep", by=house.chen)
    house.xu.superior = house.chen
    house.xu.save()
    step = Step("审核", (Approver(ApproverSort.PERSON, person_id=house.chen.pk),))
    flow = ApprovalDefinition(subject=SUBJECT, name="大客户重要信息更新")
    save_definition(flow, Definition((), (step,)), by=None)
    account = house.customer("许的大客户", house.xu, ka_status="key")
    case = submit(SUBJECT, row=account, asked=Asked({"name": "新名"}, "改制"), by=house.xu)
    return {"plain": plain, "key": key, "shared": shared, "todo": todo, "member": member,
            "view": view, "job": job, "flow": flow, "case": case}  # fmt: skip


def test_c70_the_list_is_complete(house):
    everything(house)
    row = begun(house)
    listed = {s.holding.code: s.total for s in shelves_of(row)}
    assert listed == {
        "customers": 2, "collaborations": 1, "todos": 2, "approvals": 1, "pools": 1, "flows": 1,
        "views": 1, "people": 1, "jobs": 1,
    }  # fmt: skip
    assert {one.code for one in holdings()} == {*listed, *LATER, "requests"}


def test_c70_from_the_entry_of_the_day_nothing_is_taken_out(house):
    role = house.roles["salesperson"]
    role.grants["customer"] += ["export", "merge"]
    role.save()
    row, pooled = house.customer("甲", house.chen), house.customer("乙", pool=house.pool)
    contact = save_contact(Contact(customer=row, name="王芳"), by=fresh(house.chen))
    assert may(fresh(house.chen), "customer", "export")
    hand_over = begun(house)
    chen = fresh(house.chen)
    for verb in ("export", "merge", "claim", "release"):
        assert not may(chen, "customer", verb), verb
    assert may(chen, "customer", "read") and customers.may(chen, "change", row)
    with pytest.raises(Refused, match="离岗交接"):
        remove_contact(contact, by=chen)
    assert not customers.may(chen, "claim", pooled)
    actions.call_off(hand_over, by=fresh(house.lin), reason="他决定留下")
    assert may(fresh(house.chen), "customer", "export")


def test_c70_an_account_is_closed_only_when_the_list_is_empty(house):
    house.customer("甲", house.chen)
    with pytest.raises(Refused, match="负责的客户 1") as refusal:
        deactivate_person(house.chen, by=fresh(house.admin))
    assert refusal.value.code == "held"
    row = begun(house)
    with pytest.raises(Refused, match="名下还有负责的客户 1"):
        actions.finish(row, by=fresh(house.lin))
    actions.arrange(row, holding="", taker=house.xu, by=fresh(house.lin), match={})
    assert actions.move_ready(row, by=fresh(house.lin)) == (1, 0)
    actions.finish(row, by=fresh(house.lin))
    deactivate_person(fresh(house.chen), by=fresh(house.admin))
    assert not fresh(house.chen).is_active


def test_c70_everything_goes_to_its_successor_and_the_history_keeps_the_owner(house):
    had = everything(house)
    row, lin = begun(house), fresh(house.lin)
    actions.arrange(row, holding="", taker=house.xu, by=lin, match={})
    actions.choose(
        row, Piece.objects.filter(holding__in=("approvals",)).values_list("pk", flat=True),
        taker=house.boss, by=lin,
    )  # fmt: skip
    actions.end_pieces(row, Piece.objects.filter(holding="jobs").values_list("pk", flat=True),
                       by=lin)  # fmt: skip
    piece = piece_of(row, had["key"])
    actions.write_note(piece, NOTE, by=fresh(house.chen))
    actions.confirm_given(piece, by=fresh(house.chen))
    actions.confirm_taken(piece, by=fresh(house.xu))
    moved, _waiting = actions.move_ready(row, by=lin)
    assert moved == 9  # two customers, share, seat, pool, view, people; to-dos, his seat's gone
    for name in ("plain", "key"):
        had[name].refresh_from_db()
        assert had[name].owner == house.xu
        spell = OwnerSpell.objects.get(customer=had[name])
        assert (spell.owner, spell.how, spell.by) == (house.chen, "handed_over", house.lin)
        assert entries_of(had[name]).filter(verb="离职交接").exists()
    assert not Collaborator.objects.filter(user=house.chen).exists()
    assert PoolMember.objects.get(is_administrator=True).user == house.xu
    assert SavedView.objects.get(pk=had["view"].pk).owner == house.xu
    assert Todo.objects.get(pk=had["todo"].pk).owner == house.xu
    assert Seat.objects.get(person=house.boss).state == "open"
    assert Job.objects.get(pk=had["job"].pk).state == "cancelled"
    assert [one.code for one, _count in held_by(fresh(house.chen))] == ["flows"]
    flow = Piece.objects.get(holding="flows")
    assert "流程" in flow.problem


def test_c70_a_key_account_waits_for_note_and_both(house):
    key = house.customer("大客户", house.chen, ka_status="key")
    row, lin = begun(house), fresh(house.lin)
    actions.arrange(row, holding="customers", taker=house.xu, by=lin, match={})
    piece = piece_of(row, key)
    assert actions.move_ready(row, by=lin) == (0, 0)
    with pytest.raises(Refused, match="还没有写好说明并确认"):
        actions.confirm_taken(piece, by=fresh(house.xu))
    with pytest.raises(Refused, match="本人或其主管"):
        actions.write_note(piece, NOTE, by=fresh(house.xu))
    actions.write_note(piece, NOTE, by=lin)  # he is gone already: his manager writes
    assert actions.confirm_given(piece, by=lin).given_by == house.lin
    with pytest.raises(Refused, match="接手人本人"):
        actions.confirm_taken(piece, by=fresh(house.meng))
    actions.confirm_taken(piece, by=fresh(house.xu))
    actions.write_note(piece, NOTE + "又改了。", by=fresh(house.chen))
    piece.refresh_from_db()
    assert (piece.given_at, piece.taken_at) == (None, None)
    actions.confirm_given(piece, by=fresh(house.chen))
    actions.confirm_taken(piece, by=fresh(house.xu))
    assert actions.move_ready(row, by=lin) == (1, 0)
    due = timezone.localdate() + timedelta(days=7)
    todo = Todo.objects.get(owner=house.xu, source="care.introduce")
    assert (todo.due_on, todo.object_id) == (due, key.pk)


def test_c70_successors_by_rule_of_region_and_grade(house):
    nanjing = house.customer("南京", house.chen, province="江苏省")
    zhengzhou = house.customer("郑州", house.chen, province="河南省", ka_status="key")
    row, lin = begun(house), fresh(house.lin)
    by_region = {"region": "江苏省"}
    assert actions.arrange(row, holding="customers", taker=house.xu, by=lin, match=by_region) == 1
    assert actions.arrange(
        row, holding="", taker=house.meng, by=lin, match={"grade": "大客户", "unit": "南京销售部"}
    ) == 1  # fmt: skip
    assert piece_of(row, nanjing).taker == house.xu
    assert piece_of(row, zhengzhou).taker == house.meng
    assert actions.arrange(row, holding="", taker=house.meng, by=lin, match={}) == 0
    assert actions.arrange(row, holding="", taker=house.meng, by=lin, match={}, is_again=True) == 1
    assert Notice.objects.filter(user=house.meng, event="care.to_take").count() == 2


def test_c70_the_former_owner_of_a_move_looks_on_until_his_day(house):
    customer = house.customer("甲", house.chen)
    until = timezone.localdate() + timedelta(days=30)
    row = begun(house, sort=Sort.MOVE, stays_until=until)
    lin = fresh(house.lin)
    actions.arrange(row, holding="", taker=house.xu, by=lin, match={})
    actions.move_ready(row, by=lin)
    look = Collaborator.objects.get(customer=customer)
    assert (look.user, look.until, look.can_change) == (house.chen, until, False)
    assert customers.visible_customers(fresh(house.chen)).filter(pk=customer.pk).exists()
    assert actions.finish(row, by=lin).state == State.DONE
    assert fresh(house.chen).leaves_on is None


def test_c70_speaking_with_the_customer_is_the_introduction_a_note_is_not(house):
    first, second = house.customer("甲", house.chen), house.customer("乙", house.chen)
    row, lin = begun(house), fresh(house.lin)
    actions.arrange(row, holding="", taker=house.xu, by=lin, match={})
    actions.move_ready(row, by=lin)
    todo = Todo.objects.get(owner=house.xu, source="care.introduce_all")
    assert "2 个客户" in todo.title
    for customer, channel in ((first, "note"), (first, "phone"), (second, "visit")):
        todo.refresh_from_db()
        assert todo.state == "open"
        customer = Customer.objects.get(pk=customer.pk)
        activity = Activity(
            customer=customer, content="我是新来的", channel=channel, at=timezone.now()
        )
        log_activity(activity, by=fresh(house.xu))
    todo.refresh_from_db()
    assert todo.state == "done"
    assert Piece.objects.filter(introduced_at=None).count() == 0


def test_what_comes_later_is_found_and_what_goes_by_itself_is_struck(house):
    first = house.customer("甲", house.chen)
    row, lin = begun(house), fresh(house.lin)
    house.customer("后来的", house.chen)
    assert sum(s.missing for s in shelves_of(row)) == 1
    Customer.objects.filter(pk=first.pk).update(owner=house.xu)
    assert actions.renew_list(row, by=lin) == 2
    assert piece_of(row, first).moved_at is not None
    Customer.objects.filter(pk=first.pk).update(owner=house.chen)
    assert actions.renew_list(row, by=lin) == 1
    assert piece_of(row, first).moved_at is None


def test_nobody_hands_over_for_himself_or_outside_his_reach(house):
    house.customer("甲", house.chen)
    for by in (house.chen, house.meng):
        with pytest.raises(Refused, match="不能登记"):
            begun(house, by=by)
    row = begun(house)
    with pytest.raises(Refused, match="已经在进行"):
        begun(house)
    with pytest.raises(Refused, match="只有 陈默 的主管"):
        actions.arrange(row, holding="", taker=house.xu, by=fresh(house.chen), match={})
    with pytest.raises(Refused, match="不能接手"):
        actions.arrange(row, holding="", taker=house.chen, by=fresh(house.lin), match={})
    assert not access.may(fresh(house.admin), "manage", row)
    assert access.may_open_for(fresh(house.admin), house.xu)
    actions.call_off(row, by=fresh(house.lin), reason="不走了")
    with pytest.raises(Refused, match="已经结束"):
        actions.move_ready(row, by=fresh(house.lin))


def test_c70_the_report_tells_views_and_exports_of_thirty_days(house):
    secret = house.customer("机密单位", house.chen, is_restricted=True)
    kind = "customers.customer"
    for verb, changes in (("view", {}), ("export", {"行数": [None, 500]}), ("change", {})):
        record_many(kind, lines=[(secret.pk, "机密单位", changes)], verb=verb, by=house.chen)
    now = timezone.now()
    told = told_looks(fresh(house.boss), looks_of(house.chen, now=now), most=50)
    assert [(str(v), n) for v, n in told["counts"]] == [
        ("view", 1), ("reveal", 0), ("export", 1), ("print", 0)
    ]  # fmt: skip
    assert [line[4] for line in told["lines"]] == ["500", ""]
    assert looks_of(house.chen, now=now + timedelta(days=31)).count() == 0
    hidden = told_looks(fresh(house.lin), looks_of(house.chen, now=now), most=50)
    assert {line[2] for line in hidden["lines"]} == {"（不可见）"}
