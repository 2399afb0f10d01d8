"""Make customers partners: proposed by one, approved by others (C-4)."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from maizi.approvals import access as approvals
from maizi.approvals.access import Asked, ShownLine, Subject
from maizi.approvals.actions import Approver, Definition, Step, seed_definition, submit
from maizi.approvals.models import ApprovalCase
from maizi.approvals.terms import ApproverSort, StepMode, Timeout
from maizi.customers.models import Customer
from maizi.customers.terms import Lifecycle
from maizi.development.models import Agreement
from maizi.development.terms.accounts import AgreementState
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import access
from ..models import Partnership
from ..terms import Cause, Proposal
from .stages import put

SUBJECT = "care.partner"
IN_FORCE = (AgreementState.SIGNED, AgreementState.ACTIVE)


@transaction.atomic
def propose_partner(
    customer: Customer, agreement: Agreement | None, *, reason: str, by
) -> Partnership:
    """Ask that a long-standing customer becomes a partner; the approval makes it one.

    Raises Refused unless the customer stands at 长期客户 or above and an agreement is in force.
    """
    if not access.may_care(by, "stage", customer):
        raise Refused(N_("您不能提议“{name}”为合伙人。请联系主管。"), name=customer.name)
    if customer.lifecycle not in (Lifecycle.CLIENT, Lifecycle.MEMBER, Lifecycle.ADVOCATE):
        raise Refused(
            N_("合伙人从长期客户里产生：“{name}”现在是“{stage}”。"), name=customer.name,
            stage=Lifecycle(customer.lifecycle).chinese,
        )  # fmt: skip
    if agreement is None or agreement.customer_id != customer.pk or agreement.state not in IN_FORCE:
        raise Refused(N_("请选一份与这个客户签署、正在生效的合作协议。"), field="agreement")
    if not reason.strip():
        raise Refused(N_("请写明为什么提议为合伙人。"), field="reason")
    Customer.objects.select_for_update(no_key=True).filter(pk=customer.pk).values("pk").first()
    if Partnership.objects.filter(customer=customer, state=Proposal.ASKED).exists():
        raise Refused(N_("“{name}”的合伙人提议正在审批，请等结果。"), name=customer.name)
    row = Partnership(
        customer=customer, agreement=agreement, reason=reason.strip()[:300], asked_by=by
    )
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    payload = {"customer": customer.name, "agreement": agreement.name, "reason": row.reason}
    submit(SUBJECT, row=row, asked=Asked(payload, row.reason), by=by)
    return row


@transaction.atomic
def decline_partner(row: Partnership, *, answer: str, by=None) -> None:
    """It was not approved, or taken back: the customer stays where it is."""
    row = Partnership.objects.select_for_update().get(pk=row.pk)
    if row.state == Proposal.ASKED:
        with recorded(row, N_("未批准"), by=by, reason=answer[:200]):
            row.state, row.answer = Proposal.DECLINED, answer[:200]
            row.save(update_fields=["state", "answer"])


@transaction.atomic
def _apply(row: Partnership, payload: Mapping, *, by, case: ApprovalCase) -> None:
    row = Partnership.objects.select_for_update().get(pk=row.pk)
    if row.state != Proposal.ASKED:
        raise Refused(N_("这个提议已经有了结果。"))
    customer = Customer.objects.select_for_update().get(pk=row.customer_id)
    if row.agreement.state not in IN_FORCE:
        decline_partner(row, answer=N_("审批期间合作协议已到期或终止"), by=by)
        return
    with recorded(row, N_("批准"), by=by, reason=case.reason):
        row.state = Proposal.APPROVED
        row.save(update_fields=["state"])
    put(customer, stage=Lifecycle.PARTNER, cause=Cause.APPROVAL, by=by, reason=row.reason)


def _lines(payload: Mapping, replaced: Mapping) -> Iterable[ShownLine]:
    yield ShownLine("customer", N_("客户"), "", payload["customer"])
    yield ShownLine("agreement", N_("合作协议"), "", payload["agreement"])
    yield ShownLine("reason", N_("理由"), "", payload["reason"])


PARTNER = Subject(
    code=SUBJECT, label=N_("合伙人"), model=Partnership, fields=(),
    visible=access.visible_partnerships, facts=lambda row, payload: {},
    replaced=lambda row, payload: {}, lines=_lines, apply=_apply,
)  # fmt: skip


def declare() -> None:
    """Make the request known to approvals."""
    approvals.declare_subject(PARTNER)


def seed_approvals(*, by=None) -> None:
    """A partner is approved by the marketing director; a company changes it."""
    approvers = (
        Approver(ApproverSort.NEAREST, "marketing_manager"),
        Approver(ApproverSort.ROLE, "marketing_director"),
    )
    step = Step(
        name="营销负责人批准", approvers=approvers, mode=StepMode.ANY, limit_hours=16,
        timeout=Timeout.ESCALATE,
    )  # fmt: skip
    seed_definition(SUBJECT, name="合伙人", definition=Definition((), (step,)), by=by)
