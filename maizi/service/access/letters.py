"""Letters from which tickets and complaints begin; their own app says how to read one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from maizi.files.models import StoredFile


@dataclass(frozen=True, slots=True)
class Letter:
    """What somebody wrote to us; the address is empty for those who may not read addresses."""

    name: str
    address: str
    subject: str
    text: str
    at: datetime
    customer: int | None
    files: list[StoredFile]


_readers: list[Callable] = []


def declare_letters(read: Callable) -> None:
    """Make known how a letter in a person's sight is read: `read(user, pk)`, a Letter or None."""
    _readers[:] = [read]


def letter(user, pk: int | None) -> Letter | None:
    """The letter with a number; None out of sight, or without an app that knows letters."""
    return _readers[0](user, pk) if _readers and pk else None
