"""The key that puts names in the order people expect."""

from ..rules import normalise
from ..rules import sort_key as spoken


def sort_key(name: str, *, is_person: bool = False) -> str:
    """A name by its pinyin, for ordering; anything else by its letters."""
    return spoken(normalise(name), is_person=is_person)
