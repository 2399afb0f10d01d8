"""Cells that hold one or several of a closed list, or yes or no."""

import re
from collections.abc import Callable
from difflib import get_close_matches

from maizi.kernel.texts import N_, Said, say
from maizi.kit.sheets.kinds import Column
from maizi.kit.sheets.vocabulary import plain

SEPARATOR = re.compile(r"\s*[;；、,，|\n]\s*")
CHOICES_SHOWN = 8
YES = frozenset("是 有 对 真 已 √ ✓ ✔ ☑ y yes true t 1 on".split())
NO = frozenset("否 无 没有 不是 错 假 未 × ✗ ✘ ☐ x n no false f 0 off".split())

Verdict = tuple[object, Said | None, Said | None]


def read_yes_no(text: str) -> Verdict:
    """True, False, or why it is neither."""
    word = text.casefold()
    if word in YES:
        return True, None, None
    if word in NO:
        return False, None, None
    return None, say(N_("“{text}”不是“是”或“否”。"), text=text[:30]), None


def choice_reader(column: Column) -> Callable[[str], Verdict]:
    """Finds a spelling among the column's choices, whatever its case, width and punctuation."""
    choices = {plain(spelling): value for spelling, value in column.choices.items()}
    spellings = list(column.choices)

    def read(text: str) -> Verdict:
        value = choices.get(plain(text))
        if value is not None:
            return value, None, None
        near = get_close_matches(text[:60], spellings, n=1)
        if near:
            problem = say(
                N_("没有“{text}”这个选项，是不是“{near}”？"), text=text[:30], near=near[0]
            )
        else:
            problem = say(
                N_("没有“{text}”这个选项，可以填：{choices}。"),
                text=text[:30],
                choices=list(spellings[:CHOICES_SHOWN]),
            )
        return None, problem, None

    return read


def choices_reader(column: Column) -> Callable[[str], Verdict]:
    """Several values in one cell, as a tuple; each once, free text when there is no list."""
    read_one = choice_reader(column) if column.choices else _free

    def read(text: str) -> Verdict:
        found: dict[object, None] = {}
        for part in SEPARATOR.split(text):
            if not part:
                continue
            value, problem, _ = read_one(part)
            if problem:
                return None, problem, None
            found[value] = None
        return tuple(found), None, None

    return read


def _free(text: str) -> Verdict:
    return text, None, None
