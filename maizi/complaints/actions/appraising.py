"""Is it justified, and how does it go on (E-1, E-3)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from maizi.history.actions import recorded
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import Complaint
from ..rules import moves
from ..rules.targets import APPRAISAL, CLOSE
from ..terms import State, Step, Topic, Validity
from .clocking import end_course, stop
from .course import locked, move, require_text, tick

HEARD = N_("您的投诉已经鉴定，我们正在调查原因。")
DISMISSED = N_("经核实，您的投诉我们认为不成立：{text}如有不同意见，您还可以：{routes}")
ROUTES = N_("要求我们重新核实、拨打 12315 或向消费者协会投诉、申请仲裁或提起诉讼。")


@transaction.atomic
def appraise(
    row: Complaint, *, validity: Validity, text: str, by, facts: str = "",
    at: datetime | None = None,
) -> Complaint:  # fmt: skip
    """Say whether a complaint is justified; what is still unclear is investigated.

    facts  what is known for certain, apart from opinions (E-5)

    Raises Refused without an opinion; what is not justified is dismissed, see `dismiss`.
    """
    row = locked(row, by=by, verb="handle")
    text = require_text(text, field="text", sentence=_("请写下鉴定意见：根据什么这样判断。"))
    if validity == Validity.NOT:
        raise Refused(
            _("认定不成立须向客户说明理由和其他途径，请用“认定不成立”。"), field="validity"
        )
    with recorded(row, moves.LABELS["appraise"], by=by):
        is_first = not row.appraisal
        if row.state == State.INVESTIGATING:
            row.state = State.APPRAISED
        move(row, verb="appraise", by=by, text=f"{validity.label}：{text}",
             public=HEARD if is_first else "", at=at)  # fmt: skip
        row.validity, row.appraisal = validity, text
        row.facts = facts.strip() or row.facts
        row.save()
    stop(row, APPRAISAL, by=by, at=at)
    tick(row, step=Step.DISCERN, by=by, text=validity.label, at=at)
    return row


@transaction.atomic
def dismiss(row: Complaint, *, text: str, routes: str, by) -> Complaint:
    """Not justified: the customer was told why, and where else he may turn (E-1).

    Raises Refused until a contact of that purpose reached him, and without either text.
    """
    row = locked(row, by=by, verb="handle")
    text = require_text(text, field="text", sentence=_("请写明为什么不成立。"))
    routes = require_text(routes, field="routes", sentence=_("请写明客户还可以走哪些途径。"))
    reached = row.entries.filter(topic=Topic.NOT_UPHELD, is_reached=True)
    if not reached.exists():
        raise Refused(
            _("还没有向客户说明不成立的理由和其他途径。请先联系客户，目的选“说明不成立及其他途径”。"),
            code="untold",
        )  # fmt: skip
    with recorded(row, moves.LABELS["dismiss"], by=by):
        told = DISMISSED.format(text=f"{text.rstrip('。')}。", routes=routes)
        entry = move(row, verb="dismiss", by=by, text=text, public=told)
        row.validity, row.appraisal, row.ended_at = Validity.NOT, text, entry.at
        row.save()
    stop(row, APPRAISAL, by=by)
    stop(row, CLOSE, by=by)
    end_course(row, by=by)
    tick(row, step=Step.DISCERN, by=by, text=Validity.NOT.label)
    return row


@transaction.atomic
def investigate(
    row: Complaint, *, findings: str, needs_field: bool, by, at: datetime | None = None
) -> Complaint:
    """What the investigation has shown so far; written over as it goes on."""
    row = locked(row, by=by, verb="handle")
    findings = require_text(findings, field="findings", sentence=_("请写下查到了什么。"))
    with recorded(row, moves.LABELS["investigate"], by=by):
        move(row, verb="investigate", by=by, text=findings, at=at)
        row.findings, row.needs_field = findings, needs_field
        row.save()
    return row
