"""Documents, and what the databases do with a need, in plain Python."""

from maizi.search.rules import All, lines_of, parse, rank, tokens_of
from maizi.search.terms import Document, Sort

HUANING = Document(
    1,
    [
        (Sort.NAME, "郑州华宁科技有限公司"),
        (Sort.CODE, "C2026-000123"),
        (Sort.CODE, "91110000600037341L"),
        (Sort.PHONE, "138 0013 8123"),
        (Sort.PHONE, "+86 (0371) 6565-4321"),
        (Sort.PERSON, "曾单"),
        (Sort.FREE, "喜欢喝茶，Ask for Müller"),
    ],
)


def meets(tokens: set[str], need) -> bool:
    """What the databases do, in one line."""
    if isinstance(need, str):
        return need in tokens
    return (all if isinstance(need, All) else any)(meets(tokens, part) for part in need.parts)


def place(document: Document, text: str) -> int | None:
    """The rank of a text in a document, as far as the index would have found it."""
    lines, query = lines_of(document), parse(text)
    found = rank(lines, query.words, is_loose=True)
    return found if meets(tokens_of(lines), query.loose) else None


def person(name: str) -> Document:
    return Document(1, [(Sort.PERSON, name)])


def company(name: str) -> Document:
    return Document(1, [(Sort.NAME, name)])
