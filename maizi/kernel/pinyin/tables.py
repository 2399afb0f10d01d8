"""The tables of Han characters, read once, when first needed; kept small (1 MB)."""

from array import array
from functools import cache
from pathlib import Path
from typing import NamedTuple

FIRST, LAST = 0x3400, 0x9FFF

# A family name that is not read the way its character usually is.
SURNAMES = {
    "曾": "zeng", "单": "shan", "解": "xie", "仇": "qiu", "查": "zha", "区": "ou", "朴": "piao",
    "任": "ren", "尉": "wei", "盖": "ge", "华": "hua", "缪": "miao", "纪": "ji", "员": "yun",
    "翟": "zhai", "折": "she", "召": "shao", "黑": "he", "秘": "bi", "冼": "xian", "覃": "qin",
    "万": "wan", "洗": "xian", "乐": "yue", "牟": "mu", "隗": "wei", "逄": "pang", "繁": "po",
    "种": "chong", "贾": "jia", "晁": "chao", "佴": "nai", "哈": "ha", "过": "guo", "祭": "zhai",
    "燕": "yan", "应": "ying", "郇": "xun", "那": "na", "车": "che", "谌": "chen", "都": "du",
    "能": "nai", "瞿": "qu", "宓": "mi", "牛": "niu", "宁": "ning", "相": "xiang", "幺": "yao",
    "尉迟": "yu chi", "万俟": "mo qi", "澹台": "tan tai", "单于": "chan yu", "长孙": "zhang sun",
    "令狐": "ling hu", "宰父": "zai fu", "尹": "yin",
}  # fmt: skip


class Tables(NamedTuple):
    """Everything known about characters.

    folds     code point -> simplified character
    sounds    the distinct lists of readings, usual one first; sounds[0] is empty
    places    index into sounds for every code point from FIRST to LAST
    phrases   word -> readings, where a character is not read the usual way
    starts    first characters of phrases
    """

    folds: dict[int, int]
    sounds: list[tuple[str, ...]]
    places: array
    phrases: dict[str, tuple[str, ...]]
    starts: frozenset[str]

    def readings(self, char: str) -> tuple[str, ...]:
        """All living readings of a character; none when it is no Han character."""
        code = ord(char)
        return self.sounds[self.places[code - FIRST]] if FIRST <= code <= LAST else ()


@cache
def tables() -> Tables:
    """The tables; the first call reads pinyin.txt (a few milliseconds)."""
    text = Path(__file__).with_name("pinyin.txt").read_text(encoding="utf-8")
    _, folds, readings, phrases = text.split("\n[")
    traditional, simplified = folds.splitlines()[1:3]
    sounds: list[tuple[str, ...]] = [()]
    places = array("H", bytes(2 * (LAST - FIRST + 1)))
    for line in readings.splitlines()[1:]:
        heard, _, chars = line.partition("=")
        for char in chars:
            places[ord(char) - FIRST] = len(sounds)
        sounds.append(tuple(heard.split()))
    words = (line.partition("=") for line in phrases.splitlines()[1:])
    read = {word: tuple(heard.split()) for word, _, heard in words}
    starts = frozenset(word[0] for word in read)
    return Tables(str.maketrans(traditional, simplified), sounds, places, read, starts)


@cache
def syllables() -> frozenset[str]:
    """Every syllable that a character has."""
    found = {sound for heard in tables().sounds for sound in heard}
    return frozenset(s for s in found if len(s) > 1 or s in "aeo") - {"ng", "hm", "hng"}
