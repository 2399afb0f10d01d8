"""Closed vocabularies: a stored word and what people call it."""

from collections.abc import Callable
from enum import Enum


def _untranslated(text: str) -> str:
    return text


translate: Callable = _untranslated  # the site sets a lazy translation


class Term(str, Enum):
    """Base of every vocabulary: `PERSON = "person", N_("个人")`."""

    def __new__(cls, value: str, label: str):
        made = str.__new__(cls, value)
        made._value_ = value
        made.chinese = label
        return made

    def __str__(self) -> str:
        return self._value_

    __format__ = str.__format__

    @property
    def label(self) -> str:
        """What people call it, translated when shown."""
        return translate(self.chinese)

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """(stored, label) pairs for a form or a database field."""
        return [(term._value_, _Label(term)) for term in cls]

    @classmethod
    def labelled(cls, label: str) -> "Term | None":
        """The term with this Chinese label, or None."""
        return next((t for t in cls if t.chinese == label), None)


class _Label:
    """A label that is translated each time it is read."""

    def __init__(self, term: Term):
        self.term = term

    def __str__(self) -> str:
        return str(self.term.label)

    def __eq__(self, other) -> bool:
        return str(self) == str(other)

    def __hash__(self) -> int:
        return hash(self.term.chinese)

    def deconstruct(self):
        return "builtins.str", [self.term.chinese], {}
