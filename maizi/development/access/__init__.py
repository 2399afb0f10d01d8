"""Who sees and does what in winning customers (M-2, M-3)."""

from .accounts import (
    AGREEMENT,
    AGREEMENT_ENDS,
    AGREEMENT_NUMBERS,
    GIFT,
    GIFT_ASKED,
    GIFT_LIMITS,
    PLAN,
    may_agreement,
    may_gift,
    may_plan,
    visible_agreements,
    visible_first_contacts,
    visible_gifts,
    visible_key_plans,
    visible_obligations,
    visible_parts,
)
from .deals import (
    NUMBERS,
    OPPORTUNITY,
    credit_objection,
    declare_credit_check,
    may,
    may_pipeline,
    visible_moves,
    visible_opportunities,
    visible_pipelines,
    visible_records,
    visible_stages,
)
from .markets import (
    MARKET,
    NEED_TOLD,
    may_market,
    may_need,
    visible_goals,
    visible_markets,
    visible_needs,
    visible_screenings,
    visible_targets,
)
from .reports import (
    REPORT_COMMENTED,
    may_comment,
    visible_comments,
    visible_reporters,
)
from .visits import (
    FOLLOWUP,
    FOLLOWUP_LATE,
    VISIT,
    VISIT_NUMBERS,
    is_key,
    may_visit,
    overseers,
    visible_discussions,
    visible_materials,
    visible_visits,
)

__all__ = [
    "AGREEMENT", "AGREEMENT_ENDS", "AGREEMENT_NUMBERS", "FOLLOWUP", "FOLLOWUP_LATE", "GIFT",
    "GIFT_ASKED", "GIFT_LIMITS", "MARKET", "NEED_TOLD", "NUMBERS", "OPPORTUNITY", "PLAN",
    "REPORT_COMMENTED", "VISIT", "VISIT_NUMBERS", "credit_objection", "declare_credit_check",
    "is_key", "may", "may_agreement", "may_comment", "may_gift", "may_market", "may_need",
    "may_pipeline", "may_plan", "may_visit", "overseers", "visible_agreements",
    "visible_comments", "visible_discussions", "visible_first_contacts", "visible_gifts",
    "visible_goals", "visible_key_plans", "visible_markets", "visible_materials",
    "visible_moves", "visible_needs", "visible_obligations", "visible_opportunities",
    "visible_parts", "visible_pipelines", "visible_records", "visible_reporters",
    "visible_screenings", "visible_stages", "visible_targets", "visible_visits",
]  # fmt: skip
