"""Reads of winning customers that have a name."""

from .accounts import (
    BLOCKED,
    HOURS,
    Month,
    agreements_of,
    comparison_of,
    competitors_of,
    criteria_of,
    filled,
    findings_for,
    fulfilment_of,
    objection_to,
    parts_of,
    places_for,
    trade_of,
)
from .board import (
    Asked,
    Card,
    Column,
    board,
    card_of,
)
from .facts import (
    beginning_of_case,
    facts_about,
    is_unanswered,
    talks_since,
)
from .forecast import (
    Cohort,
    Loss,
    Outlook,
    Truth,
    cohorts,
    losses,
    open_of,
    outlook,
    stage_lines,
    truth,
)
from .learning import (
    chance_of,
    experience_of,
)
from .markets import (
    Concern,
    candidates,
    concerns,
    hearers,
    open_needs,
    segment_of,
    vital_customers,
    words_in,
)
from .panels import (
    DEALS,
    deals_of,
)
from .reports import (
    OF,
    Entry,
    Span,
    plan_of,
    report_of,
    span_of,
    statistics,
)
from .searching import (
    DEALS_FOUND,
    opportunity_documents,
)
from .visits import (
    Day,
    Halt,
    checklist_of,
    day_of,
    lacks_of,
    preparation_of,
    visits_of,
)

__all__ = [
    "OF",
    "Asked", "BLOCKED", "Card", "Cohort", "Column", "Concern", "DEALS", "DEALS_FOUND", "Day",
    "Entry", "HOURS", "Halt", "Loss", "Month", "Outlook", "Span", "Truth", "agreements_of",
    "beginning_of_case", "board", "candidates", "card_of", "chance_of", "checklist_of",
    "cohorts", "comparison_of", "competitors_of", "concerns", "criteria_of", "day_of",
    "deals_of", "experience_of", "facts_about", "filled", "findings_for", "fulfilment_of",
    "hearers", "is_unanswered", "lacks_of", "losses", "objection_to", "open_needs", "open_of",
    "opportunity_documents", "outlook", "parts_of", "places_for", "plan_of", "preparation_of",
    "report_of", "segment_of", "span_of", "stage_lines", "statistics", "talks_since",
    "trade_of", "truth", "visits_of", "vital_customers", "words_in",
]  # fmt: skip
