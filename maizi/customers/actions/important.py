"""Important information of key accounts: changed only as approved, exactly and once (A-32)."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext, gettext_lazy

from maizi.accounts.models import User
from maizi.approvals import access as approvals
from maizi.approvals.access import Asked, FactField, ShownLine, Subject
from maizi.approvals.actions import (
    Approver,
    Condition,
    Definition,
    Step,
    resubmit,
    seed_definition,
    submit,
)
from maizi.approvals.models import ApprovalCase
from maizi.approvals.queries import choices_for, open_case
from maizi.approvals.terms import (
    ApproverSort,
    CaseState,
    FactSort,
    Operator,
    StepMode,
    Timeout,
)
from maizi.history.actions import recorded
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import access
from ..models import Customer
from ..terms import KaStatus

SUBJECT = "customer.important"
IMPORTANT = ("name", "usc_code", "legal_representative", "owner", "ka_status")


class NeedsApproval(Refused):
    """A change of important information, without the reason that asking for it takes.

    lines    what would change
    choices  step number -> its name and whom the applicant may pick to decide it
    """

    def __init__(self, lines: list[ShownLine], choices: dict):
        super().__init__(
            N_("大客户的重要信息（{fields}）须经审核。请写明理由并提交审核，其他修改会立即保存。"),
            fields=[gettext(line.label) for line in lines], code="approval",
        )  # fmt: skip
        self.lines, self.choices = lines, choices


def differences(row: Customer, stored: Customer) -> dict:
    """Field name -> new value, of the important fields that differ; people by id."""
    columns = (Customer._meta.get_field(name) for name in IMPORTANT)
    return {
        column.name: getattr(row, column.attname)
        for column in columns
        if getattr(row, column.attname) != getattr(stored, column.attname)
    }


def put_back(row: Customer, stored: Customer, names: Iterable[str]) -> None:
    """Leave these fields as they are stored."""
    for name in names:
        column = Customer._meta.get_field(name)
        setattr(row, column.attname, getattr(stored, column.attname))
    row.org_unit_id = stored.org_unit_id


def refuse_without_reason(stored: Customer, payload: dict) -> None:
    """Stop a change of important information and say what asking for it takes."""
    lines = _lines(payload, _replaced(stored, payload))
    raise NeedsApproval(lines, choices_for(SUBJECT, stored, payload))


def ask_for_change(row: Customer, asked: Asked, *, by) -> ApprovalCase:
    """Ask for new values of important fields; a returned request is sent again, corrected."""
    waiting = open_case(Customer._meta.label_lower, row.pk, subject=SUBJECT)
    if waiting and waiting.state == CaseState.RETURNED and waiting.applicant_id == by.pk:
        return resubmit(waiting, asked=asked, by=by)
    return submit(SUBJECT, row=row, asked=asked, by=by)


def refuse_for_key_account(row: Customer, name: str) -> None:
    """Stop a verb that would change an important field of a key account at one stroke."""
    if row.ka_status == KaStatus.KEY and name in IMPORTANT:
        raise Refused(
            N_("“{customer}”是大客户，{which}须经审核。请在客户的修改页面提出申请。"),
            customer=row.name, which=gettext_lazy(_label(name)),
        )  # fmt: skip


def seed_approvals(*, by=None) -> None:
    """The flow of A-32: the marketing manager reviews before the right to update is given."""
    step = Step(
        name="营销经理审核",
        approvers=(Approver(ApproverSort.NEAREST, "marketing_manager"),),
        mode=StepMode.ANY, limit_hours=8, timeout=Timeout.ESCALATE,
    )  # fmt: skip
    key = Condition("ka_status", Operator.IN, (str(KaStatus.KEY),))
    seed_definition(
        SUBJECT, name="大客户重要信息更新", definition=Definition((key,), (step,)), by=by
    )


def _facts(row: Customer, payload: Mapping) -> dict:
    stored = Customer.objects.select_related("org_unit").get(pk=row.pk)
    return {
        "ka_status": stored.ka_status,
        "unit": stored.org_unit.path,
        "fields": sorted(payload),
    }


def _replaced(row: Customer, payload: Mapping) -> dict:
    columns = (Customer._meta.get_field(name) for name in payload)
    stored = Customer.objects.get(pk=row.pk)
    return {column.name: getattr(stored, column.attname) for column in columns}


def _lines(payload: Mapping, replaced: Mapping) -> list[ShownLine]:
    owners = {values.get("owner") for values in (payload, replaced)}
    names = dict(User.objects.filter(pk__in=owners - {None}).values_list("pk", "name"))
    return [
        ShownLine(name, _label(name), _said(name, replaced.get(name), names),
                  _said(name, value, names))
        for name, value in payload.items()
    ]  # fmt: skip


def _said(name: str, value: object, people: Mapping[int, str]) -> str:
    if name == "owner":
        return people.get(value, "")
    if name == "ka_status" and value:
        return KaStatus(value).chinese
    return str(value or "")


def _label(name: str) -> str:
    return LABELS[name]


@transaction.atomic
def _apply(row: Customer, payload: Mapping, *, by, case: ApprovalCase) -> None:
    from .customers import Leave, save_customer

    reason = f"审批 {case.pk}：{case.reason}"
    with recorded(row, "change", by=by, reason=reason):
        for name, value in payload.items():
            setattr(row, Customer._meta.get_field(name).attname, value)
        save_customer(row, "change", by=by, leave=Leave(is_confirmed=True, is_approved=True))


LABELS = {
    "name": N_("客户名称"), "usc_code": N_("统一社会信用代码"),
    "legal_representative": N_("法定代表人"), "owner": N_("负责人"),
    "ka_status": N_("大客户身份"),
}  # fmt: skip
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
    replaced=_replaced,
    lines=_lines,
    apply=_apply,
)


def declare() -> None:
    """Make the request known to approvals."""
    approvals.declare_subject(IMPORTANT_CHANGE)
