"""Verification by schedule, the ways of updates, decision-makers (A-30 … A-33)."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maizi.approvals.models import ApprovalCase
from maizi.customers import actions, queries, tasks
from maizi.customers.models import Contact, Customer
from maizi.customers.queries.verification import VERIFY, rows_of_class, value_class_of
from maizi.customers.rules import due_day, schedule_class, way_of
from maizi.fields.actions import change_parameter
from maizi.history.access import told
from maizi.history.actions import recorded
from maizi.history.queries import entries_of, flaws
from maizi.inbox import actions as inbox
from maizi.inbox.models import Todo
from maizi.jobs.actions import enqueue
from maizi.kernel.errors import Refused
from tests.jobs.conftest import work_off

DAYS = (30, 60, 180, 365)


def aged(row: Customer, days: int) -> Customer:
    """The customer as if taken in so many days ago."""
    Customer.objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(days=days))
    row.refresh_from_db()
    return row


def asked_of(person) -> list[int]:
    rows = Todo.objects.filter(owner=person, source=VERIFY, closed_at=None)
    return list(rows.order_by("id").values_list("object_id", flat=True))


def night(owner) -> int:
    return actions.ask_verifications(owner, now=timezone.now())


def test_a31_the_schedule_by_value_class():
    assert schedule_class("", is_key_account=True) == "A"
    assert schedule_class("C", is_key_account=True) == "A"
    assert schedule_class("B", is_key_account=False) == "B"
    assert schedule_class("", is_key_account=False) == "D"
    assert due_day(date(2026, 3, 1), "A", DAYS) == date(2026, 3, 31)
    assert due_day(date(2026, 3, 1), "D", DAYS) == date(2027, 3, 1)
    assert [str(way_of(is_asked)) for is_asked in (True, False)] == ["a", "b"]


def test_the_door_to_the_value_class_agrees_with_the_rule(house):
    for status in ("key", "none", "target", "demoted"):
        row = house.customer(f"{status}有限公司", ka_status=status)
        letter = schedule_class(value_class_of(row), is_key_account=status == "key")
        found = [one for one, rows in rows_of_class().items()
                 if Customer.objects.filter(rows, pk=row.pk).exists()]  # fmt: skip
        assert found == [letter]


def test_a_night_asks_for_those_whose_day_has_come_key_accounts_first(house):
    key = aged(house.customer("大客户", house.chen, ka_status="key"), 30)
    fresh_key = aged(house.customer("新大客户", house.chen, ka_status="key"), 29)
    old, older = (aged(house.customer(f"老{n}", house.chen), n) for n in (365, 500))
    aged(house.customer("年内", house.chen), 364)
    aged(house.customer("不合格", house.chen, lifecycle="disqualified"), 999)
    aged(house.customer("公海里的", pool=house.pool), 999)
    assert night(house.chen) == 3
    assert asked_of(house.chen) == [key.pk, older.pk, old.pk]
    assert night(house.chen) == 0, "nobody is asked twice"
    todo = Todo.objects.get(object_id=key.pk)
    assert todo.title == "核实客户资料：大客户"
    assert todo.due_on == timezone.localdate() + timedelta(days=7)
    assert fresh_key.pk not in asked_of(house.chen)


def test_the_numbers_are_parameters(house):
    rows = [aged(house.customer(f"客户{n}", house.chen), 20 + n) for n in range(5)]
    for code, given in (("days", ["5", "5", "5", "22"]), ("most_a_night", ["2"])):
        change_parameter(f"verification.{code}", given=given, by=house.admin, reason="试点")
    assert night(house.chen) == 2
    assert asked_of(house.chen) == [rows[4].pk, rows[3].pk]
    assert night(house.chen) == 1 and night(house.chen) == 0


def test_one_click_says_it_is_right_and_twice_is_once(house):
    row = aged(house.customer("华宁", house.chen), 400)
    night(house.chen)
    for _ in range(2):
        row = actions.verify(row, by=house.chen)
    assert row.verified_by == house.chen and asked_of(house.chen) == []
    (entry,) = entries_of(row)
    assert (entry.verb, entry.circumstances) == ("核实资料", {"way": "a"})
    assert night(house.chen) == 0
    with pytest.raises(Refused, match="不能修改"):
        actions.verify(row, by=house.meng)


def test_another_holder_of_the_right_verifies_by_way_b_and_nobody_is_asked_any_more(house):
    row = aged(house.customer("华宁", house.chen), 400)
    night(house.chen)
    actions.verify(row, by=house.lin)
    assert entries_of(row).get().circumstances == {"way": "b"} and asked_of(house.chen) == []


def test_ticking_off_the_to_do_verifies(house):
    row = aged(house.customer("华宁", house.chen), 400)
    night(house.chen)
    inbox.finish(Todo.objects.get(), by=house.chen)
    row.refresh_from_db()
    assert row.verified_by == house.chen
    assert entries_of(row).get().circumstances == {"way": "a"}


def test_who_lost_the_customer_is_asked_no_longer_and_the_new_owner_is(house):
    row = aged(house.customer("华宁", house.chen), 400)
    taken = aged(house.customer("代核", house.chen), 400)
    night(house.chen)
    inbox.hand_over(Todo.objects.get(object_id=taken.pk), to=house.lin, by=house.chen)
    actions.assign([row], house.xu, by=house.lin, reason="调整")
    enqueue("customers.verify", by=None)
    work_off(timezone.now())
    assert asked_of(house.chen) == [] and asked_of(house.xu) == [row.pk]
    assert asked_of(house.lin) == [taken.pk], "what a colleague took over stays with him"
    assert tasks.ask_to_verify.__doc__


def test_a_night_costs_the_same_queries_whatever_the_archive(house, django_assert_max_num_queries):
    for number in range(30):
        aged(house.customer(f"客户{number}", house.chen), 30)
    with django_assert_max_num_queries(6):
        assert night(house.chen) == 0


def test_a33_every_update_says_its_way_and_its_approval(house):
    row = aged(house.customer("华宁", house.chen), 400)

    def change(by, note: str, **circumstances) -> dict:
        with told(**circumstances), recorded(row, by=by):
            row.note = note
            row.save()
        return entries_of(row)[0].circumstances

    assert change(house.chen, "一") == {"way": "b"}
    night(house.chen)
    assert change(house.chen, "二") == {"way": "a"}
    assert change(house.lin, "三") == {"way": "b"}
    assert change(None, "四") == {}
    assert change(house.lin, "五", approval=7) == {"way": "b", "approval": 7}
    assert entries_of(row)[0].changes["note"] == ["四", "五"]
    assert set(entries_of(row)[0].changes) == {"note", "changed_at"}
    assert not list(flaws()), "what is told is part of the chain"


@pytest.fixture
def chen(house) -> Client:
    made = Client()
    made.force_login(house.chen)
    return made


def test_the_customer_page_asks_and_the_click_ends_it(house, chen):
    row = aged(house.customer("华宁", house.chen), 400)
    page = chen.get(row.get_absolute_url()).content.decode()
    assert "资料核实无误" in page
    assert chen.post(reverse("customers:verify", args=[row.pk])).status_code == 302
    page = chen.get(row.get_absolute_url()).content.decode()
    assert "资料核实无误" not in page.partition("</main>")[0].rpartition('class="strip"')[2]


def test_an_edit_verifies_when_it_says_so(house, chen):
    row = aged(house.customer("华宁", house.chen), 400)
    night(house.chen)
    address = reverse("customers:customer_edit", args=[row.pk])
    assert 'name="verified"' in chen.get(address + "?verify=1").content.decode()
    assert 'name="verified"' not in chen.get(address).content.decode()
    typed = {"name": row.name, "party_type": row.party_type, "lifecycle": row.lifecycle,
             "ka_status": row.ka_status, "owner": row.owner_id, "city": "南京市"}  # fmt: skip
    assert chen.post(address, typed).status_code == 302
    assert asked_of(house.chen) == [row.pk]
    assert chen.post(address, {**typed, "city": "镇江市", "verified": "yes"}).status_code == 302
    assert asked_of(house.chen) == []
    assert [e.circumstances["way"] for e in entries_of(row)] == ["a", "a", "a"]


def test_the_record_of_updates_is_read_and_taken_along(house, chen):
    row = aged(house.customer("华宁", house.chen), 400)
    row = actions.verify(row, by=house.chen)
    address = reverse("customers:customer_history", args=[row.pk])
    assert "方式二" in chen.get(address).content.decode()
    out = reverse("customers:export_history", args=[row.pk])
    assert chen.post(out, {"reason": "核对"}).status_code == 403
    desk = Client()
    desk.force_login(house.boss)
    assert desk.post(out, {"reason": " "}).status_code == 422
    answer = desk.post(out, {"reason": "核对", "format": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert answer.status_code == 200 and "核实资料" in text and "方式二" in text
    assert entries_of(row)[0].verb == "export"


class TestDecisionMaker:
    """A-32: the key decision-maker of a key account and his numbers."""

    @pytest.fixture
    def account(self, house) -> Customer:
        house.person("wei", "魏然", house.nanjing, "marketing_manager")
        actions.seed_approvals()
        return house.customer("华宁科技", house.chen, ka_status="key")

    def decision_maker(self, account) -> Contact:
        return Contact.objects.create(
            customer=account, name="王芳", mobile="13912340077", is_decision_maker=True
        )

    def post(self, client, contact, **values):
        typed = {"name": contact.name, "customer": contact.customer_id, "mobile": contact.mobile}
        typed |= {"is_decision_maker": "on"} if contact.is_decision_maker else {}
        address = reverse("customers:contact_edit", args=[contact.pk])
        return client.post(address, typed | values)

    def test_a_new_number_waits_for_its_approval_and_the_rest_is_saved(self, house, chen, account):
        from maizi.approvals.actions import agree

        contact = self.decision_maker(account)
        answer = self.post(chen, contact, mobile="13912340088", job_title="总经理")
        assert answer.status_code == 422 and "需要审核的修改" in answer.content.decode()
        answer = self.post(
            chen, contact, mobile="13912340088", job_title="总经理", change_reason="换号"
        )
        assert answer.status_code == 302
        contact.refresh_from_db()
        assert (contact.mobile, contact.job_title) == ("13912340077", "总经理")
        case = ApprovalCase.objects.get()
        assert (case.payload, case.subject) == ({"mobile": "13912340088"},
                                                "customer.decision_maker")  # fmt: skip
        assert case.title.endswith("华宁科技 · 王芳")
        assert case.title in chen.get(account.get_absolute_url()).content.decode()
        wei = case.passed.get().seats.get().person
        agree(case, by=wei, digest=case.digest)
        contact.refresh_from_db()
        assert contact.mobile == "13912340088"
        told = entries_of(contact)[0].circumstances
        assert told == {"way": "b", "approval": case.pk}
        page = chen.get(reverse("customers:contact_history", args=[contact.pk])).content.decode()
        assert case.get_absolute_url() in page

    def test_who_becomes_it_waits_too(self, house, chen, account):
        address = reverse("customers:new_contact", args=[account.pk])
        typed = {"name": "李强", "is_decision_maker": "on"}
        answer = chen.post(address, typed)
        assert answer.status_code == 422 and "需要审核的修改" in answer.content.decode()
        assert not Contact.objects.exists()
        assert chen.post(address, {**typed, "change_reason": "新任总经理"}).status_code == 302
        contact = Contact.objects.get()
        assert not contact.is_decision_maker
        assert ApprovalCase.objects.get().payload == {"is_decision_maker": True}

    def test_a_decision_maker_is_not_removed_at_one_stroke(self, house, account):
        contact = self.decision_maker(account)
        with pytest.raises(Refused, match="关键决策人"):
            actions.remove_contact(contact, by=house.chen)
        plain = Contact.objects.create(customer=account, name="张三")
        actions.remove_contact(plain, by=house.chen)

    def test_elsewhere_he_is_a_contact_like_any_other(self, house, chen):
        contact = self.decision_maker(house.customer("普通客户", house.chen))
        assert self.post(chen, contact, mobile="13912340099").status_code == 302
        contact.refresh_from_db()
        assert contact.mobile == "13912340099" and not ApprovalCase.objects.exists()


def test_a_night_is_in_the_table_of_schedules():
    from maizi.site.wiring import SCHEDULES

    assert SCHEDULES["customers.verify"][1] == "customers.verify"
    assert queries.VERIFICATION.template
