"""Give a receivable up, with somebody else's yes (I-8)."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from maizi.approvals.access import Asked, FactField, ShownLine, Subject
from maizi.approvals.actions import Approver, Definition, Step, seed_definition, submit
from maizi.approvals.models import ApprovalCase
from maizi.approvals.terms import ApproverSort, FactSort, StepMode, Timeout
from maizi.history.actions import recorded
from maizi.kernel.errors import Refused
from maizi.kernel.money import show_yuan
from maizi.kernel.texts import N_

from .. import access
from ..models import Entry, OpenItem, WriteOff
from ..terms import EntryKind, WriteOffState
from .book import opened, positive

SUBJECT = "credit.write_off"
WRITTEN_OFF = N_("坏账核销")


@transaction.atomic
def ask_write_off(entry: Entry, *, amount_yuan: Decimal, reason: str, by) -> WriteOff:
    """Ask to write a receivable off; nothing is posted before it is approved.

    Raises Refused beyond what is open of it, without a reason, and while another request waits.
    """
    amount = positive(amount_yuan)
    if not reason.strip():
        raise Refused(N_("请写明核销的原因：催收经过、证明材料。"), field="reason")
    owed = OpenItem.objects.select_for_update().filter(pk=entry.pk, is_debit=True).first()
    left = owed.open_yuan if owed else Decimal(0)
    if amount > left:
        raise Refused(
            N_("“{title}”只有 {left} 元未收，不能核销 {amount} 元。"), title=str(entry),
            left=show_yuan(left), amount=show_yuan(amount), field="amount_yuan",
        )  # fmt: skip
    if WriteOff.objects.filter(entry=entry, state=WriteOffState.WAITING).exists():
        raise Refused(N_("“{title}”已有核销申请在审批。"), title=str(entry))
    row = WriteOff(account=entry.account, entry=entry, amount_yuan=amount, by=by,
                   reason=reason.strip()[:200], at=timezone.now())  # fmt: skip
    with recorded(row, "create", by=by, reason=row.reason):
        row.save()
    submit(SUBJECT, row=row, asked=Asked({"amount": str(amount)}, row.reason), by=by)
    return row


@transaction.atomic
def close_write_off(row: WriteOff, *, by=None) -> None:
    """The request was rejected or withdrawn: nothing is posted."""
    row = WriteOff.objects.select_for_update().get(pk=row.pk)
    if row.state == WriteOffState.WAITING:
        with recorded(row, "change", by=by):
            row.state, row.closed_at = WriteOffState.CLOSED, timezone.now()
            row.save(update_fields=["state", "closed_at"])


def seed_approvals(*, by=None) -> None:
    """The flow of write-offs: the marketing director agrees, or the vice-president."""
    director = Step(
        name="营销总监或副总裁审批",
        approvers=(
            Approver(ApproverSort.ROLE, "marketing_director"),
            Approver(ApproverSort.ROLE, "vice_president"),
        ),
        mode=StepMode.ANY, limit_hours=24, timeout=Timeout.ESCALATE,
    )  # fmt: skip
    definition = Definition((), (director,))
    seed_definition(SUBJECT, name="坏账核销审批", definition=definition, by=by)


@transaction.atomic
def _apply(row: WriteOff, payload: dict, *, by, case: ApprovalCase) -> None:
    """Post it, as much as is still open. Raises Refused when less is open than was asked for."""
    today = timezone.localdate()
    with opened(row.account.customer_id, WRITTEN_OFF, by=by) as book:
        left = book.open_of(row.entry_id)
        if row.amount_yuan > left:
            raise Refused(
                N_("审批期间又收到了款，只剩 {left} 元未收。请驳回，按余额重新申请。"),
                left=show_yuan(left),
            )  # fmt: skip
        entry = book.post(EntryKind.WRITE_OFF, -row.amount_yuan, today, number=row.entry.number,
                          note=row.reason)  # fmt: skip
        book.pair(row.entry_id, entry.pk, row.amount_yuan, today)
    with recorded(row, "change", by=by, reason=row.reason):
        row.state, row.posted, row.closed_at = WriteOffState.DONE, entry, timezone.now()
        row.save(update_fields=["state", "posted", "closed_at"])


def _lines(payload: dict, replaced: dict) -> list[ShownLine]:
    return [ShownLine("amount_yuan", N_("核销金额"), "", show_yuan(payload["amount"]))]


WRITE_OFF = Subject(
    code=SUBJECT,
    label=N_("坏账核销"),
    model=WriteOff,
    fields=(FactField("amount", N_("核销金额"), FactSort.NUMBER),),
    visible=access.visible_write_offs,
    facts=lambda row, payload: {"amount": str(row.amount_yuan)},
    replaced=lambda row, payload: {},
    lines=_lines,
    apply=_apply,
)
