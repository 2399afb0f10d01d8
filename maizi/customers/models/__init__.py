"""Tables of the archive."""

from .activities import Activity
from .collection import Appraisal, BatchCard, CollectionBatch, CollectionSource
from .customers import Collaborator, Customer, Pool
from .people import AccessRequest, Address, Contact
from .quality import BadValue, ClearingCandidate, CustomerQuality, QualityDay
from .schemes import ClassMembership, ClassMovement, ClassScheme, CustomerClass, SchemeVersion
from .tags import Tag, TagEvent, Tagging, TagPromise

__all__ = [
    "AccessRequest", "Activity", "Address", "Appraisal", "BadValue", "BatchCard",
    "ClassMembership", "ClassMovement", "ClassScheme", "ClearingCandidate", "Collaborator",
    "CollectionBatch", "CollectionSource", "Contact", "Customer", "CustomerClass",
    "CustomerQuality", "Pool", "QualityDay", "SchemeVersion", "Tag", "TagEvent", "TagPromise",
    "Tagging",
]  # fmt: skip
