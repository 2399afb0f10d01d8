"""Plain pages of the archive."""

from .archive import (
    COMPANY,
    CONTACTS,
    CUSTOMERS,
    IMPORTS,
    PERSON,
    POOLS,
    REACH,
    TAGS,
)

__all__ = [
    "COMPANY",
    "CONTACTS",
    "CUSTOMERS",
    "IMPORTS",
    "PERSON",
    "POOLS",
    "REACH",
    "TAGS",
]
