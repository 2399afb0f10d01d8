"""The register of promises: given, kept, broken, withdrawn, handed over, merged (C-30, C-70)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maizi.complaints.models import Complaint
from maizi.complaints.models import Promise as ComplaintPromise
from maizi.customers.actions import Wish, merge
from maizi.desk.queries.day import agenda_of
from maizi.history.queries import entries_of
from maizi.inbox.actions import finish
from maizi.inbox.models import Todo
from maizi.kernel.errors import Refused
from maizi.relationship import access, actions, queries
from maizi.relationship.actions import PROMISES
from maizi.relationship.models import Promise
from maizi.relationship.rules.promises import Ended, Tally
from maizi.relationship.terms import PromiseState
from tests.house import fresh
from tests.relationship.conftest import signed

KEPT, BROKEN, WITHDRAWN = PromiseState.KEPT, PromiseState.BROKEN, PromiseState.WITHDRAWN


def given(bond, due: int = 3, customer=None, **values) -> Promise:
    """A promise of chen's, due in so many days; given ten days before that, or today."""
    due_on = bond.today + timedelta(due)
    given_on = due_on - timedelta(10) if due < 0 else bond.today
    told = {"text": "月底前送一套备用滤芯", "promised_by": bond.chen, "due_on": due_on,
            "promised_on": given_on}  # fmt: skip
    by = values.pop("by", bond.chen)
    return actions.promise(Promise(**told | values), customer or bond.mine, by=by)


def ended(bond, state=KEPT, ago: int = 0, **values) -> Ended:
    return Ended(state, bond.today - timedelta(ago), **values)


def test_a_promise_is_a_to_do_of_who_gave_it_until_it_ends(bond):
    """C-30: in the inbox and in 今日 of who has to keep it; it ends by its outcome alone."""
    row = given(bond)
    todo = Todo.objects.get(source="relationship.promise")
    assert (todo.owner, todo.due_on, todo.object_id) == (bond.chen, row.due_on, row.pk)
    (line,) = [one for one in agenda_of(bond.chen, timezone.now()).soon if one.todo]
    assert "南京同创" in line.todo.title and "备用滤芯" in line.todo.title
    with pytest.raises(Refused, match="写明结果"):
        finish(todo, by=bond.chen)
    row = actions.end_promise(row, ended(bond, outcome="快递送到，王工签收"), by=bond.chen)
    assert (row.state, row.ended_on, row.ended_by) == (KEPT, bond.today, bond.chen)
    todo.refresh_from_db()
    assert todo.closed_at is not None
    assert entries_of(row).filter(verb="兑现承诺").exists()


def test_what_cannot_be_promised(bond):
    meng = fresh(bond.house.meng)
    with pytest.raises(Refused, match="写明承诺"):
        given(bond, text=" ")
    with pytest.raises(Refused, match="晚于今天"):
        given(bond, promised_on=bond.today + timedelta(1))
    with pytest.raises(Refused, match="早于承诺日期"):
        given(bond, due=-1, promised_on=bond.today)
    with pytest.raises(Refused, match="孟飞 看不到这位客户"):
        given(bond, promised_by=meng)
    with pytest.raises(Refused, match="不能为"):
        given(bond, by=meng)
    with pytest.raises(Refused, match="不能为"):
        given(bond, by=fresh(bond.house.service))
    bond.mine.owner, bond.mine.pool = None, bond.house.pool
    bond.mine.save()
    with pytest.raises(Refused, match="不能为"):
        given(bond)
    assert not Promise.objects.exists() and not Todo.objects.exists()


def test_how_a_promise_ends(bond):
    """C-30: broken with a reason, withdrawn only with the customer's agreement, once."""
    row = given(bond)
    for wrong, words in (
        (ended(bond, BROKEN), "为什么没有兑现"),
        (ended(bond, WITHDRAWN, agreed_by="王工"), "为什么撤回"),
        (ended(bond, WITHDRAWN, outcome="不要了"), "没有客户同意"),
        (ended(bond, KEPT, ago=1), "承诺日期和今天之间"),
        (ended(bond, KEPT, ago=-1), "承诺日期和今天之间"),
    ):
        with pytest.raises(Refused, match=words):
            actions.end_promise(row, wrong, by=bond.chen)
    row = actions.end_promise(
        row, ended(bond, WITHDRAWN, outcome="改用别的型号", agreed_by="王工"), by=bond.chen
    )
    assert (row.state, row.agreed_by) == (WITHDRAWN, "王工")
    with pytest.raises(Refused, match="已经是“经客户同意撤回”"):
        actions.end_promise(row, ended(bond), by=bond.chen)
    with pytest.raises(Refused, match="有了结果"):
        actions.discard_promise(row, by=bond.chen)
    with pytest.raises(IntegrityError), transaction.atomic():
        Promise.objects.filter(pk=row.pk).update(ended_on=None)


def test_only_what_was_written_today_by_mistake_is_thrown_away(bond):
    row, old = given(bond), given(bond)
    Promise.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=2))
    with pytest.raises(Refused, match="当天登记错"):
        actions.discard_promise(old, by=bond.chen)
    assert not access.may_promise(bond.lin, "discard", row)
    actions.discard_promise(row, by=bond.chen)
    assert Promise.objects.get() == old
    assert Todo.objects.get(source="relationship.promise", closed_at=None).object_id == old.pk


def test_who_may_say_how_it_ended(bond):
    """Who has it to keep, and who may change the customer; nobody else."""
    row = given(bond)
    bond.mine.collaborations.create(user=bond.house.xu, granted_by=bond.lin)
    xu = fresh(bond.house.xu)
    assert access.visible_promises(xu).exists() and not access.may_promise(xu, "end", row)
    assert all(access.may_promise(one, "end", row) for one in (bond.chen, bond.lin))
    theirs = given(bond, promised_by=xu)
    assert access.may_promise(xu, "end", theirs)


def test_how_often_promises_are_kept(bond):
    """C-30: of what was due; open ones past their day count as not kept, withdrawn ones not."""
    in_time, late, broken, off = (given(bond, due=-20 + at) for at in range(4))
    actions.end_promise(in_time, ended(bond, ago=20), by=bond.chen)
    actions.end_promise(late, ended(bond, ago=2), by=bond.chen)
    actions.end_promise(broken, ended(bond, BROKEN, outcome="厂家停产"), by=bond.chen)
    actions.end_promise(off, ended(bond, WITHDRAWN, outcome="不要了", agreed_by="王"), by=bond.chen)
    given(bond, due=-1), given(bond, due=5), given(bond, due=-90)
    days = (bond.today - timedelta(30), bond.today + timedelta(30))
    people, kept, total = queries.rates(bond.lin, *days, today=bond.today)
    assert total == Tally(in_time=1, late=1, broken=1, overdue=1, withdrawn=1, coming=1)
    assert (total.kept_ratio, total.in_time_ratio) == (0.5, 0.25)
    assert [(one.name, one.tally) for one in people] == [("陈默", total)]
    assert [(one.id, one.tally) for one in kept] == [(bond.mine.pk, total)]
    assert queries.rates(fresh(bond.house.meng), *days, today=bond.today)[2] == Tally()
    assert Tally(coming=2).kept_ratio is None


def test_promises_in_complaints_are_linked_and_counted(bond):
    """They stay where they are: shown beside the others and counted with them, not doubled."""
    complaint = Complaint.objects.create(
        no="TS1", customer=bond.mine, title="停机", words="停机", state="handling",
        priority="p3", score=1, owner=bond.chen, org_unit=bond.chen.unit,
        received_at=timezone.now(), complainant="王",
    )  # fmt: skip
    for text, due, done in (("换新机", -3, None), ("退上门费", -3, timezone.now())):
        ComplaintPromise.objects.create(
            complaint=complaint, text=text, owner=bond.chen, done_at=done,
            due_on=bond.today + timedelta(due), made_at=timezone.now(),
        )  # fmt: skip
    days = (bond.today - timedelta(30), bond.today)
    boss = fresh(bond.house.boss)
    people, kept, total = queries.rates(boss, *days, today=bond.today)
    assert total == Tally(late=1, overdue=1) and people[0].tally == kept[0].tally == total
    assert [one.text for one in queries.promises_of(boss, bond.mine)["in_complaints"]] == ["换新机"]


def test_open_promises_change_hands_with_the_rest(bond):
    """C-70: the word stays that of who gave it; the to-do is the successor's."""
    row, done = given(bond), given(bond)
    actions.end_promise(done, ended(bond), by=bond.chen)
    (held,) = PROMISES.held(bond.chen)
    assert (held.id, PROMISES.count(bond.chen)) == (row.pk, 1)
    xu = fresh(bond.house.xu)
    told = {"giver": bond.chen, "taker": xu, "by": bond.lin, "reason": "离职交接"}
    assert PROMISES.give([row.pk, done.pk], **told) == {}
    row.refresh_from_db(), done.refresh_from_db()
    assert (row.owner, row.org_unit, row.promised_by) == (xu, xu.unit, bond.chen)
    assert done.owner == bond.chen and PROMISES.count(bond.chen) == 0
    todo = Todo.objects.get(source="relationship.promise", closed_at=None)
    assert (todo.owner, todo.object_id, todo.due_on) == (xu, row.pk, row.due_on)


def test_a_merge_carries_promises_along(bond):
    """A-12: what was promised to both is promised to the one that stays."""
    other = bond.house.customer("南京同创电子", bond.house.chen)
    row = given(bond, customer=other)
    merge(Wish([bond.mine.pk, other.pk], bond.mine.pk), by=fresh(bond.house.boss))
    row.refresh_from_db()
    assert row.customer == bond.mine
    assert queries.promises_of(bond.chen, bond.mine)["open"] == [row]


def test_screens_of_promises(bond):
    chen, meng = signed(bond.chen), signed(fresh(bond.house.meng))
    talk = bond.spoke(1)
    new = reverse("relationship:promise_new", args=[bond.mine.pk])
    assert f"{new}?activity={talk.pk}" in chen.get(bond.mine.get_absolute_url()).content.decode()
    assert "问候" in chen.get(new, {"activity": talk.pk}).content.decode()
    told = {"text": "周五前报价", "promised_by": bond.chen.pk, "due_on": bond.today.isoformat(),
            "promised_on": (bond.today + timedelta(1)).isoformat()}  # fmt: skip
    refused = chen.post(new, told)
    assert refused.status_code == 422 and "周五前报价" in refused.content.decode()
    told["promised_on"] = bond.today.isoformat()
    assert chen.post(f"{new}?activity={talk.pk}", told).status_code == 302
    row = Promise.objects.get()
    assert row.activity == talk and row.owner == bond.chen
    assert "1 条承诺待兑现" in chen.get(bond.mine.get_absolute_url()).content.decode()
    tab = reverse("customers:tab", args=[bond.mine.pk, "relationship-partner"])
    assert "周五前报价" in chen.get(tab).content.decode()

    def to(verb: str) -> str:
        return reverse("relationship:promise_do", args=[row.pk, verb])

    day = {"on": bond.today.isoformat()}
    assert chen.get(to("nothing")).status_code == 404
    assert meng.get(row.get_absolute_url()).status_code == 404
    assert meng.post(to("keep"), day).status_code == 404
    withdrawn = chen.post(to("withdraw"), day | {"outcome": "客户改主意了"})
    assert withdrawn.status_code == 422 and "客户改主意了" in withdrawn.content.decode()
    assert chen.post(to("break"), day | {"outcome": "价格没批下来"}).status_code == 302
    assert "价格没批下来" in chen.get(row.get_absolute_url()).content.decode()
    assert chen.post(to("keep"), day).status_code == 403
    rates = chen.get(reverse("relationship:promise_rates")).content.decode()
    assert "0.00%" in rates and bond.mine.name in rates
    broken = chen.get(reverse("relationship:promise_list"), {"view": "broken"}).content.decode()
    assert "周五前报价" in broken


def test_a_constant_number_of_queries(bond):
    def asked(number: int) -> int:
        for at in range(number):
            row = given(bond, due=at - 3)
            if at % 2:
                actions.end_promise(row, ended(bond), by=bond.chen)
        with CaptureQueriesContext(connection) as found:
            queries.promises_of(bond.chen, bond.mine)
            queries.rates(bond.chen, bond.today - timedelta(30), bond.today, today=bond.today)
        return len(found)

    assert asked(2) == asked(8) < 14
