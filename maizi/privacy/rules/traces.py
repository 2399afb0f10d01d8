"""Find the traces of a person in any text and take them out (PIPL 47)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

MASKED = "***"
SHORTEST_NAME, SHORTEST_IDENTIFIER = 2, 5
DIGITS = re.compile(r"\d{7,}")


@dataclass(frozen=True)
class Traces:
    """The texts by which somebody is known.

    names        count only in rows about him: others may be called the same
    identifiers  phone numbers, addresses of mail: nobody else's, wherever they stand
    """

    names: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = field(default=())

    @classmethod
    def of(cls, names: Iterable[str], identifiers: Iterable[str]) -> "Traces":
        """Without what is empty or too short to tell anybody apart."""
        known = dict.fromkeys(n.strip() for n in names if len(n.strip()) >= SHORTEST_NAME)
        sure = dict.fromkeys(
            i.strip() for i in identifiers if len(i.strip()) >= SHORTEST_IDENTIFIER
        )
        return cls(tuple(known), tuple(sure))

    @property
    def everything(self) -> tuple[str, ...]:
        """Names and identifiers, longest first."""
        return tuple(sorted({*self.names, *self.identifiers}, key=len, reverse=True))

    @cached_property
    def pattern(self) -> re.Pattern | None:
        """Finds any of them, numbers also as people space them: 138 1234 5678."""
        found = [_spaced(text) if DIGITS.fullmatch(text) else re.escape(text)
                 for text in self.everything]  # fmt: skip
        return re.compile("|".join(found), re.IGNORECASE) if found else None


def scrubbed(value: object, traces: Traces) -> object:
    """A text, or anything made of lists and dicts, without the traces; the rest as it was."""
    if traces.pattern is None:
        return value
    if isinstance(value, str):
        return traces.pattern.sub(MASKED, value)
    if isinstance(value, list):
        return [scrubbed(one, traces) for one in value]
    if isinstance(value, dict):
        return {key: scrubbed(one, traces) for key, one in value.items()}
    return value


def _spaced(digits: str) -> str:
    return r"[\s-]?".join(digits)
