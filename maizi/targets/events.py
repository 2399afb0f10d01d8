"""Facts that targets announce."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CommissionApproved:
    """The commission of a month is settled: who pays wages may take it over."""

    run_id: int
