"""Who sees which tickets, who may do what with them (F-2, F-5, M-3)."""

from .certified import Demanded, certificates_for, declare_certificates
from .declared import (
    ANSWER_SOURCE,
    CLOCKS,
    EVENTS,
    FOLLOW_SOURCE,
    NUMBERS,
    ORDER_SOURCE,
    PARAMETERS,
    PROMISED,
    TICKET,
)
from .letters import Letter, declare_letters, letter
from .sight import (
    may,
    may_set_up,
    may_write,
    visible_articles,
    visible_emergency_plans,
    visible_engineers,
    visible_plans,
    visible_points,
    visible_staff,
    visible_tickets,
    withheld_tickets,
)

__all__ = [
    "ANSWER_SOURCE", "CLOCKS", "Demanded", "EVENTS", "FOLLOW_SOURCE", "Letter", "NUMBERS",
    "ORDER_SOURCE", "PARAMETERS", "PROMISED", "TICKET", "certificates_for",
    "declare_certificates", "declare_letters", "letter", "may", "may_set_up", "may_write",
    "visible_articles", "visible_emergency_plans", "visible_engineers",
    "visible_plans", "visible_points", "visible_staff", "visible_tickets",
    "withheld_tickets",
]  # fmt: skip
