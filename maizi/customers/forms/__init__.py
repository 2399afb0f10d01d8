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
from .pools import (
    CapacityForm,
    DealForm,
    Draft,
    MemberForm,
    ProtectForm,
    ReasonForm,
    drafted,
    edited,
    typed,
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
    TodosForm,
)

__all__ = [
    "ActivityForm",
    "AssignForm",
    "CapacityForm",
    "DayForm",
    "DealForm",
    "Draft",
    "ImportForm",
    "KEYS",
    "MemberForm",
    "PERSON_WORDS",
    "ProtectForm",
    "ReasonForm",
    "RelationForm",
    "ReleaseForm",
    "ShareForm",
    "TodosForm",
    "StandingForm",
    "TagForm",
    "approvers_in",
    "choices_in",
    "chosen_ids",
    "drafted",
    "edited",
    "taken_in",
    "typed",
    "usual_key",
    "usual_party",
]
