"""How the demo company keeps its customers: a year of nights, visits, greetings, a partner."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from maizi.accounts.models import User
from maizi.approvals import actions as approvals
from maizi.approvals.models import ApprovalCase
from maizi.care import actions, queries
from maizi.care.models import Membership, Occasion, ReturnPlan, StageSpell, WinBack
from maizi.care.terms import Outcome, Reason, ReturnForm
from maizi.customers.models import Customer
from maizi.customers.terms import Lifecycle
from maizi.development.models import Agreement
from maizi.development.terms.accounts import AgreementState
from maizi.history.actions import recorded

NIGHTS = range(360, -1, -15)  # days ago
VISITS = (
    ("phone", "fine", "换过滤芯以后一直稳定", ""),
    ("visit", "need", "二期想加一台 75 千瓦", "二期厂房三月动工"),
    ("phone", "problem", "夜班反映排气温度偏高", "设备部王部长月底退休"),
    ("phone", "unreached", "电话没有人接", ""),
    ("im", "fine", "发了保养提醒，对方回了谢谢", ""),
)  # fmt: skip
GREETING = "{联系人}您好，入冬了，空压机房记得留意进气温度和冷凝水。需要保养随时找我。{我}"


def build_keeping(people: dict[str, User]) -> None:
    """Stages as they came about night by night, the plan of today, what sellers made of it."""
    old = timezone.localdate() - timedelta(days=30)
    Occasion.objects.filter(done_at=None, due_on__lt=old).update(done_at=timezone.now())
    _nights()
    _members(people["linyue"])
    _partner(people)
    _visits(people["chenmo"])
    _win_backs(people)


def _nights() -> None:
    """The year again, a night in every fortnight; buyers are dated back to its beginning."""
    today, ids = timezone.localdate(), list(Customer.objects.values_list("pk", flat=True))
    start = timezone.now() - timedelta(days=NIGHTS[0] + 1)
    bought = Customer.objects.filter(orders__isnull=False).values("pk")
    Customer.objects.filter(pk__in=bought).update(lifecycle=Lifecycle.PROSPECT, created_at=start)
    StageSpell.objects.all().delete()  # of the orders just built; the nights tell it anew
    for ago in NIGHTS:
        day = today - timedelta(days=ago)
        moment = timezone.make_aware(datetime.combine(day, time(3))) if ago else timezone.now()
        actions.move_along(actions.hold(ids, today=day), now=moment)
    cuts = queries.cuts_on(today)
    actions.plan_visits(queries.known_of(ids, today=today), cuts=cuts, today=today)


def _members(by: User) -> None:
    mine = Customer.objects.filter(
        owner__unit__path__startswith=by.unit.path, lifecycle=Lifecycle.REPEAT
    )
    for row in mine.order_by("id")[:3]:
        joined = timezone.localdate() - timedelta(days=60)
        club = Membership(customer=row, club="金麦会", joined_on=joined)
        club.ends_on = joined + timedelta(days=365)
        actions.enrol(club, by=by)


def _partner(people: dict[str, User]) -> None:
    """A long-standing customer with an agreement becomes a partner."""
    lin, today = people["linyue"], timezone.localdate()
    row = Customer.objects.filter(
        lifecycle=Lifecycle.CLIENT, owner=people["chenmo"]
    ).order_by("id").first()  # fmt: skip
    if row is None:
        return
    paper = Agreement(
        no="XY-2026-伙伴", name="联合服务伙伴协议", customer=row, owner=row.owner,
        org_unit=row.owner.unit, scope="双方联合为园区企业提供空压机保养", volume_yuan=600_000,
        starts_on=today - timedelta(days=40), ends_on=today + timedelta(days=325),
        signed_on=today - timedelta(days=42), state=AgreementState.ACTIVE,
    )  # fmt: skip
    paper.save()
    actions.propose_partner(row, paper, reason="三年合作，愿意一起服务园区企业", by=lin)
    case = ApprovalCase.objects.filter(subject=actions.SUBJECT).latest("id")
    approvals.agree(case, by=people["boss"], opinion="同意，按季度回顾", digest=case.digest)


def _visits(by: User) -> None:
    """Some of those due were visited, one was not reached, greetings wait, one goes his own way."""
    due = ReturnPlan.objects.filter(customer__owner=by).order_by("due_on")
    rows = list(due.select_related("customer")[:12])
    for plan, (form, outcome, talk, news) in zip(rows, VISITS, strict=False):
        form = ReturnForm.PHONE if plan.value_class == "a" and form == "im" else ReturnForm(form)
        told = actions.Talk(form, Outcome(outcome), talk, Reason.ROUTINE, news=news)
        actions.record_return_visit(plan.customer, told, by=by)
    rest = [plan.customer for plan in rows[len(VISITS) :]]
    if rest:
        actions.set_interval(rest[0], days=21, reason="客户希望每三周通一次电话", by=by)
        actions.draft_greetings(rest[1:4] or rest, form=ReturnForm.IM, text=GREETING, by=by)


def _win_backs(people: dict[str, User]) -> None:
    """Cases since they were lost: one kept, one given up."""
    for row in WinBack.objects.select_related("customer"):
        spell = row.customer.stage_spells.filter(stage=Lifecycle.INACTIVE).latest("since")
        WinBack.objects.filter(pk=row.pk).update(opened_on=timezone.localdate(spell.since))
    rows = list(WinBack.objects.filter(state="open").order_by("-lost_yuan")[:2])
    for row, (cause, offer, cost) in zip(rows, OFFERS, strict=False):
        row.cause, row.offer, row.cost_yuan = cause, offer, cost
        with recorded(row, by=row.owner):
            actions.save_case(row, "change", by=row.owner)
    if len(rows) > 1:
        actions.give_up(rows[1], outcome="对手低三成，我们跟不到", by=people["linyue"])


OFFERS = (
    ("service", "免费体检一次，保养合同首年八折", 1200),
    ("competitor", "以旧换新，旧机折价两万", 3500),
)
