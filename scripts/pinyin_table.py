"""Write maizi/kernel/pinyin/pinyin.txt: what we know about Han characters, small.

`python -m scripts.pinyin_table` boils down the dictionaries of pypinyin (MIT) and the
character table of OpenCC (Apache-2.0), which need 57 MB in memory, to 0.2 MB of text.
"""

import re
import unicodedata
from collections import Counter, defaultdict

from .prepare import ROOT

PLACE = ROOT / "maizi" / "kernel" / "pinyin" / "pinyin.txt"
HAN = (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))
MOST_READINGS = 3
LONGEST_PHRASE = 3
HEAD = "# Written by scripts/pinyin_table.py; sections: fold, readings, phrases.\n"

# Places whose names the dictionary lacks or reads differently.
PLACES = """
东阿 dong e, 中牟 zhong mu, 乐亭 lao ting, 会理 hui li, 会泽 hui ze, 六合 lu he, 单县 shan xian
厦门 xia men, 台州 tai zhou, 吐鲁番 tu lu fan, 吴堡 wu bu, 大埔 da pu, 大城 dai cheng
娄烦 lou fan, 婺源 wu yuan, 宕昌 tan chang, 尉犁 yu li, 嵊泗 sheng si, 十里堡 shi li pu
番禺 pan yu, 监利 jian li, 荥阳 xing yang, 荥经 ying jing, 莘县 shen xian, 莘庄 xin zhuang
莘松 xin song, 蔚县 yu xian, 铅山 yan shan, 长子县 zhang zi xian, 阿房 e pang, 黄陂 huang pi
闵行 min hang, 浚县 xun xian, 洪洞 hong tong, 瓜州 gua zhou, 乐清 yue qing, 繁峙 fan shi
蚌埠 beng bu, 解州 hai zhou, 都匀 du yun, 重庆 chong qing, 会稽 kuai ji, 朝阳 chao yang
亳州 bo zhou, 东莞 dong guan, 六安 lu an, 丽水 li shui, 涡阳 guo yang, 歙县 she xian
"""


def main() -> None:
    """Write the table."""
    PLACE.write_text(table(), encoding="utf-8")


def table() -> str:
    """The whole file."""
    readings = _readings()
    lines = [HEAD + "[fold]", *_fold(), "[readings]"]
    by_sound = defaultdict(list)
    for char, sounds in readings.items():
        by_sound[" ".join(sounds)].append(char)
    lines += [f"{sounds}={''.join(chars)}" for sounds, chars in sorted(by_sound.items())]
    lines.append("[phrases]")
    lines += [f"{word}={' '.join(sounds)}" for word, sounds in sorted(_phrases(readings).items())]
    return "\n".join(lines) + "\n"


def _plain(sound: str) -> str:
    letters = unicodedata.normalize("NFD", sound).replace("u\u0308", "v")
    return "".join(c for c in letters if not unicodedata.combining(c))


def _fold() -> list[str]:
    """Traditional characters and their simplified ones, two lines of the same length.

    A character of GB 2312 is never folded: 乾 and 後 are simplified writing as well.
    """
    from opencc import OpenCC

    simplify, pairs = OpenCC("t2s"), []
    for char in map(chr, HAN):
        plain = simplify.convert(char)
        if plain != char and len(plain) == 1 and ord(plain) < 0x10000 and not _is_gb2312(char):
            pairs.append((char, plain))
    return ["".join(side) for side in zip(*pairs, strict=True)]


def _is_gb2312(char: str) -> bool:
    try:
        return bool(char.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def _readings() -> dict[str, list[str]]:
    """Each character's living readings, the usual one first.

    The dictionary lists obsolete ones too: only those count that a tenth of its phrases use.
    """
    from pypinyin.constants import PINYIN_DICT

    heard, folded, found = _heard(), _fold()[0], {}
    for code in HAN:
        if code not in PINYIN_DICT or chr(code) in folded:
            continue
        first = _plain(PINYIN_DICT[code].split(",")[0])
        counts = heard[chr(code)]
        total = counts.total()
        living = [s for s, n in counts.most_common() if n >= 3 and n * 10 >= total]
        if living and counts[living[0]] >= 10 and counts[living[0]] * 3 >= total * 2:
            ordered = [living[0], first, *living]
        else:
            ordered = [first, *living]
        found[chr(code)] = list(dict.fromkeys(s for s in ordered if s.isalpha()))[:MOST_READINGS]
    return {char: sounds for char, sounds in found.items() if sounds}


def _heard() -> dict[str, Counter]:
    """How often each character is read which way in the dictionary's phrases."""
    from pypinyin.constants import PHRASES_DICT

    heard: dict[str, Counter] = defaultdict(Counter)
    for word, sounds in PHRASES_DICT.items():
        for char, sound in zip(word, sounds, strict=False):
            heard[char][_plain(sound[0])] += 1
    return heard


def _phrases(readings: dict[str, list[str]]) -> dict[str, list[str]]:
    """Short words in which a character is not read the usual way."""
    from pypinyin.constants import PHRASES_DICT

    found = {}
    for word, sounds in PHRASES_DICT.items():
        plain = [_plain(s[0]) for s in sounds]
        if not 2 <= len(word) == len(plain) <= LONGEST_PHRASE or not readings.keys() >= set(word):
            continue
        if plain != [readings[char][0] for char in word]:
            found[word] = plain
    for entry in re.split(r"[,\n]", PLACES.strip()):
        word, *sounds = entry.split()
        found[word] = sounds
    return found


if __name__ == "__main__":
    main()
