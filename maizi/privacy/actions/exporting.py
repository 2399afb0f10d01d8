"""Exports that are large or hold whole contact fields wait for a second person (N-4)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.approvals.access import Asked, FactField, ShownLine, Subject
from maizi.approvals.actions import Approver, Definition, Step, seed_definition, submit
from maizi.approvals.models import ApprovalCase
from maizi.approvals.terms import ApproverSort, FactSort, StepMode, Timeout
from maizi.fields.queries import parameter
from maizi.inbox.actions import notify
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say
from maizi.kit.guard import Leaving

from .. import access, rules
from ..models import ExportRequest
from ..terms import AskState

READY = N_("导出“{label}”已获批准，请在 {hours} 小时内下载")
CONTACTS = (("whole", N_("完整")), ("masked", N_("脱敏")))
CLOSED = N_("导出“{label}”没有获批准")


def let_go(user, leaving: Leaving) -> str:
    """ "" when an export may leave now, else the page of the person's requests.

    What needs approval is asked for; with the grant of an approved request exactly that export
    leaves, once. Raises Refused for a grant that does not fit.
    """
    if leaving.grant:
        _use(user, leaving)
        return ""
    facts = rules.ExportFacts(leaving.rows, leaving.contacts, leaving.sensitive)
    free = int(parameter("export.free_rows"))
    free_contacts = int(parameter("export.free_contact_rows"))
    if not rules.needs_approval(facts, free_rows=free, free_contact_rows=free_contacts):
        return ""
    ask_export(leaving, by=user)
    return reverse("privacy:exports")


@transaction.atomic
def ask_export(leaving: Leaving, *, by) -> ExportRequest:
    """Ask for an export; the same one asked again while it waits is the first one."""
    same = {
        "by": by, "source": leaving.source, "query": leaving.query, "digest": leaving.digest,
        "columns": list(leaving.columns), "has_contacts": leaving.contacts,
        "picks": list(leaving.picks),
    }  # fmt: skip
    waiting = ExportRequest.objects.filter(**same, state=AskState.WAITING).first()
    if waiting:
        return waiting
    row = ExportRequest.objects.create(
        **same, label=leaving.label[:80], row_count=leaving.rows, reason=leaving.reason[:200],
        at=timezone.now(),
    )  # fmt: skip
    submit(access.EXPORT, row=row, asked=Asked(_payload(row), leaving.reason), by=by)
    return row


@transaction.atomic
def close_ask(row: ExportRequest, *, by=None) -> None:
    """The request was rejected, withdrawn or is over."""
    row = ExportRequest.objects.select_for_update().get(pk=row.pk)
    if row.state == AskState.WAITING:
        row.state = AskState.CLOSED
        row.save(update_fields=["state"])
        notify(to=[row.by], event="privacy.export", title=say(CLOSED, label=row.label), by=by,
               about=row)  # fmt: skip


def seed_approvals(*, by=None) -> None:
    """The flow of exports: the applicant's superior agrees, or the privacy officer."""
    step = Step(
        name="主管或个人信息保护负责人审核",
        approvers=(Approver(ApproverSort.CHAIN), Approver(ApproverSort.ROLE, "privacy_officer")),
        mode=StepMode.ANY, limit_hours=8, timeout=Timeout.ESCALATE,
    )  # fmt: skip
    seed_definition(access.EXPORT, name="导出审批", definition=Definition((), (step,)), by=by)


def _use(user, leaving: Leaving) -> None:
    """Spend a grant: this person, these rows, these columns, in time, once. Raises Refused."""
    rows = ExportRequest.objects.select_for_update().filter(by=user)
    with transaction.atomic():
        row = rows.filter(pk=leaving.grant if leaving.grant.isdigit() else 0).first()
        if row is None or row.state != AskState.OPEN:
            raise Refused(_("这份导出没有获批准，或已经用过。请重新申请。"))
        if row.expires_at < timezone.now():
            raise Refused(_("批准已经过期。请重新申请。"))
        fits = (row.source, row.digest, row.has_contacts, row.columns) == (
            leaving.source, leaving.digest, leaving.contacts, list(leaving.columns),
        )  # fmt: skip
        if not fits:
            raise Refused(
                _("名单或列和批准的不一样了：可能有记录新增、减少或换了负责人。请重新申请。")
            )
        row.state, row.used_at = AskState.USED, timezone.now()
        row.save(update_fields=["state", "used_at"])


def _payload(row: ExportRequest) -> dict:
    return {"rows": row.row_count, "contacts": row.has_contacts, "columns": row.columns}


def _lines(payload: dict, replaced: dict) -> list[ShownLine]:
    contacts = _("含完整联系方式") if payload["contacts"] else _("联系方式脱敏")
    return [
        ShownLine("row_count", N_("行数"), "", str(payload["rows"])),
        ShownLine("has_contacts", N_("联系方式"), "", contacts),
        ShownLine("columns", N_("列"), "", _("、").join(payload["columns"])),
    ]


@transaction.atomic
def _apply(row: ExportRequest, payload: dict, *, by, case: ApprovalCase) -> None:
    hours, now = int(parameter("export.grant_hours")), timezone.now()
    row.state, row.expires_at = AskState.OPEN, _until(now, hours)
    row.save(update_fields=["state", "expires_at"])
    notify(to=[row.by], event="privacy.export", title=say(READY, label=row.label, hours=hours),
           about=row)  # fmt: skip


def _facts(row: ExportRequest, payload: dict) -> dict:
    return {"rows": row.row_count, "contacts": "whole" if row.has_contacts else "masked"}


def _until(now: datetime, hours: int) -> datetime:
    return now + timedelta(hours=hours)


EXPORT_ASK = Subject(
    code=access.EXPORT,
    label=N_("导出"),
    model=ExportRequest,
    fields=(
        FactField("rows", N_("行数"), FactSort.NUMBER),
        FactField("contacts", N_("联系方式"), FactSort.CHOICE, CONTACTS),
    ),
    visible=access.visible_asks,
    facts=_facts,
    replaced=lambda row, payload: {},
    lines=_lines,
    apply=_apply,
)
