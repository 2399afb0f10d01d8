"""Facts that after-sales service announces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ComplaintRaised:
    """A customer complains about what a ticket was about: a complaint is to be taken down.

    words  what he said, as he said it
    by_id  who heard it
    """

    ticket_id: int
    words: str
    by_id: int


@dataclass(frozen=True, slots=True)
class TicketClosed:
    """A customer has confirmed that he was helped."""

    ticket_id: int
