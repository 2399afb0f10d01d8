"""Forms of the archive that are more than a record's fields."""

from .days import DayForm
from .importing import (
    KEYS,
    PERSON_WORDS,
    ImportForm,
    usual_key,
    usual_party,
)
from .relations import RelationForm, StandingForm
from .verbs import (
    ActivityForm,
    AssignForm,
    ReleaseForm,
    ShareForm,
    TagForm,
)

__all__ = [
    "RelationForm",
    "StandingForm",
    "ActivityForm",
    "AssignForm",
    "DayForm",
    "ImportForm",
    "KEYS",
    "PERSON_WORDS",
    "ReleaseForm",
    "ShareForm",
    "TagForm",
    "usual_key",
    "usual_party",
]
