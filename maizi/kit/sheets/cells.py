"""One cell as the text a person sees: no invisible characters, numbers and dates as shown."""

import datetime
import re
from collections.abc import Callable

INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069"
    "\ufeff\ufffe\uffff\ud800-\udfff]"
)
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
WIDE_SPACES = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
HALF_A_SECOND = datetime.timedelta(milliseconds=500)
FORMULA_STARTS = frozenset("=+-@＝＋－＠")


def tidy(text: str) -> str:
    """Text without invisible characters, odd spaces and the apostrophe that guards a formula."""
    text = text.strip() if text.isprintable() else _scrubbed(text)
    if text[:1] == "'" and text.lstrip("'")[:1] in FORMULA_STARTS:
        return text[1:]
    return text


def number(value: float) -> str:
    """A number with the 15 digits that Excel keeps: 13800138000.0 is "13800138000".

    A longer one stays in scientific notation, so that its lost digits are seen, not invented.
    """
    return f"{value:.15g}".replace("e", "E")


def _scrubbed(text: str) -> str:
    text = LINE_ENDS.sub("\n", text)
    text = INVISIBLE.sub("", text)
    return WIDE_SPACES.sub(" ", text).strip()


def _moment(value: datetime.datetime) -> str:
    return (value + HALF_A_SECOND).isoformat(" ", "seconds")


def _hours(span: datetime.timedelta) -> str:
    minutes, seconds = divmod(round(span.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"


SHOWN_BY_TYPE: dict[type, Callable[..., str]] = {
    str: tidy,
    float: number,
    int: str,
    bool: lambda value: "TRUE" if value else "FALSE",
    datetime.date: str,
    datetime.time: lambda value: value.isoformat("seconds"),
    datetime.datetime: _moment,
    datetime.timedelta: _hours,
}


def shown(cell: object) -> str:
    """Any value that calamine returns, written the way Excel would show it, dates as ISO."""
    return SHOWN_BY_TYPE[type(cell)](cell)
