"""Plain pages of the archive."""

from .archive import (
    ADDRESSES,
    COMPANY,
    CONTACTS,
    CUSTOMERS,
    IMPORTS,
    PERSON,
    REACH,
)
from .pools import (
    POOLS,
    SPELLS,
)
from .sorting import (
    BATCHES,
    PROMISES,
    SOURCES,
    TAGS,
)

__all__ = [
    "ADDRESSES",
    "BATCHES",
    "COMPANY",
    "CONTACTS",
    "CUSTOMERS",
    "IMPORTS",
    "PERSON",
    "POOLS",
    "PROMISES",
    "REACH",
    "SOURCES",
    "SPELLS",
    "TAGS",
]
