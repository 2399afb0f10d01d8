"""Facts that satisfaction announces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ResponseTaken:
    """A customer answered; of anonymous answers nobody hears."""

    response_id: int
    customer_id: int


@dataclass(frozen=True, slots=True)
class RoundFinalised:
    """The results of a round are final, its shortfalls settled (F-55)."""

    round_id: int
