"""Key-account plans, first contacts through a real mail server, agreements, gifts."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from maizi.customers.actions import log_activity
from maizi.customers.models import Activity, Contact, Customer
from maizi.development import actions, queries
from maizi.development.models import Agreement, FirstContact, Gift, Obligation
from maizi.development.pages import AGREEMENTS, GIFTS
from maizi.development.rules.comparing import Criterion
from maizi.development.rules.worth import Estimate
from maizi.development.terms.accounts import AgreementState, Factor, Method, PlanSection, Risk
from maizi.inbox.models import Notice, Todo
from maizi.kernel.errors import Refused
from maizi.kit.pages import save
from maizi.privacy.actions import seed_purposes
from tests.inbox.conftest import mailbox as mailbox
from tests.inbox.conftest import work_off

pytestmark = pytest.mark.django_db


def test_a_plan_has_its_sections_and_makes_a_target(field):
    plan = field.plan()
    assert [code for code, _ in queries.parts_of(plan)] == list(PlanSection)
    assert Customer.objects.get(pk=field.customer.pk).ka_status == "target"
    part = plan.parts.get(code="analysis")
    with pytest.raises(Refused, match="还没有内容"):
        actions.write_part(part, text=" ", is_done=True, owner=None, by=field.chen)
    actions.write_part(part, text="重能耗", is_done=True, owner=field.lin, by=field.chen)
    assert plan.parts.filter(is_done=True).count() == 1


def test_worth_takes_risk_and_least_return_from_the_parameters(field):
    given = Estimate(
        Decimal(1_200_000), Decimal("0.25"), Decimal(0), managing_yuan=Decimal(138_000)
    )
    row = actions.assess_worth(field.plan(), given, by=field.chen, risk_sort=Risk.MEDIUM)
    assert (row.risk, row.worth_yuan, row.verdict) == (Decimal("0.15"), 117_000, "yes")


def test_a_comparison_replaces_the_one_before(field):
    plan = field.plan()
    lines = [Criterion("价格", Decimal("0.5"), 3, {"甲厂": 4}),
             Criterion("服务", Decimal("0.5"), 5, {"甲厂": 2})]  # fmt: skip
    actions.compare(plan, ["甲厂"], lines, by=field.chen)
    actions.compare(plan, ["甲厂"], lines, by=field.chen)
    found = queries.comparison_of(plan)
    assert found["totals"] == {"": Decimal("4.00"), "甲厂": Decimal("3.00")}
    assert [line.is_advantage for line in found["lines"]] == [False, True]
    with pytest.raises(Refused, match="权重合计"):
        actions.compare(plan, ["甲厂"], lines[:1], by=field.chen)
    with pytest.raises(Refused, match="不同的竞争对手"):
        actions.compare(plan, ["甲厂", "甲厂"], lines, by=field.chen)
    actions.weigh_factors(plan, {Factor.PRICE: (5, "招标"), Factor.BRAND: (0, "")}, by=field.chen)
    assert [(f.code, f.weight) for f in plan.factors.all()] == [("price", 5)]
    day = timezone.localdate()
    actions.note_trade(plan, month=day, ours_yuan=Decimal(30), all_yuan=Decimal(120), by=field.chen)
    actions.note_trade(plan, month=day, ours_yuan=Decimal(60), all_yuan=Decimal(120), by=field.chen)
    assert [one.share for one in queries.trade_of(plan)] == [Decimal("0.5")]
    with pytest.raises(Refused, match="大于总采购"):
        actions.note_trade(
            plan, month=day, ours_yuan=Decimal(9), all_yuan=Decimal(8), by=field.chen
        )


def test_the_method_is_decided_in_a_meeting(field):
    plan = field.plan()
    chosen = actions.MethodChosen(Method.VISIT, timezone.now(), [field.chen], "都同意登门")
    with pytest.raises(Refused, match="大客户开发经理"):
        actions.choose_method(plan, chosen, by=field.chen)
    alone = actions.MethodChosen(Method.VISIT, timezone.now(), [], "我定")
    with pytest.raises(Refused, match="其他同事"):
        actions.choose_method(plan, alone, by=field.lin)
    actions.choose_method(plan, chosen, by=field.lin)
    plan.refresh_from_db()
    assert plan.method == "visit" and plan.parts.get(code="method").is_done


@pytest.fixture
def letter(field) -> FirstContact:
    seed_purposes()
    Contact.objects.filter(pk=field.decider.pk).update(email="wangfang@example.com")
    field.decider.refresh_from_db()
    row = FirstContact(
        plan=field.plan(), contact=field.decider, way="mail", subject="请教节能改造",
        text="{{contact.name}}{{contact.title}}：盼回复。{{my.name}}",
    )  # fmt: skip
    return actions.write_first_contact(row, by=field.chen)


def test_a_mail_leaves_through_the_house_and_its_answer_comes_back(field, letter, mailbox):
    row = actions.send_first_contact(letter, by=field.chen)
    assert row.state == "queued"
    assert actions.send_first_contact(letter, by=field.chen).state == "queued"
    work_off()
    row.refresh_from_db()
    (sent,) = mailbox.letters
    assert sent["Subject"] == "请教节能改造" and sent["To"] == "wangfang@example.com"
    assert "王方总经理" in sent.get_content()
    assert row.state == "sent" and row.activity.channel == "mail" and row.sent_at
    answer = Activity(customer=field.customer, channel="mail", direction="incoming",
                      content="下周三来谈", at=timezone.now())  # fmt: skip
    log_activity(answer, by=field.chen)
    row.refresh_from_db()
    assert row.reply == answer


def test_a_mail_that_is_not_taken_says_why_and_may_go_again(field, letter, mailbox):
    mailbox.refuses["wangfang@example.com"] = "550 no such user"
    actions.send_first_contact(letter, by=field.chen)
    work_off()
    letter.refresh_from_db()
    assert letter.state == "failed" and "550" in letter.error and not mailbox.letters
    assert not Activity.objects.filter(customer=field.customer).exists()
    mailbox.refuses.clear()
    actions.send_first_contact(letter, by=field.chen)
    work_off()
    letter.refresh_from_db()
    assert letter.state == "sent"


def test_what_stops_a_first_contact(field, letter):
    with pytest.raises(Refused, match="邮件服务器"):
        actions.send_first_contact(letter, by=field.chen)
    FirstContact.objects.update(text="{{customer.short_name}} 盼回复")
    with pytest.raises(Refused, match="customer.short_name"):
        actions.send_first_contact(letter, by=field.chen)
    FirstContact.objects.update(text="盼回复", is_marketing=True)
    with pytest.raises(Refused, match="同意"):
        actions.send_first_contact(letter, by=field.chen)
    FirstContact.objects.update(is_marketing=False)
    Customer.objects.update(is_blocked=True)
    with pytest.raises(Refused, match="免打扰"):
        actions.send_first_contact(letter, by=field.chen)


def test_a_letter_posted_and_a_call_made_stand_in_the_stream(field, letter):
    FirstContact.objects.update(way="phone", email="", text="王总您好，看到贵厂扩产")
    night = timezone.localtime().replace(hour=23)
    with pytest.raises(Refused, match="时段"):
        actions.send_first_contact(letter, by=field.chen, result="约好", now=night)
    day = (timezone.localtime() - timedelta(1)).replace(hour=10, minute=0)
    with pytest.raises(Refused, match="电话的结果"):
        actions.send_first_contact(letter, by=field.chen, now=day)
    row = actions.send_first_contact(letter, by=field.chen, result="约好周三", now=day)
    assert row.activity.channel == "phone" and row.activity.result == "约好周三"
    with pytest.raises(Refused, match="不能再改"):
        actions.write_first_contact(row, by=field.chen)


def test_an_agreement_is_approved_by_another_and_its_terms_stand(field):
    row = field.agreement()
    assert row.no.startswith("XY")
    with pytest.raises(Refused, match="自己负责"):
        actions.turn_agreement(row, to=AgreementState.APPROVED, by=field.chen)
    with pytest.raises(Refused, match="不能改为"):
        actions.turn_agreement(row, to=AgreementState.SIGNED, by=field.chen)
    row = actions.turn_agreement(row, to=AgreementState.APPROVED, by=field.boss)
    row.scope = "改过的范围"
    save(AGREEMENTS, row=row, verb="change", by=field.chen)
    assert Agreement.objects.get(pk=row.pk).state == "draft", "what was approved is what was read"
    row = actions.turn_agreement(row, to=AgreementState.APPROVED, by=field.boss)
    row = actions.turn_agreement(row, to=AgreementState.SIGNED, by=field.chen)
    assert row.state == "active" and row.signed_on
    with pytest.raises(Refused, match="已经签署"):
        save(AGREEMENTS, row=row, verb="change", by=field.chen)
    with pytest.raises(Refused, match="终止的原因"):
        actions.turn_agreement(row, to=AgreementState.TERMINATED, by=field.boss)


def test_obligations_are_promises_and_the_night_reminds(field):
    row = field.sign(field.deal())
    today = timezone.localdate()
    for side, days in (("customer", -2), ("us", 5)):
        actions.oblige(
            Obligation(agreement=row, side=side, text="付首款", due_on=today + timedelta(days)),
            by=field.chen,
        )
    assert Todo.objects.filter(source="development.obligation", owner=field.chen).count() == 2
    assert queries.fulfilment_of(row)[0] == 0
    theirs = row.obligations.get(side="customer")
    actions.fulfil(theirs, by=field.chen, on=today - timedelta(3))
    assert queries.fulfilment_of(row)[0] == 1
    assert Todo.objects.filter(source="development.obligation", state="open").count() == 1
    soon = row.ends_on - timedelta(30)
    assert actions.turn_agreements(today=soon) == 1 and actions.turn_agreements(today=soon) == 0
    assert Notice.objects.filter(event="development.agreement_ends").count() == 1
    actions.turn_agreements(today=row.ends_on + timedelta(1))
    assert Agreement.objects.get(pk=row.pk).state == "expired"


def gift(field, value, **values) -> Gift:
    row = Gift(**{
        "customer": field.customer, "recipient": "王方", "sort": "ticket", "what": "音乐会门票",
        "value_yuan": Decimal(value), "purpose": "联谊", "given_on": timezone.localdate(),
    } | values)  # fmt: skip
    save(GIFTS, row=row, verb="create", by=field.chen)
    return row


def test_gifts_are_registered_limited_and_approved_by_another(field):
    row = gift(field, 300)
    assert field.house.lin.pk in Notice.objects.values_list("user", flat=True)
    with pytest.raises(Refused, match="限额"):
        gift(field, 201)
    with pytest.raises(Refused, match="自己登记"):
        actions.decide_gift(row, is_approved=True, by=field.chen)
    assert actions.decide_gift(row, is_approved=False, by=field.lin).approver == field.lin
    gift(field, 500)  # what was declined does not count
    Customer.objects.update(nature="government")
    field.customer.refresh_from_db()
    with pytest.raises(Refused, match="政府机构"):
        gift(field, 1, recipient="李科长")


def test_the_screens_of_a_plan(client, field):
    plan = field.plan()
    client.force_login(field.house.chen)
    page = plan.get_absolute_url()
    worth = {"sales_yuan": "1200000", "margin": "25", "risk_sort": "medium", "months": "12",
             "labour_yuan": "60000", "travel_yuan": "18000", "selling_yuan": "24000",
             "stock_yuan": "100000", "annual_rate": "6", "managing_yuan": "30000"}  # fmt: skip
    assert client.post(reverse("development:worth", args=[plan.pk]), worth).status_code == 302
    shown = client.get(page).content.decode()
    assert "117,000.00" in shown and "值得" in shown and "影响采购的因素" in shown
    answer = client.post(reverse("development:worth", args=[plan.pk]), worth | {"margin": "130"})
    assert answer.status_code == 422
    compare = reverse("development:compare", args=[plan.pk])
    lines = {"competitors": "甲厂、乙厂", "name-0": "价格", "weight-0": "100", "ours-0": "4",
             "theirs-0": "3、2"}  # fmt: skip
    assert client.post(compare, lines | {"theirs-0": "3"}).status_code == 422
    answer = client.post(compare, lines | {"weight-0": "90"})
    assert answer.status_code == 422 and "权重合计" in answer.content.decode()
    assert client.post(compare, lines).status_code == 302
    assert "乙厂" in client.get(page).content.decode()
    new = reverse("development:letter_new", args=[plan.pk])
    assert "{{contact.name}}" in client.get(new, {"way": "letter"}).content.decode()
    answer = client.post(new, {"contact": field.decider.pk, "way": "letter", "text": "谢谢"})
    shown = client.get(answer.headers["Location"]).content.decode()
    assert "早日回复" in shown
    assert client.post(reverse("development:method", args=[plan.pk]), {}).status_code == 403


def test_the_screens_of_agreements_and_gifts(client, field):
    row = field.agreement()
    client.force_login(field.house.boss)
    shown = client.get(row.get_absolute_url()).content.decode()
    assert "批准" in shown and "履约义务" in shown
    turn = reverse("development:turn", args=[row.pk, "approved"])
    assert client.get(turn).status_code == 200 and client.post(turn).status_code == 302
    answer = client.post(
        reverse("development:oblige", args=[row.pk]), {"side": "us", "text": "培训"}
    )
    assert answer.status_code == 422 and "培训" in answer.content.decode()
    row = gift(field, 100)
    assert "不批准" in client.get(row.get_absolute_url()).content.decode()
    address = reverse("development:gift_decide", args=[row.pk])
    assert client.post(address, {"answer": "yes"}).status_code == 302
    row.refresh_from_db()
    assert row.state == "approved"
