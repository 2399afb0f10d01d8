"""Forms of spare parts."""

from .fleet import FleetForm
from .small import AskForm, BasisForm, ImportForm, PriorForm, SpanForm

__all__ = ["AskForm", "FleetForm", "BasisForm", "ImportForm", "PriorForm", "SpanForm"]
