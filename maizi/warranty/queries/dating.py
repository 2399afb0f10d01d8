"""The days that follow from what is known of a piece: sale, start, end (F-32, F-37)."""

from datetime import date

from django.utils import timezone

from maizi.clocks.queries import working_calendar
from maizi.fields.queries import parameter

from ..models import Unit
from ..rules.facts import Rule
from ..rules.periods import excluded_days, sold_of, start_of, valid_until
from ..rules.repairs import intervals
from ..terms import Kind, StartRule
from .asking import contract_until, mended, rule_for


def dated(unit: Unit) -> None:
    """Find the day of sale, the start of the warranty with its reason, and its end (F-32, F-37).

    A piece given in exchange has its day of sale from the one before. Four queries at most.
    """
    if not unit.replaces_id:
        unit.sold_on = sold_of(
            invoiced_on=unit.invoiced_on, delivered_on=unit.delivered_on,
            is_later_of=parameter("sanbao.sale_date_basis") == "later_of",
        )  # fmt: skip
    day = unit.sold_on or unit.invoiced_on or unit.produced_on or timezone.localdate()
    rule, row = rule_for(unit, day)
    is_phone = rule is not None and rule.kind in (Kind.MOBILE, Kind.ACCESSORY)
    unit.starts_on, unit.start_reason = start_of(
        StartRule(row.start_rule) if row else StartRule.INVOICE, invoiced_on=unit.invoiced_on,
        delivered_on=unit.delivered_on, accepted_on=unit.accepted_on,
        exchanged_on=unit.exchanged_on, produced_on=unit.produced_on if is_phone else None,
    )  # fmt: skip
    ends = [contract_until(unit)]
    if rule is not None and unit.starts_on:
        ends.append(_law_until(unit, rule))
    unit.covered_until = max(filter(None, ends), default=None)


def _law_until(unit: Unit, rule: Rule) -> date:
    now, months = timezone.now(), max(rule.months, rule.care_months or 0)
    repairs = [] if unit._state.adding else [mended(one, now) for one in unit.repairs.all()]
    out = excluded_days(intervals(repairs, timezone.localdate(now)))
    return valid_until(unit.starts_on, months, out, working_calendar())
