"""Tables of the archive."""

from .activities import Activity, Phrase
from .customers import Collaborator, Customer, Pool, Tag
from .days import ImportantDay
from .people import AccessRequest, Address, Contact
from .profiles import ProfileValue
from .relations import Relation, Standing

__all__ = [
    "AccessRequest", "Activity", "Address", "Collaborator", "Contact", "Customer", "ImportantDay",
    "Phrase", "Pool", "ProfileValue", "Relation", "Standing", "Tag",
]  # fmt: skip
