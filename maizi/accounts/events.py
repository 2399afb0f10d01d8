"""What the organisation announces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonDeactivated:
    """Somebody left or was shut out; his records want a new owner."""

    person_id: int
