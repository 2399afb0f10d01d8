"""The screens of approvals, as people use them."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from maizi.approvals.models import ApprovalCase, ApprovalDefinition
from maizi.approvals.terms import CaseState, GrantState, SeatState
from maizi.customers.models import Customer

from .conftest import SUBJECT


def browser(person) -> Client:
    made = Client()
    made.force_login(person)
    return made


def form_of(customer: Customer, **values) -> dict:
    return {
        "name": customer.name, "party_type": customer.party_type, "lifecycle": customer.lifecycle,
        "ka_status": customer.ka_status, "owner": customer.owner_id,
    } | values  # fmt: skip


def flow(person, **values) -> dict:
    return {
        "act": "save", "name": "总监审核", "position": "5", "step-1-name": "审核",
        "step-1-mode": "any", "step-1-hours": "8", "step-1-timeout": "remind",
        "step-1-return": "on", "step-1-approver-1-sort": "person",
        "step-1-approver-1-person": str(person.pk),
    } | values  # fmt: skip


def test_important_information_is_asked_for_and_the_rest_saved_at_once(office):
    """A-32: ordinary fields save at once."""
    chen, account = browser(office.chen), office.account
    address = reverse("customers:customer_edit", args=[account.pk])
    typed = form_of(account, name="华宁集团有限公司", short_name="华宁")
    answer = chen.post(address, typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "需要审核的修改" in page and 'value="华宁集团有限公司"' in page
    assert not ApprovalCase.objects.exists()
    assert chen.post(address, typed | {"change_reason": "工商变更"}).status_code == 302
    account.refresh_from_db()
    assert (account.name, account.short_name) == ("华宁科技有限公司", "华宁")
    case = ApprovalCase.objects.get()
    assert (case.payload, case.reason) == ({"name": "华宁集团有限公司"}, "工商变更")


def test_others_change_at_once_and_an_ordinary_customer_too(office):
    chen = browser(office.chen)
    plain = office.house.customer("普通客户有限公司", office.chen)
    for customer, values in ((plain, {"name": "改名有限公司"}), (office.account, {"note": "备注"})):
        address = reverse("customers:customer_edit", args=[customer.pk])
        assert chen.post(address, form_of(customer, **values)).status_code == 302
    plain.refresh_from_db()
    assert plain.name == "改名有限公司" and not ApprovalCase.objects.exists()


def test_a_key_account_is_not_given_away_at_one_stroke(office):
    lin = browser(office.lin)
    body = {"pk": office.account.pk, "owner": office.house.xu.pk, "reason": "调整"}
    answer = lin.post(reverse("customers:assign"), body)
    assert answer.status_code == 422 and "须经审核" in answer.content.decode()
    body = {"pk": office.account.pk, "pool": office.house.pool.pk, "reason": "放弃"}
    assert lin.post(reverse("customers:release"), body).status_code == 422
    office.account.refresh_from_db()
    assert office.account.owner == office.chen


def test_the_approver_finds_it_sees_what_changes_and_agrees(office):
    case = office.ask()
    wei = browser(office.wei)
    inbox = wei.get(reverse("approvals:boxes")).content.decode()
    assert case.title in inbox
    page = wei.get(case.get_absolute_url()).content.decode()
    assert "<del>华宁科技有限公司</del>" in page and "<ins>华宁集团有限公司</ins>" in page
    assert case.digest in page and "工商变更" in page
    address = reverse("approvals:decide", args=[case.pk])
    assert wei.post(address, {"act": "agree", "digest": case.digest}).status_code == 302
    assert wei.post(address, {"act": "agree", "digest": case.digest}).status_code == 422
    case.refresh_from_db()
    assert case.grant == GrantState.APPLIED
    assert case.title in wei.get(reverse("approvals:boxes") + "?box=decided").content.decode()


def test_a_refused_decision_keeps_what_was_typed(office):
    case, wei = office.ask(), browser(office.wei)
    address = reverse("approvals:decide", args=[case.pk])
    body = {"act": "agree", "digest": "0" * 64, "opinion": "我看过了"}
    answer = wei.post(address, body)
    assert answer.status_code == 422 and "我看过了" in answer.content.decode()
    answer = wei.post(address, {"act": "reject", "digest": case.digest, "opinion": ""})
    assert "写明意见" in answer.content.decode()
    assert wei.post(address, {"act": "burn", "digest": case.digest}).status_code == 403
    case.refresh_from_db()
    assert case.state == CaseState.PENDING


def test_handing_over_signing_copying_and_withdrawing(office):
    case, wei, chen = office.ask(), browser(office.wei), browser(office.chen)

    def post(who, verb, **body):
        return who.post(reverse(f"approvals:{verb}", args=[case.pk]), body).status_code

    assert post(wei, "add_signer", person="", place="before") == 422
    assert post(wei, "add_signer", person=office.lin.pk, place="before") == 302
    assert post(wei, "copy", person=office.house.service.pk) == 403  # it is lin's turn now
    assert post(chen, "copy", person=office.house.service.pk) == 302
    assert post(wei, "withdraw") == 403
    assert post(chen, "withdraw") == 302
    assert post(chen, "withdraw") == 422
    case.refresh_from_db()
    assert case.state == CaseState.WITHDRAWN


def test_a_returned_request_is_sent_again_from_the_same_form(office):
    case, wei, chen = office.ask(), browser(office.wei), browser(office.chen)
    wei.post(
        reverse("approvals:decide", args=[case.pk]),
        {"act": "return", "digest": case.digest, "opinion": "请用全称"},
    )
    page = chen.get(case.get_absolute_url()).content.decode()
    assert "请用全称" in page and "重新提交" in page
    typed = form_of(office.account, name="华宁集团股份有限公司", change_reason="全称")
    address = reverse("customers:customer_edit", args=[office.account.pk])
    assert chen.post(address, typed).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.round) == (CaseState.PENDING, 2)
    assert case.payload == {"name": "华宁集团股份有限公司"}


def test_an_administrator_designs_a_flow_and_tries_it(office):
    admin = browser(office.house.admin)
    new = reverse("approvals:definition_new", args=[SUBJECT])
    assert admin.get(new).status_code == 200
    tried = admin.post(new, flow(office.boss, act="try", **{"try-person": office.chen.pk}))
    assert "能走完全程" in tried.content.decode() and "方致远" in tried.content.decode()
    stuck = flow(office.boss, act="try", **{
        "try-person": office.boss.pk, "step-1-approver-1-sort": "chain",
    })  # fmt: skip
    assert "会停在半路" in admin.post(new, stuck).content.decode()
    assert ApprovalDefinition.objects.filter(subject=SUBJECT).count() == 1
    assert admin.post(new, flow(office.boss)).status_code == 302
    row = ApprovalDefinition.objects.get(name="总监审核")
    page = admin.get(reverse("approvals:definition", args=[row.pk])).content.decode()
    assert 'value="总监审核"' in page
    assert admin.post(reverse("approvals:switch", args=[row.pk])).status_code == 302
    row.refresh_from_db()
    assert not row.is_active


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": ""}, "起个名字"),
        ({"name": "大客户重要信息更新"}, "同名"),
        ({"step-1-approver-1-person": "1"}, "在职的同事"),
        ({"step-1-approver-1-sort": "role", "step-1-approver-1-role": "warehouse"}, "没有人担任"),
        ({"step-1-hours": "abc"}, "工作小时"),
        ({"condition-1-fact": "fields", "condition-1-values": ["gone"]}, "已经不存在"),
    ],
)
def test_a_flow_that_cannot_end_is_refused_at_its_place(office, change, told):
    admin = browser(office.house.admin)
    new = reverse("approvals:definition_new", args=[SUBJECT])
    answer = admin.post(new, flow(office.boss, **change))
    assert answer.status_code == 422 and told in answer.content.decode()
    assert ApprovalDefinition.objects.filter(subject=SUBJECT).count() == 1


def test_the_designers_buttons_lose_nothing_typed(office):
    admin = browser(office.house.admin)
    new = reverse("approvals:definition_new", args=[SUBJECT])
    for act, wanted in (
        ("add-step", 'name="step-2-name"'),
        ("add-condition", 'name="condition-1-fact"'),
        ("add-approver-1", 'name="step-1-approver-2-sort"'),
        ("drop-step-1", "添加步骤"),
        ("drop-approver-1-1", "添加审批人"),
        ("raise-step-9", 'value="审核"'),
        ("nonsense", 'value="审核"'),
    ):
        page = admin.post(new, flow(office.boss, act=act)).content.decode()
        assert wanted in page and 'value="总监审核"' in page, act


def test_lines_move_up_and_down_and_the_eye_follows_them(office):
    """Steps, approvers and conditions; what is moved keeps the focus for the next press."""
    admin = browser(office.house.admin)
    new = reverse("approvals:definition_new", args=[SUBJECT])
    typed = flow(office.boss) | {
        "step-2-name": "复核", "step-2-approver-1-sort": "nearest",
        "step-2-approver-1-role": "marketing_manager", "step-2-approver-2-sort": "chain",
        "condition-1-fact": "ka_status", "condition-1-values": "key",
        "condition-2-fact": "fields", "condition-2-values": "owner",
    }  # fmt: skip

    def after(act: str) -> str:
        return admin.post(new, typed | {"act": act}).content.decode()

    for act in ("lower-step-1", "raise-step-2"):
        page = after(act)
        assert page.index('value="复核"') < page.index('value="审核"')
        landed = "step-2" if act.startswith("lower") else "step-1"
        assert re.search(rf'name="{landed}-name"[^>]*autofocus', page), act
    page = after("lower-approver-2-1")
    assert re.search(r'name="step-2-approver-2-sort"[^>]*autofocus', page)
    assert page.index('name="step-2-approver-1-levels"') < page.index('step-2-approver-2-role"')
    page = after("raise-condition-2")
    assert page.index('<option value="fields" selected') < page.index('value="ka_status" selected')
    assert "autofocus" not in after("raise-step-1").partition("step-1-name")[0]
    for act in ("raise-step-7", "lower-approver-9-1", "raise-approver-2", "lower-step-"):
        assert after(act).count("step-card") == 2


def test_pages_ask_as_often_for_one_case_as_for_many(office, django_assert_max_num_queries):
    wei = browser(office.wei)
    for number in range(12):
        office.account = office.house.customer(f"大客户{number}", office.chen, ka_status="key")
        office.ask()
    with django_assert_max_num_queries(15):
        page = wei.get(reverse("approvals:boxes")).content.decode()
    assert page.count("大客户重要信息更新：") == 12
    case = ApprovalCase.objects.first()
    with django_assert_max_num_queries(30):
        wei.get(case.get_absolute_url())


def test_masked_fields_stay_masked_for_who_may_not_read_them(office):
    """M-4: the lines of a case follow the reader's rights."""
    role = office.house.roles["marketing_manager"]
    role.field_access = {**role.field_access, "basic": "none"}
    role.save()
    case = office.ask()
    page = browser(office.wei).get(case.get_absolute_url()).content.decode()
    assert "<ins>华宁集团有限公司</ins>" not in page and "●●●" in page


def test_seats_of_a_closed_case_ask_for_nothing(office):
    case, wei = office.ask(), browser(office.wei)
    wei.post(reverse("approvals:decide", args=[case.pk]), {"act": "agree", "digest": case.digest})
    page = wei.get(case.get_absolute_url()).content.decode()
    assert "您的意见" not in page and "已生效" in page
    assert not case.passed.get().seats.filter(state=SeatState.OPEN).exists()


def test_the_applicant_picks_his_approver_where_the_flow_leaves_it_to_him(office):
    admin, chen = browser(office.house.admin), browser(office.chen)
    typed = flow(office.boss, **{"step-1-approver-1-sort": "choice"})
    assert admin.post(reverse("approvals:definition_new", args=[SUBJECT]), typed).status_code == 302
    address = reverse("customers:customer_edit", args=[office.account.pk])
    given = form_of(office.account, name="华宁集团有限公司")
    page = chen.post(address, given).content.decode()
    assert 'name="approver-1"' in page and "方致远" in page
    given["change_reason"] = "工商变更"
    assert "还没有选择审批人" in chen.post(address, given).content.decode()
    given["approver-1"] = office.boss.pk
    assert chen.post(address, given).status_code == 302
    assert ApprovalCase.objects.get().passed.get().seats.get().person == office.boss
