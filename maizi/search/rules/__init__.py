"""Pure decisions of the search: spelling, sound, tokens, needs, fit."""

from .match import lines_in, rank
from .needs import NOTHING, All, Any, Need, all_of, any_of, most_share, split, width
from .pinyin import sort_key
from .query import Query, is_loose, parse, starting
from .text import digits, normalise
from .tokens import VERSION, lines_of, number_of, tokens_of

__all__ = [
    "NOTHING",
    "VERSION",
    "All",
    "Any",
    "Need",
    "Query",
    "all_of",
    "any_of",
    "digits",
    "is_loose",
    "lines_in",
    "lines_of",
    "most_share",
    "normalise",
    "number_of",
    "parse",
    "rank",
    "sort_key",
    "split",
    "starting",
    "tokens_of",
    "width",
]
