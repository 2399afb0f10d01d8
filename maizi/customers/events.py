"""Facts the archive announces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActivityLogged:
    """Somebody logged a follow-up."""

    activity_id: int
    customer_id: int
    author_id: int


@dataclass(frozen=True, slots=True)
class AccessDecided:
    """A request to see a customer was granted or declined."""

    request_id: int
