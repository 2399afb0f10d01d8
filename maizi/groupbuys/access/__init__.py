"""Who sees and does what in group buying (M-2, M-3)."""

from .declared import (
    AGREEMENT_SOURCE,
    CLOCKS,
    EVENTS,
    GROUP_BUY,
    LEAVING_SOURCE,
    NUMBERS,
    PARAMETERS,
    PLAN,
    PUBLIC_FORM,
    REFUND_SOURCE,
    STEP_SOURCE,
    SUBJECT,
)
from .sight import (
    may,
    may_outreach,
    may_plan,
    may_refund,
    visible_dues,
    visible_group_buys,
    visible_outreach,
    visible_plans,
    visible_registrations,
    visible_tasks,
)

__all__ = [
    "AGREEMENT_SOURCE", "CLOCKS", "EVENTS", "GROUP_BUY", "LEAVING_SOURCE", "NUMBERS",
    "PARAMETERS", "PLAN", "PUBLIC_FORM", "REFUND_SOURCE", "STEP_SOURCE", "SUBJECT", "may",
    "may_outreach", "may_plan", "may_refund", "visible_dues", "visible_group_buys",
    "visible_outreach", "visible_plans", "visible_registrations", "visible_tasks",
]  # fmt: skip
