"""Requests and orders that need a yes: asked, given, sent back (0.6, I-5)."""

from collections.abc import Iterable, Mapping

from django.db import transaction

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
from maizi.fields.queries import parameter
from maizi.history.actions import recorded
from maizi.kernel.errors import Refused
from maizi.kernel.money import show_yuan
from maizi.kernel.texts import N_

from .. import access
from ..models import PurchaseOrder, PurchaseRequest
from ..terms import OrderState, RequestState
from . import orders, requests

SUBMITTED, APPROVED, SENT_BACK = N_("提交审批"), N_("批准"), N_("退回草稿")
SHOWN = (("supplier", N_("供应商")), ("amount_yuan", N_("金额（含税）")),
         ("needed_on", N_("需要日期")), ("expected_on", N_("要求到货")))  # fmt: skip
MOST_SHOWN = 40


@transaction.atomic
def submit_order(row: PurchaseOrder, *, by, reason: str = "") -> ApprovalCase | None:
    """Ask for an order; below the company's limit it is approved at once (no case).

    Raises Refused for an order that is no draft.
    """
    row = orders.moved(row, OrderState.PENDING)
    if row.amount_yuan < parameter("purchase.order_approval_from"):
        _approve(row, by=by)
        return None
    with recorded(row, SUBMITTED, by=by, reason=reason):
        row.state, row.answer = OrderState.PENDING, ""
        row.save(update_fields=["state", "answer"])
    lines = [
        (line.product.name, f"{line.quantity.normalize():f} × {line.price_yuan.normalize():f}")
        for line in row.lines.select_related("product")[:MOST_SHOWN]
    ]
    payload = {
        "supplier": row.supplier.name, "amount_yuan": show_yuan(row.amount_yuan),
        "expected_on": str(row.expected_on or ""), "lines": lines,
    }  # fmt: skip
    return _ask(access.ORDER_SUBJECT, row, Asked(payload, reason or row.note or row.no), by)


@transaction.atomic
def submit_request(row: PurchaseRequest, *, by) -> ApprovalCase | None:
    """Ask for a request; below the company's limit it is approved at once (no case)."""
    row = requests.locked(row)
    if row.state != RequestState.DRAFT:
        raise Refused(N_("请购单“{no}”已经提交过了。"), no=row.no)
    if row.amount_yuan < parameter("purchase.request_approval_from"):
        with recorded(row, APPROVED, by=by):
            row.state = RequestState.APPROVED
            row.save(update_fields=["state"])
        return None
    with recorded(row, SUBMITTED, by=by, reason=row.reason):
        row.state, row.answer = RequestState.PENDING, ""
        row.save(update_fields=["state", "answer"])
    lines = [
        (line.product.name, f"{line.quantity.normalize():f}")
        for line in row.lines.select_related("product")[:MOST_SHOWN]
    ]
    payload = {
        "amount_yuan": show_yuan(row.amount_yuan), "needed_on": str(row.needed_on or ""),
        "lines": lines,
    }  # fmt: skip
    return _ask(access.REQUEST_SUBJECT, row, Asked(payload, row.reason), by)


def _ask(subject: str, row, asked: Asked, by) -> ApprovalCase:
    """A new case, or the one that was sent back, corrected."""
    waiting = open_case(row._meta.label_lower, row.pk, subject=subject)
    if waiting is not None and waiting.state == CaseState.RETURNED:
        return resubmit(waiting, asked=asked, by=by)
    return submit(subject, row=row, asked=asked, by=by)


def _approve(row: PurchaseOrder, *, by, reason: str = "") -> None:
    with recorded(row, APPROVED, by=by, reason=reason):
        row.state = OrderState.APPROVED
        row.save(update_fields=["state"])


@transaction.atomic
def return_order(row: PurchaseOrder, *, by, answer: str = "") -> None:
    """The order was not approved: a draft again, with what was said."""
    row = orders.locked(row)
    if row.state == OrderState.PENDING:
        with recorded(row, SENT_BACK, by=by, reason=answer):
            row.state, row.answer = OrderState.DRAFT, answer[:200]
            row.save(update_fields=["state", "answer"])


@transaction.atomic
def return_request(row: PurchaseRequest, *, by, answer: str = "") -> None:
    """The request was not approved: a draft again, with what was said."""
    row = requests.locked(row)
    if row.state == RequestState.PENDING:
        with recorded(row, SENT_BACK, by=by, reason=answer):
            row.state, row.answer = RequestState.DRAFT, answer[:200]
            row.save(update_fields=["state", "answer"])


def _facts(row, payload: Mapping) -> dict:
    unit = row.unit
    return {"amount": int(row.amount_yuan), "unit": unit.path if unit else ""}


def _lines(payload: Mapping, replaced: Mapping) -> Iterable[ShownLine]:
    for field, label in SHOWN:
        if payload.get(field):
            yield ShownLine(field, label, "", payload[field])
    for name, pieces in payload.get("lines", ()):
        yield ShownLine("amount_yuan" if "×" in pieces else "reason", name, "", pieces)


@transaction.atomic
def _apply_order(row: PurchaseOrder, payload: Mapping, *, by, case: ApprovalCase) -> None:
    row = orders.moved(row, OrderState.APPROVED)
    _approve(row, by=by, reason=f"审批 {case.pk}：{case.reason}")


@transaction.atomic
def _apply_request(row: PurchaseRequest, payload: Mapping, *, by, case: ApprovalCase) -> None:
    row = requests.locked(row)
    if row.state != RequestState.PENDING:
        raise Refused(N_("请购单“{no}”已不在审批中。"), no=row.no)
    with recorded(row, APPROVED, by=by, reason=f"审批 {case.pk}：{case.reason}"):
        row.state = RequestState.APPROVED
        row.save(update_fields=["state"])


FIELDS = (
    FactField("amount", N_("金额（元）"), FactSort.NUMBER),
    FactField("unit", N_("部门"), FactSort.UNIT),
)
ORDER_APPROVAL = Subject(
    code=access.ORDER_SUBJECT, label=N_("采购订单"), model=PurchaseOrder, fields=FIELDS,
    visible=access.visible_orders, facts=_facts, replaced=lambda row, payload: {}, lines=_lines,
    apply=_apply_order, title=lambda row: f"{row.no} {row.supplier}",
)  # fmt: skip
REQUEST_APPROVAL = Subject(
    code=access.REQUEST_SUBJECT, label=N_("请购"), model=PurchaseRequest, fields=FIELDS,
    visible=access.visible_requests, facts=_facts, replaced=lambda row, payload: {},
    lines=_lines, apply=_apply_request, title=lambda row: f"{row.no} {row.reason}",
)  # fmt: skip


def declare() -> None:
    """Make both kinds of request known to approvals."""
    approvals.declare_subject(ORDER_APPROVAL)
    approvals.declare_subject(REQUEST_APPROVAL)


def seed_approvals(*, by=None) -> None:
    """A request is judged by the superior, an order by the director; a company changes both."""
    superior = Step(
        name="直接上级审核", approvers=(Approver(ApproverSort.CHAIN, levels=1),),
        mode=StepMode.ANY, limit_hours=8, timeout=Timeout.ESCALATE,
    )  # fmt: skip
    director = Step(
        name="营销总监批准", approvers=(Approver(ApproverSort.ROLE, "marketing_director"),),
        mode=StepMode.ANY, limit_hours=16,
    )  # fmt: skip
    for subject, name, step in (
        (access.REQUEST_SUBJECT, "请购审批", superior),
        (access.ORDER_SUBJECT, "采购订单审批", director),
    ):
        seed_definition(subject, name=name, definition=Definition((), (step,)), by=by)
