"""Who is asking right now: the request a change belongs to, for the history."""

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asking:
    """One request or job run: its id and the address it came from."""

    request_id: str = ""
    address: str = ""


NOBODY = Asking()
asking: ContextVar[Asking] = ContextVar("asking", default=NOBODY)
