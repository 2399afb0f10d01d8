"""Where a posting comes from: the document of a higher app, known below by kind and id alone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A document that makes lower apps post, reserve or release.

    kind    label of its model: "sales.order"
    id      its id
    number  what people call it: SO-2026-0012
    """

    kind: str
    id: int
    number: str = ""
