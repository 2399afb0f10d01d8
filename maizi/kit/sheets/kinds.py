"""What a column holds, and what becomes of one of its cells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_, Said, identity


class Kind(Term):
    """Kinds of values a sheet can carry."""

    TEXT = "text", N_("文字")
    MOBILE = "mobile", N_("手机号")
    PHONE = "phone", N_("电话")
    EMAIL = "email", N_("邮箱")
    USC_CODE = "usc_code", N_("统一社会信用代码")
    RESIDENT_ID = "resident_id", N_("身份证号")
    DATE = "date", N_("日期")
    MOMENT = "moment", N_("时间")
    MONEY = "money", N_("金额")
    INTEGER = "integer", N_("整数")
    DECIMAL = "decimal", N_("小数")
    CHOICE = "choice", N_("选项")
    CHOICES = "choices", N_("多个选项")
    YES_NO = "yes_no", N_("是或否")


@dataclass(frozen=True, slots=True)
class Column:
    """How the cells of one column are read.

    label       as the sheet shows it; every sentence names it
    longest     characters of a text, 0 for no limit
    choices     any accepted spelling → what is stored, for CHOICE and CHOICES
    date_order  "mdy" or "dmy" for dates such as 3/4/2024; see dates.guess_order
    scale       what amounts are counted in, 10000 for 万元; see amounts.scale_of
    today       for what may not be in the future
    """

    label: str
    kind: Kind = Kind.TEXT
    needed: bool = False
    longest: int = 0
    choices: Mapping[str, object] = field(default_factory=dict)
    date_order: str = ""
    scale: int = 1
    today: date | None = None


class Cell(NamedTuple):
    """A typed value; with a problem the row cannot be taken, with a warning it can."""

    value: object
    problem: Said | None = None
    warning: Said | None = None


class Named(Said):
    """A sentence about a cell that begins with its column; both parts are translated."""

    __slots__ = ("column", "why")

    column: str
    why: Said

    def text(self, translate: Callable[[str], str] = identity) -> str:
        """The sentence in the language of `translate`."""
        why = self.why.text(translate)
        return translate(NAMED).format(column=self.column, why=why)


NAMED = N_("“{column}”：{why}")


def named(column: str, why: Said) -> Named:
    """“手机”：手机号应为 11 位……"""
    said = Named(NAMED.format(column=column, why=why))
    said.message, said.params = NAMED, {"column": column, "why": str(why)}
    said.column, said.why = column, why
    return said
