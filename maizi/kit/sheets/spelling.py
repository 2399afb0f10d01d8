"""Pinyin of column names."""

from functools import lru_cache

from maizi.kernel.pinyin import readings, tables


@lru_cache(maxsize=4096)
def pinyin_of(word: str) -> tuple[str, str]:
    """(kehumingcheng, khmc) of 客户名称; empty for a word without hanzi."""
    if word.isascii():
        return "", ""
    syllables = [heard[0] for heard in readings(word.translate(tables().folds)) if heard]
    return "".join(syllables), "".join(syllable[0] for syllable in syllables)
