"""Words of the business: an enum whose members carry a Chinese label.

Pure Python, so that rules use the same words as models store.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Self

from .texts import identity

# The site puts gettext_lazy here before any model is loaded.
translate: Callable[[str], str] = identity


class Term(StrEnum):
    """A closed vocabulary. `value` is stored, `label` is shown.

    >>> class Tone(Term):
    ...     CALM = "calm", "平静"
    >>> Tone.CALM == "calm", Tone.CALM.label, Tone.choices()
    (True, '平静', [('calm', '平静')])
    """

    chinese: str

    def __new__(cls, value: str, chinese: str) -> Self:
        term = str.__new__(cls, value)
        term._value_ = value
        term.chinese = chinese
        return term

    @property
    def label(self) -> str:
        """The word as people read it, in their language."""
        return translate(self.chinese)

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """(value, label) pairs, in the order of declaration."""
        return [(term.value, term.label) for term in cls]

    @classmethod
    def labelled(cls, label: str) -> Self:
        """The term with this label, Chinese or translated; ValueError when there is none."""
        for term in cls:
            if label in (term.chinese, str(term.label)):
                return term
        raise ValueError(f"{label!r} is no label of {cls.__name__}")
