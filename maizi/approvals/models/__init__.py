"""Tables of approvals."""

from .cases import ApprovalCase, CaseCopy, CaseEntry, CaseStep, Seat
from .definitions import ApprovalDefinition

__all__ = ["ApprovalCase", "ApprovalDefinition", "CaseCopy", "CaseEntry", "CaseStep", "Seat"]
