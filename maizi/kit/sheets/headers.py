"""Which column of a sheet means what: proposals a person can accept or change."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_
from maizi.kit.sheets.contents import agreement
from maizi.kit.sheets.kinds import Kind
from maizi.kit.sheets.vocabulary import plain

LEAST_CONFIDENCE = 0.4
CONTENT_CONFIDENCE = 0.45
NEEDED_BONUS = 0.05
# Kinds that their cells betray under any name, and those that do under no name at all.
TELLING = frozenset((Kind.MOBILE, Kind.EMAIL, Kind.USC_CODE, Kind.RESIDENT_ID))
TELLING_ALONE = frozenset((Kind.DATE, Kind.MONEY))
NAMELESS = re.compile(r"第 \d+ 列|[?？ ()\d]*")
# Too common inside other names to prove anything.
GENERIC = frozenset(
    """
    名称 姓名 日期 时间 编号 编码 代码 类型 性质 状态 等级 级别 金额 合计 说明 描述 单位 客户 企业
    公司 地区 区域 规模 人数 渠道 销售 来源 账号 name type date time code mail note notes status
    stage total title level city state source owner sales client account company customer contact
    number person
    """.split()
)
DOUBTFUL_CONTENT = 0.5
ENOUGH_AGREEMENT = 0.6
SLOT = re.compile(
    r"(?<=\D)(\d{1,2})(?=\D|$)|(?<=[\u4e00-\u9fff])([一二三四五六七八九])$|^第([一二三四])"
)
HANZI_DIGITS = "一二三四五六七八九"
MOST_SLOTS = 20


class Reason(Term):
    """Why a column is thought to be a field."""

    REMEMBERED = "remembered", N_("您上次这样选的")
    SAME = "same", N_("名称相同")
    SYNONYM = "synonym", N_("常用叫法")
    PINYIN = "pinyin", N_("拼音")
    SIMILAR = "similar", N_("名称相近")
    CONTENT = "content", N_("看内容像")
    TAKEN = "taken", N_("与另一列重复")
    IGNORED = "ignored", N_("您上次选择不导入")
    UNKNOWN = "unknown", N_("不认识")


@dataclass(frozen=True, slots=True)
class Target:
    """A field that a column can fill.

    repeats  may come several times in a row: 联系人1, 联系人2
    """

    key: str
    label: str
    kind: Kind = Kind.TEXT
    synonyms: tuple[str, ...] = ()
    needed: bool = False
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """What to do with one column.

    target      a Target's key, empty when the column stays outside
    confidence  0–1; below 0.6 ask
    slot        which of several contacts, from 1
    rival       the header that took the field this column seems to be as well
    """

    column: int
    header: str
    target: str = ""
    confidence: float = 0.0
    reason: Reason = Reason.UNKNOWN
    slot: int = 1
    rival: str = ""


class Match(NamedTuple):
    """A possible pair, best first when sorted."""

    confidence: float
    column: int
    target: Target
    slot: int
    reason: Reason


def propose(
    headers: Sequence[str],
    targets: Sequence[Target],
    *,
    samples: Sequence[Sequence[str]] = (),
    remembered: Mapping[str, str] | None = None,
) -> list[Proposal]:
    """One proposal a column, in order; no field is given to two columns.

    samples     some rows, to look at what the columns hold
    remembered  header → target key chosen before, "" for a column left out on purpose
    """
    known = {plain(header): key for header, key in (remembered or {}).items()}
    matches: list[Match] = []
    for column, header in enumerate(headers):
        if known.get(plain(header)) == "":
            continue
        cells = [row[column] for row in samples if row[column]]
        matches += _matches(Look(column, header, cells), targets, known)
    seats = Seats(headers)
    for match in sorted(matches, key=lambda match: (-match.confidence, match.column)):
        seats.take(match)
    return [
        Proposal(column, header, reason=Reason.IGNORED, confidence=1.0)
        if known.get(plain(header)) == ""
        else seats.proposal(column)
        for column, header in enumerate(headers)
    ]


class Look(NamedTuple):
    """One column as it is looked at: filled cells of a sample."""

    column: int
    header: str
    cells: Sequence[str]


class Seats:
    """Who has which field; taken in the order of confidence."""

    def __init__(self, headers: Sequence[str]):
        self._headers = headers
        self._chosen: dict[int, Match] = {}
        self._holders: dict[tuple[str, int], int] = {}
        self._losers: dict[int, Match] = {}

    def take(self, match: Match) -> None:
        """Give the column this field, unless one of them is taken already."""
        place = (match.target.key, match.slot)
        if match.column in self._chosen:
            return
        if place in self._holders:
            self._losers.setdefault(match.column, match)
            return
        self._chosen[match.column] = match
        self._holders[place] = match.column

    def proposal(self, column: int) -> Proposal:
        """What became of a column."""
        header = self._headers[column]
        match, lost = self._chosen.get(column), self._losers.get(column)
        if match:
            confidence = round(match.confidence, 3)
            return Proposal(column, header, match.target.key, confidence, match.reason, match.slot)
        if lost:
            rival = self._headers[self._holders[(lost.target.key, lost.slot)]]
            return Proposal(column, header, reason=Reason.TAKEN, slot=lost.slot, rival=rival)
        return Proposal(column, header)


def _matches(look: Look, targets: Sequence[Target], known: Mapping[str, str]) -> Iterator[Match]:
    word = plain(look.header)
    agreed = {kind: agreement(kind, look.cells) for kind in {target.kind for target in targets}}
    telling = TELLING
    if NAMELESS.fullmatch(look.header):
        alone = {kind for kind in TELLING_ALONE if sum(t.kind is kind for t in targets) == 1}
        telling = TELLING | alone
    stem, slot = _slot(look.header)
    for target in targets:
        if known.get(word) == target.key:
            yield Match(1.0, look.column, target, slot if target.repeats else 1, Reason.REMEMBERED)
            continue
        confidence, reason = _by_name(word, target)
        number = 1
        if confidence < 0.9 and stem != word and (target.repeats or slot == 1):
            other, other_reason = _by_name(stem, target)
            if other > confidence:
                confidence, reason, number = other - 0.01, other_reason, slot
        if confidence:
            confidence = _confirmed(confidence, target.kind, agreed[target.kind])
        elif target.kind in telling and (agreed[target.kind] or 0) > ENOUGH_AGREEMENT:
            confidence, reason = CONTENT_CONFIDENCE * agreed[target.kind], Reason.CONTENT
        if confidence >= LEAST_CONFIDENCE:
            yield Match(confidence, look.column, target, number, reason)


def _confirmed(confidence: float, kind: Kind, agreed: float | None) -> float:
    """A name that the cells confirm or contradict."""
    if agreed is None:
        return confidence
    if agreed < DOUBTFUL_CONTENT:
        return confidence * 0.6
    return min(0.99, confidence + (0.06 if kind in TELLING else 0.02))


def _by_name(word: str, target: Target) -> tuple[float, Reason]:
    if not word:
        return 0.0, Reason.UNKNOWN
    if word == plain(target.label):
        return 0.98, Reason.SAME
    words = [plain(synonym) for synonym in target.synonyms]
    if word in words:
        likely = 0.95 - 0.15 * words.index(word) / len(words)
        return min(0.96, likely + NEEDED_BONUS * target.needed), Reason.SYNONYM
    if word.isascii() and word.isalpha():
        found = _by_pinyin(word, (target.label, *target.synonyms))
        if found:
            return found, Reason.PINYIN
    return _by_part(word, [plain(target.label), *words]), Reason.SIMILAR


def _by_pinyin(word: str, names: Sequence[str]) -> float:
    """khmc or kehumingcheng for 客户名称; two letters alone prove little."""
    from maizi.kit.sheets.spelling import pinyin_of

    for name in names:
        full, initials = pinyin_of(plain(name))
        if full and word == full:
            return 0.85
        if initials and word == initials:
            return 0.7 if len(initials) > 2 else 0.42
    return 0.0


def _by_part(word: str, names: Sequence[str]) -> float:
    """A long header that contains a known word: 主要联系手机. Columns of keys are no such thing."""
    if word.isascii() and word.endswith("id"):
        return 0.0
    best = 0.0
    for name in names:
        is_long_enough = len(name) >= (4 if name.isascii() else 2)
        if is_long_enough and name in word and name not in GENERIC:
            best = max(best, 0.4 + 0.35 * len(name) / len(word))
    return best


def _slot(header: str) -> tuple[str, int]:
    """联系人2姓名 is 联系人姓名 of slot 2; a header without a number is of slot 1."""
    text = unicodedata.normalize("NFKC", header)
    found = SLOT.search(text)
    if not found:
        return plain(text), 1
    digits = found[1] or str(HANZI_DIGITS.index(found[2] or found[3]) + 1)
    slot = int(digits)
    if not 1 <= slot <= MOST_SLOTS:
        return plain(text), 1
    return plain(text[: found.start()] + text[found.end() :]), slot
