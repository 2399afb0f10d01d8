"""Forms of the archive that are more than a record's fields."""

from .days import (
    DayForm,
)
from .importing import (
    KEYS,
    PERSON_WORDS,
    ImportForm,
    usual_key,
    usual_party,
)
from .merges import (
    approvers_in,
    choices_in,
    chosen_ids,
    taken_in,
)
from .relations import (
    RelationForm,
    StandingForm,
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
    "DayForm",
    "ImportForm",
    "KEYS",
    "PERSON_WORDS",
    "RelationForm",
    "ReleaseForm",
    "ShareForm",
    "StandingForm",
    "TagForm",
    "approvers_in",
    "choices_in",
    "chosen_ids",
    "taken_in",
    "usual_key",
    "usual_party",
]
