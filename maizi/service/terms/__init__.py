"""Words of after-sales service."""

from .dispatch import AppointmentState, DutyKind, OrderState
from .serving import ArticleState, Conduct, IncidentKind, PlanScope
from .tickets import (
    ENDED,
    OPEN_STATES,
    Band,
    Channel,
    EntryKind,
    Mode,
    PauseReason,
    Severity,
    State,
    TicketType,
)

__all__ = [
    "ENDED", "OPEN_STATES", "AppointmentState", "ArticleState", "Band", "Channel", "Conduct",
    "DutyKind", "EntryKind", "IncidentKind", "Mode", "OrderState", "PauseReason", "PlanScope",
    "Severity", "State", "TicketType",
]  # fmt: skip
