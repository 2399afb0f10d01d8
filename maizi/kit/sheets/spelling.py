"""Pinyin of column names; imported only when a header is written in letters."""

from functools import lru_cache

from pypinyin import Style, lazy_pinyin


@lru_cache(maxsize=4096)
def pinyin_of(word: str) -> tuple[str, str]:
    """(kehumingcheng, khmc) of 客户名称; empty for a word without hanzi."""
    if word.isascii():
        return "", ""
    syllables = lazy_pinyin(word, style=Style.NORMAL, errors="ignore")
    return "".join(syllables), "".join(syllable[0] for syllable in syllables)
