"""Tables of the archive."""

from .activities import (
    Activity,
    Phrase,
)
from .collection import (
    Appraisal,
    BatchCard,
    CollectionBatch,
    CollectionSource,
)
from .customers import (
    Collaborator,
    Customer,
    Pool,
)
from .days import (
    ImportantDay,
)
from .people import (
    AccessRequest,
    Address,
    Contact,
)
from .profiles import (
    ProfileValue,
)
from .quality import (
    BadValue,
    ClearingCandidate,
    CustomerQuality,
    QualityDay,
)
from .relations import (
    Relation,
    Standing,
)
from .schemes import (
    ClassMembership,
    ClassMovement,
    ClassScheme,
    CustomerClass,
    SchemeVersion,
)
from .tags import (
    Tag,
    TagEvent,
    Tagging,
    TagPromise,
)

__all__ = [
    "AccessRequest",
    "Activity",
    "Address",
    "Appraisal",
    "BadValue",
    "BatchCard",
    "ClassMembership",
    "ClassMovement",
    "ClassScheme",
    "ClearingCandidate",
    "Collaborator",
    "CollectionBatch",
    "CollectionSource",
    "Contact",
    "Customer",
    "CustomerClass",
    "CustomerQuality",
    "ImportantDay",
    "Phrase",
    "Pool",
    "ProfileValue",
    "QualityDay",
    "Relation",
    "SchemeVersion",
    "Standing",
    "Tag",
    "TagEvent",
    "TagPromise",
    "Tagging",
]
