"""The name of a company taken apart: where, who, what, which branch (A-12)."""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from maizi.kernel.pinyin import readings, tables

BRACKETS = re.compile(r"[(\[【〔<]([^)\]】〕>]*)[)\]】〕>]")
NOT_WORD = re.compile(r"[\W_]+")
FORMS = (
    "股份有限公司", "有限责任公司", "有限公司", "集团公司", "总公司", "公司", "集团", "控股",
    "股份", "有限",
)  # fmt: skip
LATIN_FORMS = re.compile(
    r"[\s,.]*\b(co|ltd|inc|llc|limited|company|corp|corporation|gmbh|group)\b\.?[\s,.]*$"
)
SAID_BESIDE = frozenset(
    "中国 集团 股份 有限合伙 普通合伙 特殊普通合伙 个体工商户 个人独资 总部 总公司".split()
)
BRANCH = re.compile(
    r"(第[一二三四五六七八九十\d]+)?(分公司|分店|分厂|办事处|营业部|营业厅|分行|支行|代表处|门市部)$"
)
AFTER_FORM = re.compile(r"^(.*(?:公司|集团|银行|酒店|超市|厂))(.*)$")
PEOPLE = re.compile(r"(?:[\u4e00-\u9fff]{1,3}?族)+自治[州县]$|自治[区州县]$|蒙古自治州$")
PROVINCE_ENDS = ("特别行政区", "壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市")
CITY_ENDS = ("地区", "市", "盟", "林区")
LEAST_LEFT = 2
LEAST_LEFT_BARE = 3  # of 华联控股 and 华联股份, two listed companies, the form is half the name
MOST_PLACES = 3
INSIDE_FROM, INSIDE_TO = 2, 4  # where a place stands inside: 华宁上海科技

Place = tuple[str, str, str]  # province, city, district; "" where the name does not say
NOWHERE: Place = ("", "", "")


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart.

    whole   everything that tells it apart, as one text
    core    without place, form of company and branch: 华宁机电设备
    branch  of which branch, "" for the company itself
    sounds  the core as it is typed, a syllable or letter each
    """

    whole: str
    place: Place
    core: str
    branch: str
    sounds: tuple[str, ...]


@lru_cache(maxsize=100_000)
def taken_apart(name: str) -> Name:
    """The parts of a company's name (A-12); kept, because the same names come again and again."""
    text = unicodedata.normalize("NFKC", name).casefold().translate(tables().folds)
    if text.isascii():
        return _latin(text)
    text, place = _out_of_brackets(text)
    text = NOT_WORD.sub("", text)
    text, branch = _without_branch(text)
    text = _without_form(text)
    if text.startswith("中国") and len(text) > 4:
        text = text[2:]
    core, stated = _without_place(text)
    place = _joined(stated, place)
    core = _without_form(core)
    whole = "".join(part for part in place if part) + core + (f"@{branch}" if branch else "")
    return Name(whole, place, core, branch, sounds_of(core))


@lru_cache(maxsize=20_000)
def person_apart(name: str) -> Name:
    """A person's name: no places, no forms; words of a foreign one in any order."""
    text = unicodedata.normalize("NFKC", name).casefold().translate(tables().folds)
    if text.isascii():
        words = sorted(NOT_WORD.sub(" ", text).split())
        return Name(" ".join(words), NOWHERE, " ".join(words), "", tuple(words))
    text = NOT_WORD.sub("", text)
    heard = readings(text, is_person=True)
    sounds = tuple(s[0] if s else c for s, c in zip(heard, text, strict=True))
    return Name(text, NOWHERE, text, "", sounds)


@lru_cache(maxsize=50_000)
def sounds_of(text: str) -> tuple[str, ...]:
    """Each character's usual reading; what has none stands for itself."""
    heard = readings(text)
    return tuple(s[0] if s else c for s, c in zip(heard, text, strict=True))


def places_apart(one: Place, other: Place) -> bool:
    """Whether two places cannot be the same: both name a province, city or district, another."""
    return any(a and b and a != b for a, b in zip(one, other, strict=True))


def _latin(text: str) -> Name:
    while (shorter := LATIN_FORMS.sub("", text)) != text and shorter.strip():
        text = shorter
    words = NOT_WORD.sub(" ", text).split()
    core = " ".join(words)
    return Name(core, NOWHERE, core, "", tuple(words))


def _out_of_brackets(text: str) -> tuple[str, Place]:
    """What stands in brackets is a place, a word about the form, or part of the name."""
    place = NOWHERE

    def put(found: re.Match) -> str:
        nonlocal place
        inside = NOT_WORD.sub("", found[1])
        if inside in SAID_BESIDE:
            return ""
        if at := _places().get(inside):
            place = _joined(place, at)
            return ""
        return inside

    return BRACKETS.sub(put, text), place


def _without_branch(text: str) -> tuple[str, str]:
    found = BRANCH.search(text)
    if found is None:
        return text, ""
    head, kind = text[: found.start()], (found[1] or "") + found[2]
    if parts := AFTER_FORM.match(head):
        return parts[1], _short(parts[2]) + kind
    for length in range(min(8, len(head) - LEAST_LEFT), 1, -1):
        if at := _places().get(head[-length:]):
            return head[:-length], (at[2] or at[1] or at[0]) + kind
    return head, kind


def _short(place: str) -> str:
    """A branch's place, however its city is written: 上海市 and 上海 are one."""
    at = _places().get(place)
    return (at[2] or at[1] or at[0]) if at else place


def _without_form(text: str) -> str:
    is_shorter = True
    while is_shorter:
        is_shorter = False
        for form in FORMS:
            least = LEAST_LEFT_BARE if form in ("控股", "股份") else LEAST_LEFT
            if text.endswith(form) and len(text) - len(form) >= least:
                text, is_shorter = text[: -len(form)], True
                break
    return text


def _without_place(text: str) -> tuple[str, Place]:
    found = NOWHERE
    for _ in range(MOST_PLACES):
        length, at = _place_in_front(text)
        if not length or places_apart(found, at):
            break
        text, found = text[length:], _joined(found, at)
    if found == NOWHERE:
        text, found = _place_inside(text)
    return text, found


def _place_in_front(text: str) -> tuple[int, Place]:
    for length in range(min(11, len(text) - LEAST_LEFT), 1, -1):
        if at := _places().get(text[:length]):
            return length, at
    return 0, NOWHERE


def _place_inside(text: str) -> tuple[str, Place]:
    for start in range(INSIDE_FROM, min(INSIDE_TO, len(text) - 3) + 1):
        at = _places().get(text[start : start + 2])
        if at and not at[2] and len(text) - start - 2 >= LEAST_LEFT:
            return text[:start] + text[start + 2 :], at
    return text, NOWHERE


def _joined(one: Place, other: Place) -> Place:
    if places_apart(one, other):
        return one
    return tuple(a or b for a, b in zip(one, other, strict=True))


@cache
def _places() -> dict[str, Place]:
    """Names of provinces and cities, long and short, and of districts, long, with their place."""
    tree = json.loads(files("maizi.customers").joinpath("divisions.json").read_text("utf-8"))
    found: dict[str, Place] = {}
    for province, cities in tree.items():
        short = _cut(province, PROVINCE_ENDS)
        found[province] = found[short] = (short, "", "")
        for city, districts in cities.items():
            for spelling, at in _within(short, city, districts):
                found.setdefault(spelling, at)
    return found


def _within(province: str, city: str, districts: list[str]) -> Iterator[tuple[str, Place]]:
    """The spellings of a city and its districts."""
    place = _cut(PEOPLE.sub("", city), CITY_ENDS)
    at = (province, "" if place == province else place, "")
    yield from ((spelling, at) for spelling in (city, place) if len(spelling) > 1)
    yield from ((one, (*at[:2], one)) for one in districts if len(one) > LEAST_LEFT)


def _cut(text: str, ends: tuple[str, ...]) -> str:
    for end in ends:
        if text.endswith(end) and len(text) - len(end) > 1:
            return text[: -len(end)]
    return text
