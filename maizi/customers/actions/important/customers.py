"""Important information of the key account itself."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy

from maizi.approvals.access import Asked, FactField, Subject
from maizi.approvals.models import ApprovalCase
from maizi.approvals.terms import FactSort
from maizi.history.access import told
from maizi.history.actions import recorded
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ... import access
from ...models import Customer
from ...terms import KaStatus
from ..leave import Leave
from .watching import Watched

SUBJECT = "customer.important"
LABELS = {
    "name": N_("客户名称"), "usc_code": N_("统一社会信用代码"),
    "legal_representative": N_("法定代表人"), "owner": N_("负责人"),
    "ka_status": N_("大客户身份"),
}  # fmt: skip
IMPORTANT = tuple(LABELS)
WATCHED = Watched(SUBJECT, Customer, LABELS)


def ask_for_change(row: Customer, stored: Customer, leave: Leave) -> Asked | None:
    """What of a key account's new values needs approval; the row keeps the old ones.

    Raises NeedsApproval without a reason.
    """
    if stored.ka_status != KaStatus.KEY or leave.approval:
        return None
    found = WATCHED.differences(row, stored)
    if not found:
        return None
    if not leave.change_reason.strip():
        WATCHED.refuse_without_reason(stored, found)
    WATCHED.put_back(row, stored, found)
    row.org_unit_id = stored.org_unit_id
    return Asked(found, leave.change_reason, leave.chosen)


def refuse_for_key_account(row: Customer, name: str) -> None:
    """Stop a verb that would change an important field of a key account at one stroke."""
    if row.ka_status == KaStatus.KEY and name in IMPORTANT:
        raise Refused(
            N_("“{customer}”是大客户，{which}须经审核。请在客户的修改页面提出申请。"),
            customer=row.name, which=gettext_lazy(LABELS[name]),
        )  # fmt: skip


def _facts(row: Customer, payload: Mapping) -> dict:
    stored = Customer.objects.select_related("org_unit").get(pk=row.pk)
    return {
        "ka_status": stored.ka_status,
        "unit": stored.org_unit.path,
        "fields": sorted(payload),
    }


@transaction.atomic
def _apply(row: Customer, payload: Mapping, *, by, case: ApprovalCase) -> None:
    from ..customers import save_customer

    reason = f"审批 {case.pk}：{case.reason}"
    with told(approval=case.pk), recorded(row, "change", by=by, reason=reason):
        WATCHED.put(row, payload)
        save_customer(row, "change", by=by, leave=Leave(is_confirmed=True, approval=case.pk))


IMPORTANT_CHANGE = Subject(
    code=SUBJECT,
    label=N_("大客户重要信息更新"),
    model=Customer,
    fields=(
        FactField("ka_status", N_("大客户身份"), FactSort.CHOICE, tuple(KaStatus.choices())),
        FactField("unit", N_("客户所属部门"), FactSort.UNIT),
        FactField("fields", N_("改动的信息"), FactSort.FIELDS, tuple(LABELS.items())),
    ),
    visible=access.visible_customers,
    facts=_facts,
    replaced=WATCHED.replaced,
    lines=WATCHED.lines,
    apply=_apply,
)
