"""Every attribute of every profile, by kind of customer and by code."""

from functools import cache

from .attributes import Attribute
from .enterprise import ENTERPRISE
from .person import PERSON
from .profile import ProfileGroup
from .words import PartyType

OF_PARTY = {PartyType.ENTERPRISE: ENTERPRISE, PartyType.INDIVIDUAL: PERSON}


def attributes_for(party_type: str) -> tuple[Attribute, ...]:
    """What is asked about a person or an enterprise, in the order of the page (A-2, A-3)."""
    return OF_PARTY[PartyType(party_type)]


@cache
def attributes_by_code(party_type: str) -> dict[str, Attribute]:
    """The same by code."""
    return {attribute.code: attribute for attribute in attributes_for(party_type)}


@cache
def groups_for(party_type: str) -> tuple[tuple[ProfileGroup, tuple[Attribute, ...]], ...]:
    """Groups or aspects with their attributes, in order."""
    found: dict[ProfileGroup, list[Attribute]] = {}
    for attribute in attributes_for(party_type):
        found.setdefault(attribute.group, []).append(attribute)
    return tuple((group, tuple(inside)) for group, inside in found.items())
