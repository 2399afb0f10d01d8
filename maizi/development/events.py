"""Facts that winning customers announces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OpportunityMoved:
    """An opportunity came to another stage."""

    opportunity_id: int
    stage_id: int


@dataclass(frozen=True, slots=True)
class ObligationChanged:
    """Something owed by an agreement was written down or met."""

    obligation_id: int
    customer_id: int


@dataclass(frozen=True, slots=True)
class OpportunityClosed:
    """An opportunity was won, put off, lost, or found to be none."""

    opportunity_id: int
    state: str


@dataclass(frozen=True, slots=True)
class AgreementRecorded:
    """A cooperation agreement with a customer was written down."""

    agreement_id: int
