"""Tables of after-sales service."""

from .installing import Appointment, FollowUp, Incident
from .knowledge import Article, EmergencyPlan
from .orders import ConductMark, PartUsed, WorkOrder
from .people import Duty, Engineer, Skill
from .places import ServicePoint
from .prevention import PreventivePlan, Upkeep
from .tickets import Ticket, TicketEntry

__all__ = [
    "Appointment", "Article", "ConductMark", "Duty", "EmergencyPlan", "Engineer", "FollowUp",
    "Incident", "PartUsed", "PreventivePlan", "ServicePoint", "Skill", "Ticket", "TicketEntry",
    "Upkeep", "WorkOrder",
]  # fmt: skip
