"""Tables of the archive."""

from .activities import (
    Activity,
    Phrase,
)
from .customers import (
    Collaborator,
    Customer,
    Pool,
    Tag,
)
from .days import (
    ImportantDay,
)
from .merges import (
    Alias,
    Merge,
)
from .people import (
    AccessRequest,
    Address,
    Contact,
)
from .profiles import (
    ProfileValue,
)
from .relations import (
    Relation,
    Standing,
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
    "Collaborator",
    "Contact",
    "Customer",
    "ImportantDay",
    "MatchChoice",
    "MatchKey",
    "Merge",
    "Phrase",
    "Pool",
    "ProfileValue",
    "Relation",
    "Standing",
    "Tag",
    "TwinPair",
    "TwinQuestion",
]
