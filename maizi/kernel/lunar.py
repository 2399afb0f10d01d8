"""The Chinese lunar calendar, 1900 to 2100, and how people write its months and days.

The tables are those of the library borax (docs/decisions/0017-lunar-calendar.md).
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from borax.calendars.lunardate import LCalendars, LunarDate

FIRST_YEAR, LAST_YEAR = 1900, 2100
LONG_MONTH, SHORT_MONTH = 30, 29
DIGITS = "〇一二三四五六七八九十"
MONTHS = (
    "正月",
    "二月",
    "三月",
    "四月",
    "五月",
    "六月",
    "七月",
    "八月",
    "九月",
    "十月",
    "冬月",
    "腊月",
)
OTHER_MONTHS = {"一月": 1, "元月": 1, "十一月": 11, "冬月": 11, "十二月": 12, "腊月": 12}
_MONTH_NUMBERS = {name: i for i, name in enumerate(MONTHS, 1)} | OTHER_MONTHS
_WRITTEN = re.compile(
    r"(闰)?([正元一二三四五六七八九十冬腊]{1,2}月)([初一二三四五六七八九十廿卅]{1,3})[日号]?"
)


@dataclass(frozen=True, slots=True)
class LunarDay:
    """A month and day of the lunar calendar; a leap month follows the one of its number."""

    month: int
    day: int
    is_leap: bool = False

    def __str__(self) -> str:
        return f"{'闰' if self.is_leap else ''}{MONTHS[self.month - 1]}{day_words(self.day)}"


@lru_cache(maxsize=4096)
def leap_month(year: int) -> int:
    """The month that a lunar year has twice; 0 for none."""
    return LCalendars.leap_month(year)


@lru_cache(maxsize=4096)
def month_length(year: int, month: int, *, is_leap: bool = False) -> int:
    """29 or 30 days."""
    return LCalendars.ndays(year, month, int(is_leap))


@lru_cache(maxsize=4096)
def solar_date(year: int, day: LunarDay) -> date:
    """When a lunar month and day falls in a lunar year, in our calendar (C-10).

    A leap month that the year does not have is its ordinary month; day 30 of a short month is
    day 29. Raises ValueError outside 1900 to 2100.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"the lunar year {year} is not within {FIRST_YEAR} and {LAST_YEAR}")
    is_leap = day.is_leap and leap_month(year) == day.month
    last = month_length(year, day.month, is_leap=is_leap)
    return LunarDate(year, day.month, min(day.day, last), int(is_leap)).to_solar_date()


@lru_cache(maxsize=4096)
def lunar_date(day: date) -> tuple[int, LunarDay]:
    """Lunar year, and month and day in it. Raises ValueError outside 1900 to 2100."""
    try:
        found = LunarDate.from_solar_date(day.year, day.month, day.day)
    except (ValueError, AttributeError) as error:
        raise ValueError(f"{day} is outside the lunar calendar") from error
    return found.year, LunarDay(found.month, found.day, bool(found.leap))


def day_words(day: int) -> str:
    """初一, 十五, 廿三, 三十."""
    if day <= 10:
        return f"初{DIGITS[day]}"
    if day == 20:
        return "二十"
    if day == LONG_MONTH:
        return "三十"
    return f"{'十' if day < 20 else '廿'}{DIGITS[day % 10]}"


def read_lunar_day(text: str) -> LunarDay | None:
    """八月十五, 闰四月初三, 腊月廿三 as people write them; None for anything else."""
    found = _WRITTEN.fullmatch(text)
    if not found or found[2] not in _MONTH_NUMBERS:
        return None
    day = _DAY_NUMBERS.get(found[3])
    return LunarDay(_MONTH_NUMBERS[found[2]], day, bool(found[1])) if day else None


_DAY_NUMBERS = {day_words(day): day for day in range(1, LONG_MONTH + 1)}
_DAY_NUMBERS |= {name.replace("初", ""): day for name, day in _DAY_NUMBERS.items()}
_DAY_NUMBERS |= {f"二十{DIGITS[day]}": 20 + day for day in range(1, 10)} | {"卅": LONG_MONTH}
