"""Closed vocabularies of the archive."""

from .upkeep import UpdateWay
from .words import (
    AddressType,
    Channel,
    ContactChannel,
    Direction,
    Gender,
    Industry,
    KaStatus,
    Lifecycle,
    Nature,
    PanelPlace,
    PartyType,
    RequestState,
    StaffSize,
)

__all__ = [
    "AddressType",
    "Channel",
    "ContactChannel",
    "Direction",
    "Gender",
    "Industry",
    "KaStatus",
    "Lifecycle",
    "Nature",
    "PanelPlace",
    "PartyType",
    "RequestState",
    "StaffSize",
    "UpdateWay",
]
