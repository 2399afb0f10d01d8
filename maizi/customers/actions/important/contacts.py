"""The key decision-maker of a key account, and his name and numbers (A-32)."""

from collections.abc import Mapping

from django.db import transaction

from maizi.approvals.access import Asked, FactField, Subject
from maizi.approvals.models import ApprovalCase
from maizi.approvals.terms import FactSort
from maizi.history.access import told
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ... import access
from ...models import Contact
from ...terms import KaStatus
from ..leave import Leave
from .watching import Watched

DECISION_MAKER = "customer.decision_maker"
LABELS = {
    "is_decision_maker": N_("关键决策人"), "name": N_("决策人姓名"), "mobile": N_("决策人手机"),
    "phone": N_("决策人电话"),
}  # fmt: skip
WATCHED = Watched(DECISION_MAKER, Contact, LABELS)
FLAG = ("is_decision_maker",)


def ask_for_decision_maker(row: Contact, leave: Leave) -> Asked | None:
    """What of a contact's new values needs approval; the row keeps what is stored.

    Who is or ceases to be the decision-maker of a key account, and the name and numbers of who
    is. Raises NeedsApproval without a reason.
    """
    if row.customer.ka_status != KaStatus.KEY or leave.approval:
        return None
    is_new = row._state.adding
    stored = Contact(customer=row.customer) if is_new else _stored(row)
    found = WATCHED.differences(row, stored, () if stored.is_decision_maker else FLAG)
    if not found:
        return None
    if not leave.change_reason.strip():
        WATCHED.refuse_without_reason(stored, found)
    WATCHED.put_back(row, stored, found)
    return Asked(found, leave.change_reason, leave.chosen)


def refuse_removal(row: Contact) -> None:
    """A key account's decision-maker is not removed at one stroke."""
    if row.is_decision_maker and row.customer.ka_status == KaStatus.KEY:
        raise Refused(
            N_("“{name}”是大客户的关键决策人。请先申请取消“关键决策人”，批准后再移除。"),
            name=row.name,
        )  # fmt: skip


def _stored(row: Contact) -> Contact:
    return Contact.objects.select_for_update().get(pk=row.pk)


def _facts(row: Contact, payload: Mapping) -> dict:
    customer = row.customer
    return {
        "ka_status": customer.ka_status,
        "unit": customer.org_unit.path,
        "fields": sorted(payload),
    }


@transaction.atomic
def _apply(row: Contact, payload: Mapping, *, by, case: ApprovalCase) -> None:
    from ..people import save_contact

    WATCHED.put(row, payload)
    reason = f"审批 {case.pk}：{case.reason}"
    with told(approval=case.pk):
        save_contact(row, by=by, reason=reason, leave=Leave(approval=case.pk))


DECISION_MAKER_CHANGE = Subject(
    code=DECISION_MAKER,
    label=N_("大客户关键决策人更新"),
    model=Contact,
    fields=(
        FactField("ka_status", N_("大客户身份"), FactSort.CHOICE, tuple(KaStatus.choices())),
        FactField("unit", N_("客户所属部门"), FactSort.UNIT),
        FactField("fields", N_("改动的信息"), FactSort.FIELDS, tuple(LABELS.items())),
    ),
    visible=access.visible_contacts,
    facts=_facts,
    replaced=WATCHED.replaced,
    lines=WATCHED.lines,
    apply=_apply,
    title=lambda row: f"{row.customer} · {row.name}",
)
