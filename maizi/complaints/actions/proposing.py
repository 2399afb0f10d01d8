"""Responsibility and plan (E-6, E-7)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.history.actions import record, recorded
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, fill

from .. import queries
from ..models import Complaint, Remedy, Responsibility
from ..rules import moves
from ..rules.shares import Proposal, Share, check_remedies, check_shares, main_share, total_of
from ..terms import State, Validity
from .course import locked, move, require_text

AGREED = N_("客户意见")


@transaction.atomic
def fix_responsibility(
    row: Complaint, *, shares: Sequence[Share], has_recourse: bool, by, at: datetime | None = None
) -> Complaint:
    """Say who bears how much of it, and why it happened; the earlier division is replaced.

    Raises Refused unless the shares make up 100 percent, before anything was found out, and
    for a complaint that is not justified.
    """
    row = locked(row, by=by, verb="handle")
    check_shares(shares)
    moves.check_fixable(Validity(row.validity))
    if not row.findings:
        raise Refused(_("请先登记调查结果，再定责。"))
    before = [str(one) for one in row.shares.select_related("unit")]
    row.shares.all().delete()
    rows = [
        Responsibility(
            complaint=row, unit_id=one.unit, person_id=one.person, percent=one.percent,
            cause_id=one.cause, whys=one.whys.strip(),
        )
        for one in shares
    ]  # fmt: skip
    Responsibility.objects.bulk_create(rows)
    main = main_share(shares)
    after = [str(one) for one in row.shares.select_related("unit", "cause")]
    with recorded(row, moves.LABELS["fix"], by=by):
        move(row, verb="fix", by=by, text="；".join(after), at=at)
        row.main_unit_id, row.main_cause_id = main.unit, main.cause
        row.has_recourse = has_recourse
        row.save()
    record(row, verb=moves.LABELS["fix"], by=by, changes={N_("责任"): [before, after]})
    return row


@transaction.atomic
def propose(
    row: Complaint, proposal: Proposal, *, by, at: datetime | None = None
) -> Complaint:  # fmt: skip
    """Lay down what the customer shall get, by which rule, until when.

    Raises Refused without plan or rule, for a promise that lies back, for sums below zero.
    """
    row = locked(row, by=by, verb="handle")
    plan = require_text(proposal.plan, field="plan", sentence=_("请写下处理方案。"))
    basis = require_text(
        proposal.basis, field="basis",
        sentence=_("请写明依据：三包规定第几条、合同第几条，或在额度以内的善意补偿。"),
    )  # fmt: skip
    check_remedies(proposal.remedies)
    if proposal.promised_on < timezone.localdate(at or timezone.now()):
        raise Refused(_("承诺完成日不能早于今天。"), field="promised_on")
    row.remedies.all().delete()
    Remedy.objects.bulk_create(
        Remedy(complaint=row, sort=one.sort, amount_yuan=one.amount_yuan, text=one.text.strip())
        for one in proposal.remedies
    )
    with recorded(row, moves.LABELS["propose"], by=by):
        move(row, verb="propose", by=by, text=plan, at=at)
        row.plan, row.basis, row.promised_on = plan, basis, proposal.promised_on
        row.cost_yuan, row.is_agreed, row.agreed_text = total_of(proposal.remedies), None, ""
        row.save()
    return row


@transaction.atomic
def note_agreement(row: Complaint, *, is_agreed: bool, text: str, by) -> Complaint:
    """What the customer says to the plan. Raises Refused before he was told of it."""
    row = locked(row, by=by, verb="handle")
    if row.told_at is None:
        raise Refused(_("方案还没有告知客户。请先联系客户，目的选“告知方案”。"), code="untold")
    with recorded(row, AGREED, by=by):
        row.is_agreed, row.agreed_text = is_agreed, text.strip()[:400]
        row.save(update_fields=["is_agreed", "agreed_text"])
    return row


@transaction.atomic
def approved(
    row: Complaint, *, by, text: str = "", at: datetime | None = None
) -> Complaint:  # fmt: skip
    """All opinions agree: the plan is carried out. Called by the approval."""
    row = locked(row)
    with recorded(row, moves.LABELS["approve"], by=by, reason=text):
        move(row, verb="approve", by=by, text=text, public=_plan_told(row), at=at)
        row.save(update_fields=["state"])
    return row


@transaction.atomic
def sent_back(row: Complaint, *, by, text: str) -> Complaint | None:
    """An opinion said no: the plan is made anew. Called when the approval ends."""
    row = locked(row)
    if row.state != State.OPINION:
        return None
    with recorded(row, moves.LABELS["send_back"], by=by, reason=text):
        move(row, verb="send_back", by=by, text=text)
        row.save(update_fields=["state"])
    return row


def _plan_told(row: Complaint) -> str:
    day = row.promised_on.isoformat() if row.promised_on else ""
    names = queries.remedy_names(row)
    told = N_("处理方案已批准：{names}。我们承诺在 {day} 前完成。")
    return fill(told, {"names": names, "day": day})
