"""Background work of the archive, by noun."""

from .days import (
    care,
)
from .pools import (
    recycle,
    reindex,
)
from .sorting import (
    classify_all,
    classify_scheme,
    expire_tags,
    measure_all,
    propose_clearing,
    purge,
    refresh,
)
from .twins import (
    match_keys,
    sweep,
)
from .upkeep import (
    ask_to_verify,
)

__all__ = [
    "ask_to_verify",
    "care",
    "classify_all",
    "classify_scheme",
    "expire_tags",
    "match_keys",
    "measure_all",
    "propose_clearing",
    "purge",
    "recycle",
    "refresh",
    "reindex",
    "sweep",
]
