"""Facts this app announces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContactWishChanged:
    """Somebody does not want to be reached, or may be reached again.

    is_blocked  whether any wish of his is in force now
    """

    kind: str
    object_id: int
    is_blocked: bool


@dataclass(frozen=True, slots=True)
class PersonAnonymised:
    """A person's records were emptied; apps that keep more about him empty theirs."""

    kind: str
    object_id: int
