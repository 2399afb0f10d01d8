"""What whoever approves a plan has to read: its assumptions and what follows (F-60)."""

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import PartPlan
from ..terms import Basis
from .plans import SAVED

MOST_NAMED = 30


def pieces_of(row: PartPlan) -> int:
    """Pieces to keep in all regions. One query."""
    return row.lines.aggregate(n=Sum("level"))["n"] or 0


def material_of(row: PartPlan) -> dict[str, str]:
    """The material as texts that stay with the case. Seven queries."""
    fleet = row.fleet.aggregate(start=Sum("start"), sales=Sum("sales"))
    sums = row.bases.aggregate(kept=Sum("apart"), saved=Sum(SAVED))
    by_history = row.bases.filter(basis=Basis.HISTORY).count()
    return {
        "phase": _("第 {phase} 阶段 {since} 至 {until}").format(
            phase=row.phase, since=row.since_on, until=row.until_on
        ),
        "service_level": f"{row.service_level * 100:.2f}%",
        "prior_weight": str(row.prior_weight),
        "fleet": _("期初 {start} 台，计划销售 {sales} 台，按 {share} 计入").format(
            start=fleet["start"] or 0, sales=fleet["sales"] or 0, share=row.sales_share
        ),
        "levels": _("{pieces} 件；{parts} 种备件，其中 {history} 种按历史用量").format(
            pieces=sums["kept"] or 0, parts=row.bases.count(), history=by_history
        ),
        "pooled": _("{pieces} 件").format(pieces=(sums["kept"] or 0) - (sums["saved"] or 0)),
        "overruled": "；".join(_overruled(row)),
        "assumptions": row.assumptions,
        "experience": row.experience,
    }  # fmt: skip


def _overruled(row: PartPlan) -> list[str]:
    """Each probability and basis a person changed, with his reason; how many more there are."""
    rates = row.rates.filter(is_prior_typed=True).select_related("part", "model")
    bases = row.bases.exclude(asked="").select_related("part")
    found = [f"{one} {one.prior.normalize():f}（{one.why}）" for one in rates[:MOST_NAMED]]
    found += [f"{one} {one.get_asked_display()}（{one.why}）" for one in bases[:MOST_NAMED]]
    more = rates.count() + bases.count() - len(found)
    if more:
        found.append(ngettext("另有 %d 处没有列出", "另有 %d 处没有列出", more) % more)
    return found
