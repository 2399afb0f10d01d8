"""Inspection tickets come before the day on which a piece is to be looked after (F-20)."""

from datetime import timedelta
from itertools import islice

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.history.actions import record
from maizi.kernel.texts import N_
from maizi.warranty.models import Unit

from .. import queries
from ..models import PreventivePlan, Ticket, Upkeep
from ..terms import Channel, Severity, TicketType
from .course import locked_for_either, require_text
from .intake import open_ticket

MOST_A_RUN = 500
FOUND = N_("登记巡检结果")
TITLE = N_("{plan}：{product}")


@transaction.atomic
def open_due(plan: PreventivePlan, *, by=None, today=None) -> list[Ticket]:
    """An inspection ticket for each piece whose day comes within the lead; at most 500 a run."""
    today = today or timezone.localdate()
    made = []
    pairs = queries.due_pieces(plan, until=today + timedelta(days=plan.lead_days))
    for unit, due_on in islice(pairs, MOST_A_RUN):
        row = open_ticket(_ticket(plan, unit, due_on), by=by, owner=plan.owner)
        Upkeep.objects.create(plan=plan, unit=unit, due_on=due_on, ticket=row)
        made.append(row)
    return made


@transaction.atomic
def note_upkeep(row: Ticket, *, findings: str, needs: str, advice: str, by) -> Upkeep:
    """What was found, which needs were heard, which parts are advised (F-20)."""
    row = locked_for_either(row, by=by)
    findings = require_text(
        findings, field="findings", sentence=_("请写下检查发现；正常也请写明。")
    )
    found = Upkeep.objects.select_for_update(of=("self",)).get(ticket=row)
    found.findings, found.needs, found.advice = findings[:1000], needs.strip()[:1000], advice[:400]
    found.save()
    record(row, verb=FOUND, by=by, reason=findings[:200])
    return found


def _ticket(plan: PreventivePlan, unit: Unit, due_on) -> Ticket:
    title = _(TITLE).format(plan=plan.name, product=unit.product)
    return Ticket(
        type=TicketType.INSPECTION, channel=Channel.PLAN, severity=Severity.MINOR, unit=unit,
        title=title, symptom=f"{due_on}\n{plan.checklist}",
        source_kind=plan._meta.label_lower, source_id=plan.pk,
    )  # fmt: skip
