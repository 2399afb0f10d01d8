"""What an answer in a profile may be, how it is kept, and how people read it (A-2, A-3)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from maizi.kernel.errors import Refused
from maizi.kernel.lunar import LunarDay
from maizi.kernel.partial_dates import PartialDate, read_date, stored_date
from maizi.kernel.texts import N_

from ..terms import Attribute, AttributeSort, Channel, LawfulBasis, PartyType

LONGEST = {AttributeSort.TEXT: 200, AttributeSort.LONG_TEXT: 2000}
LONGEST_MORE = 100
MOST_YUAN = Decimal(10) ** 14
CENT, SHARE = Decimal("0.01"), Decimal("0.0001")
MORE = ";"  # between the ticked choices and what was added in words
UNLAWFUL = frozenset((Channel.COMPETITOR, Channel.INTERNET))


def kept_answer(attribute: Attribute, given: Sequence[str], *, today: date) -> str:
    """An answer as it is stored; empty for none. `given` is what a form sent for it.

    Choices are their codes with commas, further words after a semicolon; a share is a fraction;
    a date is a partial one. Raises Refused at the attribute's own field.
    """
    texts = [text.strip() for text in given if text.strip()]
    if not texts:
        return ""
    try:
        return _KEPT.get(attribute.sort, _kept_text)(attribute, texts, today)
    except Refused as refusal:
        refusal.field = attribute.code
        raise


def _kept_text(attribute: Attribute, texts: Sequence[str], today: date) -> str:
    text = texts[0]
    longest = LONGEST.get(attribute.sort, LONGEST[AttributeSort.TEXT])
    if len(text) > longest:
        raise Refused(N_("最多 {longest} 个字，请写得短一些。"), longest=longest)
    return text if attribute.sort == AttributeSort.LONG_TEXT else " ".join(text.split())


def _kept_choice(attribute: Attribute, texts: Sequence[str], today: date) -> str:
    if texts[0] not in set(attribute.choices):
        raise Refused(N_("请从列出的选项里选择。"))
    return texts[0]


def _kept_choices(attribute: Attribute, texts: Sequence[str], today: date) -> str:
    ticked = [term.value for term in attribute.choices if term.value in texts]
    words = [text for text in texts if text not in set(attribute.choices)]
    more = " ".join(" ".join(words).replace(MORE, " ").split())
    if len(more) > LONGEST_MORE:
        raise Refused(N_("最多 {longest} 个字，请写得短一些。"), longest=LONGEST_MORE)
    return ",".join(ticked) + (MORE + more if more else "")


def _kept_day(attribute: Attribute, texts: Sequence[str], today: date) -> str:
    found = read_date(texts[0])
    if found is None:
        raise Refused(N_("看不懂这个日期。请写成 1985-03-12、1985-03、1985 或 3-12。"))
    if found.is_lunar and attribute.sort != AttributeSort.BIRTHDAY:
        raise Refused(N_("这里请写公历日期。"))
    if attribute.sort == AttributeSort.DAY and not found.year:
        raise Refused(N_("请至少写明年份。"))
    if found.year and (found.year > today.year or found.is_whole and found.whole > today):
        raise Refused(N_("这个日期还没有到，请核对。"))
    return str(found)


def _kept_amount(attribute: Attribute, texts: Sequence[str], today: date) -> str:
    number = _number(texts[0])
    if not 0 <= number < MOST_YUAN:
        raise Refused(N_("金额应在 0 到 100 万亿元之间，请核对。"))
    return str(number.quantize(CENT))


def _kept_ratio(attribute: Attribute, texts: Sequence[str], today: date) -> str:
    number = _number(texts[0].rstrip("%％ "))
    if not 0 <= number <= 100:
        raise Refused(N_("百分比应在 0 到 100 之间。"))
    return str((number / 100).quantize(SHARE))


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text.replace(",", "").replace("，", "").removesuffix("元").strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise Refused(N_("请填写数字。"))
    return number


_KEPT = {
    AttributeSort.CHOICE: _kept_choice,
    AttributeSort.CHOICES: _kept_choices,
    AttributeSort.DAY: _kept_day,
    AttributeSort.BIRTHDAY: _kept_day,
    AttributeSort.AMOUNT: _kept_amount,
    AttributeSort.RATIO: _kept_ratio,
}


def ticked_and_more(text: str) -> tuple[list[str], str]:
    """The codes that are ticked, and the words beside them."""
    codes, _, more = text.partition(MORE)
    return [code for code in codes.split(",") if code], more


def answer_in_words(attribute: Attribute, text: str, comma: str = "、") -> str:
    """A stored answer as people read it, in their language; a code nobody knows as it is."""
    if not text:
        return ""
    if attribute.sort == AttributeSort.CHOICE:
        return _label(attribute, text)
    if attribute.sort == AttributeSort.CHOICES:
        codes, more = ticked_and_more(text)
        return comma.join([*(_label(attribute, code) for code in codes), *([more] if more else [])])
    if attribute.sort == AttributeSort.AMOUNT:
        return f"¥{Decimal(text):,.2f}"
    if attribute.sort == AttributeSort.RATIO:
        return f"{Decimal(text) * 100:.2f}%"
    if attribute.sort in (AttributeSort.DAY, AttributeSort.BIRTHDAY):
        return date_in_words(stored_date(text))
    return text


def answer_to_edit(attribute: Attribute, text: str) -> str:
    """A stored answer as it stands in the form."""
    if not text:
        return ""
    if attribute.sort == AttributeSort.RATIO:
        return f"{(Decimal(text) * 100).normalize():f}"
    if attribute.sort in (AttributeSort.DAY, AttributeSort.BIRTHDAY):
        return date_in_words(stored_date(text))
    return text


def date_in_words(found: PartialDate) -> str:
    """1985-03-12, 1985-03, 3-12; 农历1985年闰四月初三. What `read_date` reads again."""
    if not found.is_lunar:
        return str(found).removeprefix("--").removeprefix("0") if not found.year else str(found)
    year = f"{found.year}年" if found.year else ""
    if not found.month:
        return f"农历{year}"
    words = str(LunarDay(found.month, found.day or 1, found.is_leap))
    return f"农历{year}{words if found.day else words.removesuffix('初一')}"


def _label(attribute: Attribute, code: str) -> str:
    known = {term.value: term for term in attribute.choices}
    return str(known[code].label) if code in known else code


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where answers come from: how, from whom exactly, when, on what legal ground (A-10)."""

    channel: str = ""
    source_detail: str = ""
    collected_on: date | None = None
    basis: str = ""
    is_verified: bool = False


def require_lawful(party_type: str, provenance: Provenance) -> None:
    """Personal information from a competitor or collected on the net needs its ground (A-13)."""
    if party_type != PartyType.INDIVIDUAL or provenance.channel not in UNLAWFUL:
        return
    if provenance.basis in ("", LawfulBasis.NOT_PERSONAL):
        raise Refused(
            N_("从竞争对手或网上得来的个人信息，须写明合法依据才能保存。"), field="from_basis"
        )


def emptiest(state: Iterable[tuple[Attribute, int, bool]], count: int) -> list[Attribute]:
    """What to ask next: the weightiest attributes without an answer, in catalogue order (A-34)."""
    empty = [attribute for attribute, need, is_filled in state if not is_filled and need]
    return sorted(empty, key=lambda attribute: -attribute.need)[:count]


def completeness(state: Iterable[tuple[Attribute, int, bool]]) -> Decimal | None:
    """Σ w·filled / Σ w, to four places; None when nothing is asked (A-40)."""
    pairs = [(need, is_filled) for _, need, is_filled in state]
    total = sum(need for need, _ in pairs)
    if not total:
        return None
    return (Decimal(sum(need for need, is_filled in pairs if is_filled)) / total).quantize(SHARE)


def column_for(attribute: Attribute, held: Mapping) -> str | None:
    """The one column of a record that an answer is written to; None when it has a row of its own
    or is spread over several columns."""
    if attribute.code in attribute.columns and attribute.code in held:
        return attribute.code
    own = [name for name in attribute.columns if name in held]
    return own[0] if len(attribute.columns) == 1 and own else None
