"""Which exports need a second pair of eyes (N-4, A-21)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExportFacts:
    """What somebody wants to take out.

    contacts   whether contact fields come out as they are, not masked
    sensitive  whether sensitive fields come out at all
    """

    rows: int
    contacts: bool
    sensitive: bool


def needs_approval(facts: ExportFacts, *, free_rows: int, free_contact_rows: int) -> bool:
    """Whether an export waits for approval: by size, by whole contact fields, by sensitive ones.

    free_rows          so many rows go without asking
    free_contact_rows  so many when contact fields are not masked
    """
    if facts.sensitive or facts.rows > free_rows:
        return True
    return facts.contacts and facts.rows > free_contact_rows
