"""The encoding of a text file, found from its bytes and said with a confidence."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CHUNK_BYTES = 1 << 20
SAMPLE_BYTES = 200_000
LONGEST_SAMPLE_LINE = 2_000
HIGH_RUN = re.compile(rb"[\x80-\xff]+")
HANZI = re.compile("[\u4e00-\u9fff\uf900-\ufaff]")
DAMAGE_TOLERATED = 0.01
CHARACTERS_NEEDED = 20

# Frequent in names, addresses and trade; a text decoded wrongly has almost none of them.
FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过"
    "子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制"
    "机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正"
    "心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党"
    "程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角"
    "期根论运农指几九区强放决西被干做必战先回则任取据处理世车司名称姓话话省市县镇街号楼室有限责股份"
    "集团科技贸易商店厂银行银号北京上海广东深圳州苏浙江安徽福建湖南河四川陕重庆天津黑龙吉林辽宁云贵"
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯于董萧曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛"
    "客户联系电话手机邮箱地址编号备注金额单价数量状态类型职务部门负责销售订单合同备期"
    "國學會來時說產種後經發動過對為這個們開關係電話號樓東車長門問無業實體點機務屬區縣鎮臺灣廣華"
    "張劉陳楊趙黃吳孫馬羅鄭謝韓馮許鄧蕭葉蘇盧蔣賈羅義藝聯聲備註額單價數狀態類職責銷訂貿易廠銀"
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes become text.

    name        a Python codec
    confidence  0–1; below 0.9 a person should look at a sample
    has_mark    begins with a byte order mark
    damaged     some bytes do not fit and become U+FFFD
    """

    name: str
    confidence: float = 1.0
    has_mark: bool = False
    damaged: bool = False

    @property
    def errors(self) -> str:
        """Python's name for what to do with bytes that do not fit."""
        return "replace" if self.damaged else "strict"


MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)


def encoding_of(path: Path) -> Encoding:
    """A mark decides; then strict UTF-8; then Chinese or Western by what the text looks like."""
    with path.open("rb") as file:
        head = file.read(4096)
    for mark, name in MARKS:
        if head.startswith(mark):
            return Encoding(name, has_mark=True, damaged=not _decodes(path, name))
    wide = _wide_without_mark(head)
    if wide:
        return Encoding(wide, confidence=0.9, damaged=not _decodes(path, wide))
    if _decodes(path, "utf-8"):
        return Encoding("utf-8")
    sample = _sample(path)
    if _is_damaged_utf8(sample):
        return Encoding("utf-8", confidence=0.9, damaged=True)
    best = _best_guess(sample)
    return Encoding(best.name, best.confidence, damaged=not _decodes(path, best.name))


def named_encoding(path: Path, name: str) -> Encoding:
    """The encoding a person chose. Raises LookupError for an unknown name."""
    codecs.lookup(name)
    return Encoding(name, damaged=not _decodes(path, name))


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from iter(lambda: file.read(CHUNK_BYTES), b"")


def _decodes(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        for chunk in _chunks(path):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _wide_without_mark(head: bytes) -> str:
    zeros_even, zeros_odd = head[0::2].count(0), head[1::2].count(0)
    if zeros_odd > len(head) * 0.15 and zeros_even < zeros_odd * 0.05:
        return "utf-16-le"
    if zeros_even > len(head) * 0.15 and zeros_odd < zeros_even * 0.05:
        return "utf-16-be"
    return ""


def _sample(path: Path) -> bytes:
    """Lines that are not plain ASCII, up to a limit, from anywhere in the file."""
    found: list[bytes] = []
    size = 0
    for chunk in _chunks(path):
        for line in chunk.splitlines():
            if line.isascii():
                continue
            found.append(line[:LONGEST_SAMPLE_LINE])
            size += len(found[-1])
            if size > SAMPLE_BYTES:
                return b"\n".join(found)
    return b"\n".join(found)


def _is_damaged_utf8(sample: bytes) -> bool:
    text = sample.decode("utf-8", "replace")
    good = sum(1 for character in text if character > "\x7f" and character != "\ufffd")
    bad = text.count("\ufffd")
    return good >= CHARACTERS_NEEDED and bad <= max(1, good * DAMAGE_TOLERATED)


def _best_guess(sample: bytes) -> Encoding:
    chinese = sorted(
        ((_chinese_score(sample, name), name) for name in ("gb18030", "cp950")), reverse=True
    )
    (score, name), (other, _) = chinese
    western = _western_score(sample)
    if score < 0.08 and western > 0.5 or western > 0.9 and score < 0.3:
        return Encoding("cp1252", confidence=0.7 if score < 0.02 else 0.5)
    if score > 0.3 and score > 3 * other:
        return Encoding(name, confidence=0.99)
    if score > 0.05:
        return Encoding(name, confidence=0.8 if score > 2 * other else 0.5)
    return Encoding("gb18030" if western < 0.5 else "cp1252", confidence=0.3)


def _chinese_score(sample: bytes, name: str) -> float:
    """Share of frequent characters among all that are not ASCII, 0–1."""
    text = sample.decode(name, "replace")
    strange = sum(1 for c in text if c > "\x7f" and not _is_plain_mark(c))
    if not strange:
        return 0.0
    frequent = sum(1 for c in HANZI.findall(text) if c in FREQUENT)
    return max(0.0, (frequent - 2 * text.count("\ufffd")) / strange)


def _is_plain_mark(character: str) -> bool:
    """Chinese punctuation and full-width forms, equal in every Chinese encoding."""
    return "\u3000" <= character <= "\u303f" or "\uff00" <= character <= "\uffef"


def _western_score(sample: bytes) -> float:
    """Share of high bytes standing alone between ASCII, as accented letters do, 0–1."""
    runs = HIGH_RUN.findall(sample)
    total = sum(map(len, runs))
    alone = sum(1 for run in runs if len(run) == 1)
    return alone / total if total else 0.0
