"""Write an activity with its tiers, and let it be approved (B-11)."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from maizi.approvals import access as approvals
from maizi.approvals.access import Asked, FactField, ShownLine, Subject
from maizi.approvals.actions import (
    Approver,
    Definition,
    Step,
    resubmit,
    seed_definition,
    submit,
)
from maizi.approvals.models import ApprovalCase
from maizi.approvals.queries import open_case
from maizi.approvals.terms import ApproverSort, CaseState, FactSort, StepMode, Timeout
from maizi.fields.actions import next_number
from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import notify
from maizi.kernel.errors import Refused
from maizi.kernel.money import line_amount, quantity, show_yuan, unit_price
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import GroupBuy, Tier
from ..rules import tiers as rules
from ..rules.moves import Conditions, check_conditions
from ..terms import DepositSort, State, Threshold, TurnSort
from .turning import locked, note_turn

SUBMITTED, APPROVED, SENT_BACK = N_("提交审批"), N_("批准"), N_("退回草稿")
TIERS = N_("阶梯价")
CODE_LENGTH = 10
CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@transaction.atomic
def save_group_buy(row: GroupBuy, tiers: Sequence[rules.Tier], *, by) -> GroupBuy:
    """Store a draft with its tiers.

    Raises Refused for fields that do not fit together, tiers that do not fall, and for one that
    is no draft any more.
    """
    is_new = row._state.adding
    if is_new:
        row.no = next_number("groupbuy", on=timezone.localdate())
        row.code = get_random_string(CODE_LENGTH, CODE_LETTERS)
    else:
        locked(row, "edit")
    row.name = " ".join(row.name.split())
    row.owner = row.owner if row.owner_id else by
    row.org_unit = row.owner.unit
    row.deposit_value = row.deposit_value or 0
    _check(row)
    tiers = [rules.Tier(quantity(t.least), unit_price(t.price_yuan)) for t in tiers]
    rules.check_tiers(tiers, list_price_yuan=row.list_price_yuan)
    with recorded(row, Verb.CREATE if is_new else Verb.CHANGE, by=by):
        row.save()
    before, after = [_said(t) for t in queries.tiers_of(row)], [_said(t) for t in tiers]
    if before != after:
        row.tiers.all().delete()
        Tier.objects.bulk_create(
            [Tier(activity=row, least=t.least, price_yuan=t.price_yuan) for t in tiers]
        )
        record(row, verb=Verb.CHANGE, by=by, changes={TIERS: [before or None, after]})
    return row


def _said(tier: rules.Tier) -> str:
    return f"{tier.least.normalize():f} → {tier.price_yuan.normalize():f}"


def _check(row: GroupBuy) -> None:
    conditions = Conditions(
        row.opens_at, row.closes_at, Threshold(row.threshold_sort), row.threshold_value,
        row.most_per_customer, DepositSort(row.deposit_sort), row.deposit_value,
    )  # fmt: skip
    check_conditions(conditions, now=timezone.now())


@transaction.atomic
def submit_activity(row: GroupBuy, *, by, reason: str = "") -> ApprovalCase:
    """Ask for an activity. Raises Refused for one that is no draft or whose day is over."""
    row = locked(row, "submit")
    _check(row)
    with recorded(row, SUBMITTED, by=by, reason=reason):
        row.state, row.answer = State.PENDING, ""
        row.save(update_fields=["state", "answer"])
    payload = {
        "product": row.product.name, "list_price_yuan": show_yuan(row.list_price_yuan),
        "threshold": f"{Threshold(row.threshold_sort).chinese} {row.threshold_value.normalize():f}",
        "closes_at": timezone.localtime(row.closes_at).strftime("%Y-%m-%d %H:%M"),
        "tiers": [_said(tier) for tier in queries.tiers_of(row)],
    }  # fmt: skip
    asked = Asked(payload, reason or row.name)
    waiting = open_case(row._meta.label_lower, row.pk, subject=access.SUBJECT)
    if waiting is not None and waiting.state == CaseState.RETURNED:
        return resubmit(waiting, asked=asked, by=by)
    return submit(access.SUBJECT, row=row, asked=asked, by=by)


@transaction.atomic
def return_activity(row: GroupBuy, *, by, answer: str = "") -> None:
    """The activity was not approved: a draft again, with what was said."""
    row = locked(row)
    if row.state == State.PENDING:
        with recorded(row, SENT_BACK, by=by, reason=answer):
            row.state, row.answer = State.DRAFT, answer[:200]
            row.save(update_fields=["state", "answer"])


@transaction.atomic
def _apply(row: GroupBuy, payload: Mapping, *, by, case: ApprovalCase) -> None:
    row = locked(row)
    if row.state != State.PENDING:
        raise Refused(N_("活动“{name}”已不在审批中。"), name=row.name)
    with recorded(row, APPROVED, by=by, reason=f"审批 {case.pk}：{case.reason}"):
        row.state = State.APPROVED
        row.save(update_fields=["state"])
    note_turn(row, sort=TurnSort.APPROVED, by=by, at=timezone.now())
    title = say(N_("团购“{name}”已批准，可以开始登记"), name=row.name)
    notify(to=[row.owner], event="groupbuys.ended", title=title, about=row, by=by)


def _facts(row: GroupBuy, payload: Mapping) -> dict:
    tiers = queries.tiers_of(row)
    least = line_amount(row.threshold_value, tiers[-1].price_yuan) if tiers else 0
    amount = row.threshold_value if row.threshold_sort == Threshold.AMOUNT else least
    return {"amount": int(amount), "unit": row.org_unit.path}


def _lines(payload: Mapping, replaced: Mapping) -> Iterable[ShownLine]:
    shown = (("product", N_("商品")), ("list_price_yuan", N_("标价")),
             ("threshold", N_("达成门槛")), ("closes_at", N_("登记截止")))  # fmt: skip
    for field, label in shown:
        yield ShownLine("name", label, "", payload[field])
    for number, tier in enumerate(payload["tiers"], 1):
        yield ShownLine("name", f"{TIERS} {number}", "", tier)


APPROVAL = Subject(
    code=access.SUBJECT, label=N_("团购活动"), model=GroupBuy,
    fields=(
        FactField("amount", N_("金额（元）"), FactSort.NUMBER),
        FactField("unit", N_("部门"), FactSort.UNIT),
    ),
    visible=access.visible_group_buys, facts=_facts, replaced=lambda row, payload: {},
    lines=_lines, apply=_apply, title=lambda row: f"{row.no} {row.name}",
)  # fmt: skip


def declare() -> None:
    """Make the request known to approvals."""
    approvals.declare_subject(APPROVAL)


def seed_approvals(*, by=None) -> None:
    """An activity is approved by the director; a company changes it."""
    step = Step(
        name="营销总监批准", approvers=(Approver(ApproverSort.ROLE, "marketing_director"),),
        mode=StepMode.ANY, limit_hours=16, timeout=Timeout.ESCALATE,
    )  # fmt: skip
    seed_definition(access.SUBJECT, name="团购活动审批", definition=Definition((), (step,)), by=by)
