"""Facts that key-account lists announce."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeyAccountDemoted:
    """A key account kept too little of what it owed and is an ordinary customer now."""

    customer_id: int
    move_id: int


@dataclass(frozen=True, slots=True)
class GradeChanged:
    """A change of grade was signed and is in force."""

    change_id: int
    customer_id: int
