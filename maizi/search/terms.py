"""What other apps hand to the index and get back from it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

UNUSUAL = re.compile(r"[^\w=:.-]")
TEXT_LENGTH = 100  # of a query, in characters


class Sort(StrEnum):
    """How a text is searched; the value is one letter and is stored."""

    NAME = "n"  # of a thing or company: substring, pinyin, initials
    PERSON = "p"  # the same, read as a person's name
    PHONE = "d"  # last digits, or four and more digits anywhere
    CODE = "c"  # four and more letters or digits anywhere
    FREE = "f"  # notes: substring only


@dataclass(frozen=True, slots=True)
class Document:
    """What the index knows of one record.

    texts   (sort, text) pairs, most important first; empty texts are left out
    facets  made by `facet`: owner, unit, shares and whatever lists filter by
    """

    id: int
    texts: Sequence[tuple[Sort, str]]
    facets: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of an answer: where it leads and what it says."""

    id: int
    title: str
    hint: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind, best first.

    total    how many the person may see among the newest that fit
    is_open  there may be more than `total`
    """

    kind: str
    label: str
    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    is_open: bool = False


def facet(name: str, value: object = "") -> str:
    """The token of a property, such as facet("owner", 7); the same for any spelling of case.

    Never equal to the token of a text, whatever the value.
    """
    text = f"={name}:{value}".lower()
    return UNUSUAL.sub(lambda found: f"~{ord(found[0]):x}~", text)
