"""Forms of the archive that are more than a record's fields."""

from .importing import (
    KEYS,
    PERSON_WORDS,
    ImportForm,
    usual_key,
    usual_party,
)
from .verbs import (
    ActivityForm,
    AssignForm,
    ReleaseForm,
    ShareForm,
    TagForm,
)

__all__ = [
    "ActivityForm",
    "AssignForm",
    "ImportForm",
    "KEYS",
    "PERSON_WORDS",
    "ReleaseForm",
    "ShareForm",
    "TagForm",
    "usual_key",
    "usual_party",
]
