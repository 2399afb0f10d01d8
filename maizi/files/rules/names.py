"""File names as people see them; nothing on disk is ever called by them."""

import unicodedata
from pathlib import PurePosixPath

from .types import FileType

LENGTH = 120
# Controls, and the marks that turn "exe.gpj" round to look like a picture.
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def extension_of(name: str) -> str:
    """What follows the last dot, lower case, or ""."""
    return PurePosixPath(_plain(name)).suffix.lstrip(".").lower()


def shown_name(name: str, kind: FileType) -> str:
    """A harmless name that says what the file is: no path, no hidden marks, the right ending."""
    plain = _plain(name).strip(" .") or "file"
    stem, ending = plain, extension_of(plain)
    if ending in kind.extensions:
        stem = plain[: -len(ending) - 1]
    else:
        ending = kind.extensions[0]
    return f"{stem[: LENGTH - len(ending) - 1]}.{ending}"


def _plain(name: str) -> str:
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in last if unicodedata.category(c) not in _HIDDEN)
