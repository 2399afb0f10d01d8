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
)
from .days import (
    ImportantDay,
)
from .merges import (
    Alias,
    Merge,
)
from .ownership import (
    OwnerSpell,
)
from .people import (
    AccessRequest,
    Address,
    Contact,
)
from .pools import (
    Capacity,
    Pool,
    PoolMember,
    Protection,
    RecycleWarning,
    RecyclingRule,
    ReleaseReason,
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
from .twins import (
    MatchChoice,
    MatchKey,
    TwinPair,
    TwinQuestion,
)

__all__ = [
    "AccessRequest",
    "Activity",
    "Address",
    "Alias",
    "Appraisal",
    "BadValue",
    "BatchCard",
    "Capacity",
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
    "MatchChoice",
    "MatchKey",
    "Merge",
    "OwnerSpell",
    "Phrase",
    "Pool",
    "PoolMember",
    "ProfileValue",
    "Protection",
    "QualityDay",
    "RecycleWarning",
    "RecyclingRule",
    "Relation",
    "ReleaseReason",
    "SchemeVersion",
    "Standing",
    "Tag",
    "TagEvent",
    "TagPromise",
    "Tagging",
    "TwinPair",
    "TwinQuestion",
]
