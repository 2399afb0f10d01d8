"""How a document number reads (0.6 编号)."""

import re
from dataclasses import dataclass
from datetime import date

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms import Period

PREFIX = re.compile(r"[A-Za-z\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff-]*")
LONGEST_PREFIX, NARROWEST, WIDEST = 8, 3, 9
LONGEST_NUMBER = 20  # what the columns of the documents hold
PERIODS = {Period.NONE: "", Period.YEAR: "%Y", Period.MONTH: "%Y%m", Period.DAY: "%Y%m%d"}


@dataclass(frozen=True)
class NumberShape:
    """What the numbers of one kind of document look like.

    prefix      letters before the period
    width       digits of the sequence, filled with zeros
    is_gapless  a number is given back when its document is not made after all
    """

    prefix: str
    period: Period = Period.MONTH
    width: int = 6
    is_gapless: bool = False


@dataclass(frozen=True)
class NumberKind:
    """A kind of document that gets numbers, declared by the app that owns it.

    code             never changes: "customer"
    must_be_gapless  the law wants no gaps: the company can't choose otherwise
    """

    code: str
    label: str
    shape: NumberShape
    must_be_gapless: bool = False


def period_text(period: Period, on: date) -> str:
    """The part of a number that says when: 202611."""
    return on.strftime(PERIODS[Period(period)]) if period != Period.NONE else ""


def number_text(shape: NumberShape, on: date, sequence: int) -> str:
    """C202611-000001."""
    return f"{shape.prefix}{period_text(shape.period, on)}-{sequence:0{shape.width}d}"


def check_shape(kind: NumberKind, shape: NumberShape) -> None:
    """Raise Refused, with the field, for a shape that could repeat or confuse numbers."""
    if not PREFIX.fullmatch(shape.prefix) or len(shape.prefix) > LONGEST_PREFIX:
        raise Refused(
            N_("前缀要以字母或汉字开头，只用字母、数字、汉字和连字符，最多 {most} 个字。"),
            most=LONGEST_PREFIX, field="prefix",
        )  # fmt: skip
    if shape.prefix[-1].isdigit():
        raise Refused(N_("前缀不能以数字结尾，否则会和后面的年月连在一起。"), field="prefix")
    if not NARROWEST <= shape.width <= WIDEST:
        raise Refused(
            N_("位数请在 {least} 到 {most} 之间。"), least=NARROWEST, most=WIDEST, field="width"
        )
    longest = number_text(shape, date(2026, 12, 31), 10**shape.width - 1)
    if len(longest) > LONGEST_NUMBER:
        raise Refused(
            N_("编号会长到 {length} 个字，最多 {most} 个。请缩短前缀或减少位数。"),
            length=len(longest), most=LONGEST_NUMBER, field="prefix",
        )  # fmt: skip
    if kind.must_be_gapless and not shape.is_gapless:
        raise Refused(N_("这类单据依规定必须连号，不能取消。"), field="is_gapless")
