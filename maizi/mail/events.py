"""Facts this app announces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LetterCame:
    """A customer has written to one of our mailboxes."""

    message_id: int
    customer_id: int
