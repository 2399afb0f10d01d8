"""From the text of a cell to a typed value, or to a sentence that names the column."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from maizi.kernel import identifiers, money
from maizi.kernel.identifiers import Checked, Status
from maizi.kernel.texts import N_, Said, say
from maizi.kit.sheets.amounts import has_unit, read_integer, read_number
from maizi.kit.sheets.dates import Doubt, read_date
from maizi.kit.sheets.kinds import Cell, Column, Kind, named
from maizi.kit.sheets.options import choice_reader, choices_reader, read_yes_no

ERRORS = frozenset(
    ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!",
     "#GETTING_DATA", "#####")
)  # fmt: skip
LOST_DIGITS = re.compile(r"(\d)(?:\.(\d+))?E\+(\d{1,2})", re.IGNORECASE)
FEWEST_LOST = 9
PLAIN_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
SEVERAL = re.compile(r"\s*[;；、,，/|\n]\s*")
DIGITS_NEEDED = 7

EMPTY_TEXT = Cell("")
EMPTY = Cell(None)

Reader = Callable[[str], Cell]
Verdict = tuple[object, Said | None, Said | None]

DOUBTS = {
    Doubt.SERIAL: N_("“{text}”是 Excel 的日期序号，已读作 {found}，请核对。"),
    Doubt.MONTH_ONLY: N_("“{text}”没有日，已读作 {found}。"),
    Doubt.YEAR_ONLY: N_("“{text}”只有年，已读作 {found}。"),
    Doubt.SHORT_YEAR: N_("“{text}”的年份只有两位，已读作 {found}，请核对。"),
}
NO_DATES = {
    Doubt.NO_YEAR: N_("“{text}”没有年份，请写成 2024-03-05 的样子。"),
    Doubt.WHICH_MONTH: N_("“{text}”分不清哪个是月、哪个是日，请写成 2024-03-05 的样子。"),
    Doubt.IMPOSSIBLE: N_("“{text}”这一天不存在，请核对。"),
    Doubt.UNREADABLE: N_("“{text}”不是日期，请写成 2024-03-05 的样子。"),
}


def row_reader(columns: Sequence[Column]) -> Callable[[Sequence[str]], list[Cell]]:
    """Reads the cells of a row, one column each, in their order."""
    readers = [cell_reader(column) for column in columns]

    def read_row(texts: Sequence[str]) -> list[Cell]:
        return [read(text) for read, text in zip(readers, texts, strict=True)]

    return read_row


def cell_reader(column: Column) -> Reader:
    """Reads one cell of this column; an empty one is "" for text and None for all else."""
    empty = EMPTY_TEXT if column.kind in TEXTUAL else EMPTY
    if column.needed:
        missing = say(N_("不能为空，请填写。"))
        empty = Cell(empty.value, named(column.label, missing))
    if column.kind is Kind.TEXT:
        return _text_reader(column, empty)
    judge = JUDGES[column.kind](column)

    def read(text: str) -> Cell:
        if not text:
            return empty
        if spoiled := _spoiled(text):
            return Cell(None, named(column.label, spoiled))
        value, problem, warning = judge(text)
        if problem is None and warning is None:
            return empty if value is None else Cell(value)
        return Cell(
            value,
            named(column.label, problem) if problem else None,
            named(column.label, warning) if warning else None,
        )

    return read


def _text_reader(column: Column, empty: Cell) -> Reader:
    longest = column.longest or 1 << 30

    def read(text: str) -> Cell:
        if not text:
            return empty
        if text[0] == "#" or "E+" in text or "\ufffd" in text or len(text) > longest:
            problem = _spoiled(text) or _lost(text) or _too_long(text, longest)
            if problem:
                return Cell(text, named(column.label, problem))
        return Cell(text)

    return read


def _spoiled(text: str) -> Said | None:
    if text[0] == "#" and (text.upper() in ERRORS or not text.strip("#")):
        return say(N_("单元格里是错误值 {text}，请改成正确的内容。"), text=text[:20])
    if "\ufffd" in text:
        return say(N_("有无法识别的字符（�），请检查文件编码或重新填写。"))
    return None


def _lost(text: str) -> Said | None:
    short = LOST_DIGITS.fullmatch(text)
    if not short or int(short[3]) < FEWEST_LOST or len(short[2] or "") >= int(short[3]):
        return None
    return say(identifiers.DIGITS_LOST, text=text)


def _too_long(text: str, longest: int) -> Said | None:
    if len(text) <= longest:
        return None
    return say(N_("最多 {longest} 个字，现在有 {count} 个字，请缩短。"), longest=longest,
               count=len(text))  # fmt: skip


def _checked(check: Callable[[str], Checked]) -> Callable[[str], Verdict]:
    def judge(text: str) -> Verdict:
        found = check(text)
        if found.status is Status.OK:
            return found.value, None, None
        said = found.message if isinstance(found.message, Said) else say(found.message)
        if found.status is Status.WARNING:
            return found.value, None, said
        return None, said, None

    return judge


def _judge_mobile(_: Column) -> Callable[[str], Verdict]:
    judge_one = _checked(identifiers.mobile)

    def judge(text: str) -> Verdict:
        if PLAIN_MOBILE.fullmatch(text):
            return text, None, None
        return _foreign_number(text) or _first_of_several(text, judge_one)

    return judge


def _judge_phone(_: Column) -> Callable[[str], Verdict]:
    judge_one = _checked(identifiers.phone)

    def judge(text: str) -> Verdict:
        if PLAIN_MOBILE.fullmatch(text):
            return text, None, None
        value, problem, warning = _first_of_several(text, judge_one)
        if problem is None:
            return value, problem, warning
        return _foreign_number(text) or (value, problem, warning)

    return judge


def _foreign_number(text: str) -> Verdict | None:
    """A number of another country, kept as written: +1 905-555-1234."""
    if not text.startswith(("+", "00")) or text.startswith(("+86", "0086")):
        return None
    if sum(map(str.isdecimal, text)) < DIGITS_NEEDED or SEVERAL.search(text):
        return None
    return text, None, say(N_("“{text}”不是国内号码，按原样保存。"), text=text)


def _first_of_several(text: str, judge: Callable[[str], Verdict]) -> Verdict:
    """The first of several in one cell, with a warning that names the others."""
    verdict = judge(text)
    if verdict[1] is None:
        return verdict
    first, *others = SEVERAL.split(text.strip(" ;；、,，/|"))
    if not others:
        return verdict
    value, problem, warning = judge(first)
    if problem is None:
        warning = say(N_("一格里有几个，只取第一个；其余没有导入：{others}。"),
                      others=others)  # fmt: skip
    return value, problem, warning


def _judge_email(_: Column) -> Callable[[str], Verdict]:
    judge_one = _checked(identifiers.email)
    return lambda text: _first_of_several(text, judge_one)


def _judge_resident_id(column: Column) -> Callable[[str], Verdict]:
    today = column.today or date.max
    return _checked(lambda text: identifiers.resident_id(text, today=today))


def _judge_date(column: Column) -> Callable[[str], Verdict]:
    judge_moment = _judge_moment(column)

    def judge(text: str) -> Verdict:
        value, problem, warning = judge_moment(text)
        return value.date() if value else None, problem, warning

    return judge


def _judge_moment(column: Column) -> Callable[[str], Verdict]:
    def judge(text: str) -> Verdict:
        moment, doubt = read_date(text, column.date_order)
        if not doubt:
            return moment, None, None
        if moment is None:
            return None, say(NO_DATES[doubt], text=text[:30]), None
        found = moment.date() if moment.time() == moment.min.time() else moment
        return moment, None, say(DOUBTS[doubt], text=text, found=str(found))

    return judge


def _judge_money(column: Column) -> Callable[[str], Verdict]:
    def judge(text: str) -> Verdict:
        number = None if text.endswith(("%", "％")) else read_number(text)
        if number is None:
            return None, say(N_("“{text}”不是金额，请写成 1234.50 的样子。"), text=text[:30]), None
        if column.scale != 1 and not has_unit(text):
            number *= column.scale
        rounded = money.yuan(number)
        if rounded != number:
            return rounded, None, say(N_("“{text}”已四舍五入到分：{found}。"), text=text[:30],
                                      found=money.show_yuan(rounded))  # fmt: skip
        return rounded, None, None

    return judge


def _judge_decimal(_: Column) -> Callable[[str], Verdict]:
    def judge(text: str) -> Verdict:
        number = read_number(text)
        if number is None:
            return None, say(N_("“{text}”不是数字。"), text=text[:30]), None
        return number, None, None

    return judge


def _judge_integer(_: Column) -> Callable[[str], Verdict]:
    def judge(text: str) -> Verdict:
        number = read_integer(text)
        if number is None:
            return None, say(N_("“{text}”不是整数。"), text=text[:30]), None
        return number, None, None

    return judge


TEXTUAL = frozenset(
    (Kind.TEXT, Kind.MOBILE, Kind.PHONE, Kind.EMAIL, Kind.USC_CODE, Kind.RESIDENT_ID)
)
JUDGES: dict[Kind, Callable[[Column], Callable[[str], Verdict]]] = {
    Kind.MOBILE: _judge_mobile,
    Kind.PHONE: _judge_phone,
    Kind.EMAIL: _judge_email,
    Kind.USC_CODE: lambda _: _checked(identifiers.usc_code),
    Kind.RESIDENT_ID: _judge_resident_id,
    Kind.DATE: _judge_date,
    Kind.MOMENT: _judge_moment,
    Kind.MONEY: _judge_money,
    Kind.DECIMAL: _judge_decimal,
    Kind.INTEGER: _judge_integer,
    Kind.CHOICE: choice_reader,
    Kind.CHOICES: choices_reader,
    Kind.YES_NO: lambda _: read_yes_no,
}
