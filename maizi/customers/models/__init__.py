"""Tables of the archive."""

from .activities import Activity
from .customers import Collaborator, Customer, Pool, Tag
from .people import AccessRequest, Address, Contact

__all__ = [
    "AccessRequest", "Activity", "Address", "Collaborator", "Contact", "Customer", "Pool", "Tag",
]  # fmt: skip
