"""Pure decisions of the search: spelling, sound, tokens, needs, fit."""

from .match import allowed, rank
from .needs import All, Any, Need, all_of, any_of, most
from .pinyin import sort_key
from .query import Query, is_loose, parse
from .text import digits, normalise
from .tokens import VERSION, lines_of, tokens_of

__all__ = [
    "VERSION",
    "All",
    "Any",
    "Need",
    "Query",
    "all_of",
    "allowed",
    "any_of",
    "digits",
    "is_loose",
    "lines_of",
    "most",
    "normalise",
    "parse",
    "rank",
    "sort_key",
    "tokens_of",
]
