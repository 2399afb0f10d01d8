"""What a parameter is, and which values it takes (§O)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms import Basis, Section, Sort

Single = Decimal | int | str | bool
Value = Single | tuple[Single, ...]

SCALES = {Sort.PERCENT: Decimal(100), Sort.WAN: Decimal("0.0001")}
LONGEST_TYPED = 40
YES, NO = ("是", "true", "yes", "1", "on"), ("否", "false", "no", "0", "off")


@dataclass(frozen=True)
class Parameter:
    """One number of the specification that a company may set its own way.

    code         as in §O: ka.change.hq_days
    default      int, Decimal, str or bool by its sort; a tuple when there are `parts`
    parts        Chinese names of the numbers of a tuple; empty for a single value
    unit         word after the number: 天, 分钟; money and percent need none
    source       where the default or the blank stands: S003§11.4
    rule         id of the rule that reads it: D-10
    least, most  bounds of every number, in what is kept (0.75 for 75 %)
    choices      value -> Chinese label, for the sort "choice"
    check        raises Refused for values that contradict each other
    is_fixed     the law or the company's rules leave no choice: shown, never changed
    """

    code: str
    label: str
    section: Section
    sort: Sort
    default: Value
    unit: str = ""
    source: str = ""
    rule: str = ""
    basis: Basis = Basis.DEFAULT
    note: str = ""
    is_per_unit: bool = False
    is_fixed: bool = False
    least: Decimal | int | None = None
    most: Decimal | int | None = None
    parts: tuple[str, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)
    check: Callable[[Value], None] | None = None

    def __post_init__(self):
        if self.parts and len(self.parts) != len(self.default):
            raise ValueError(f"{self.code} names {len(self.parts)} parts of {len(self.default)}")


def read_value(parameter: Parameter, given: list[str]) -> Value:
    """The value that people typed, one text per part. Raises Refused with the field's name.

    The fields are called `value` or `value_0`, `value_1` …
    """
    if not parameter.parts:
        found = _read(parameter, given[0] if given else "", "value")
    else:
        texts = [*given, *[""] * len(parameter.parts)][: len(parameter.parts)]
        found = tuple(_read(parameter, text, f"value_{place}") for place, text in enumerate(texts))
    if parameter.check:
        parameter.check(found)
    return found


def kept(value: Value) -> object:
    """A value as JSON keeps it exactly: decimals as text."""
    if isinstance(value, tuple):
        return [kept(one) for one in value]
    return str(value) if isinstance(value, Decimal) else value


def value_from(parameter: Parameter, stored: object) -> Value:
    """The value that JSON kept."""
    if parameter.parts:
        return tuple(_single_from(parameter.sort, one) for one in stored)
    return _single_from(parameter.sort, stored)


def typed(parameter: Parameter, value: Value) -> list[str]:
    """A value as people type it, one text per part."""
    values = value if isinstance(value, tuple) else (value,)
    return [_typed(parameter.sort, one) for one in values]


def shown(
    parameter: Parameter, value: Value, translate: Callable[[str], str] = lambda text: text
) -> str:
    """A value as people read it: 75 %, 500 万元, 优 85 / 良 70 / 一般 60."""
    after = _unit_of(parameter)
    unit = f" {translate(after)}" if after else ""
    texts = [_shown(parameter, text, translate) for text in typed(parameter, value)]
    if not parameter.parts:
        return f"{texts[0]}{unit}"
    lines = (f"{translate(name)} {text}" for name, text in zip(parameter.parts, texts, strict=True))
    return " / ".join(lines) + (f"（{translate(after)}）" if after else "")


def _unit_of(parameter: Parameter) -> str:
    of_sort = {Sort.PERCENT: "%", Sort.WAN: N_("万元"), Sort.MONEY: N_("元")}
    return of_sort.get(parameter.sort, parameter.unit)


def _shown(parameter: Parameter, text: str, translate: Callable[[str], str]) -> str:
    if parameter.sort == Sort.CHOICE:
        return translate(parameter.choices[text])
    if parameter.sort == Sort.YES_NO:
        return translate(N_("是") if text == "yes" else N_("否"))
    return text


def _typed(sort: Sort, value: Single) -> str:
    if sort == Sort.YES_NO:
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        scaled = (value * SCALES.get(sort, 1)).normalize()
        return f"{scaled:f}"
    return str(value)


def _single_from(sort: Sort, stored: object) -> Single:
    if sort in (Sort.DECIMAL, Sort.PERCENT, Sort.MONEY, Sort.WAN):
        return Decimal(stored)
    return stored


def _read(parameter: Parameter, text: str, place: str) -> Single:
    text = text.strip()
    if not text:
        raise Refused(N_("请填写这一项。"), field=place)
    if parameter.sort == Sort.CHOICE:
        if text not in parameter.choices:
            raise Refused(N_("请从列出的选项中选择。"), field=place)
        return text
    if parameter.sort == Sort.YES_NO:
        if text.lower() not in YES + NO:
            raise Refused(N_("请选“是”或“否”。"), field=place)
        return text.lower() in YES
    number = _number(parameter, text, place)
    _check_bounds(parameter, number, place)
    return int(number) if parameter.sort == Sort.INTEGER else number


def _number(parameter: Parameter, text: str, place: str) -> Decimal:
    plain = text.replace(",", "").replace("，", "").removesuffix("%").strip()
    try:
        number = Decimal(plain) if len(plain) <= LONGEST_TYPED else Decimal("NaN")
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number.adjusted()) > 15:
        raise Refused(N_("这里要填数字，“{text}”看不懂。"), text=text[:LONGEST_TYPED], field=place)
    number /= SCALES.get(parameter.sort, 1)
    if parameter.sort == Sort.INTEGER and number != number.to_integral_value():
        raise Refused(N_("这里要填整数。"), field=place)
    if parameter.sort in (Sort.MONEY, Sort.WAN) and number != round(number, 2):
        raise Refused(N_("金额最多精确到分。"), field=place)
    return number


def _check_bounds(parameter: Parameter, number: Decimal, place: str) -> None:
    if parameter.least is not None and number < parameter.least:
        least = _typed(parameter.sort, Decimal(parameter.least))
        raise Refused(N_("不能小于 {least}。"), least=least, field=place)
    if parameter.most is not None and number > parameter.most:
        most = _typed(parameter.sort, Decimal(parameter.most))
        raise Refused(N_("不能大于 {most}。"), most=most, field=place)
