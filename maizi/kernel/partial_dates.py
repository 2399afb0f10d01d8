"""Dates of which people know only a part, in our calendar or the lunar one: 1985, 1985-03, 3-12."""

import re
from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date

from .lunar import FIRST_YEAR, LAST_YEAR, LunarDay, leap_month, read_lunar_day, solar_date

LUNAR_MARK, LEAP_MARK = "L", "i"
STORED = re.compile(r"(L)?(?:(\d{4})|-)(?:-(\d\d)(i)?(?:-(\d\d))?)?")
LUNAR_WORDS = re.compile(r"^(?:农历|阴历|旧历|lunar)\s*", re.I)
SOLAR_WORDS = re.compile(r"^(?:公历|阳历|新历)\s*")
YEAR_FIRST = re.compile(r"(\d{4})(?!\d)\s*[年./-]?\s*(.*)")
NUMBERS = re.compile(r"(闰)?(\d{1,2})\s*[月./-]\s*(\d{1,2})[日号]?")
MONTH_ALONE = re.compile(r"(闰)?(\d{1,2})月?")
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
A_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class PartialDate:
    """What is known of a date: year, year and month, month and day, or all three."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    is_lunar: bool = False
    is_leap: bool = False

    def __str__(self) -> str:
        """How it is stored: 1985-03-12, 1985, --03-12; L1985-04i-03 for 农历闰四月初三."""
        text = (LUNAR_MARK if self.is_lunar else "") + (f"{self.year:04d}" if self.year else "-")
        if self.month:
            text += f"-{self.month:02d}{LEAP_MARK if self.is_leap else ''}"
        return text + (f"-{self.day:02d}" if self.day else "")

    @property
    def is_whole(self) -> bool:
        """Whether it is one day of our own calendar."""
        return bool(self.year and self.month and self.day) and not self.is_lunar

    @property
    def comes_yearly(self) -> bool:
        """Whether month and day are known."""
        return bool(self.month and self.day)

    @property
    def whole(self) -> date:
        """The day, of a whole date."""
        return date(self.year, self.month, self.day)

    @property
    def lunar_day(self) -> LunarDay:
        """Month and day of a lunar date."""
        return LunarDay(self.month, self.day, self.is_leap)


def stored_date(text: str) -> PartialDate:
    """The date of a stored text. Raises ValueError for anything else."""
    found = STORED.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is no stored date")
    year, month, day = (int(found[i]) if found[i] else None for i in (2, 3, 5))
    made = PartialDate(year, month, day, bool(found[1]), bool(found[4]))
    if not is_possible(made):
        raise ValueError(f"{text!r} is no date")
    return made


def read_date(text: str) -> PartialDate | None:
    """A date as people write it, None when nobody can say which; also what is stored.

    1985年3月12日 1985.3.12 19850312 1985-03 1985年 3月12日 3-12, and 农历1985年闰四月初三 农历8-15.
    """
    text = text.strip().replace("／", "/").replace("．", ".").replace("－", "-")
    if STORED.fullmatch(text):
        return _possible(lambda: stored_date(text))
    is_lunar = bool(LUNAR_WORDS.match(text))
    rest = SOLAR_WORDS.sub("", LUNAR_WORDS.sub("", text))
    year = None
    if found := COMPACT.fullmatch(rest):
        rest = f"{found[1]}-{found[2]}-{found[3]}"
    if found := YEAR_FIRST.fullmatch(rest):
        year, rest = int(found[1]), found[2].strip()
    made = _month_and_day(rest, year, is_lunar)
    return made if made and is_possible(made) else None


def _month_and_day(text: str, year: int | None, is_lunar: bool) -> PartialDate | None:
    if not text:
        return PartialDate(year, is_lunar=is_lunar) if year else None
    if lunar := read_lunar_day(text):
        return PartialDate(year, lunar.month, lunar.day, True, lunar.is_leap)
    if found := NUMBERS.fullmatch(text):
        return PartialDate(year, int(found[2]), int(found[3]), is_lunar, bool(found[1]))
    if (found := MONTH_ALONE.fullmatch(text)) and year:
        return PartialDate(year, int(found[2]), None, is_lunar, bool(found[1]))
    return None


def is_possible(given: PartialDate) -> bool:
    """Whether there is such a date: some part is known, and month and day exist."""
    if not given.year and not given.comes_yearly or given.day is not None and not given.month:
        return False
    if given.is_leap and not given.is_lunar:
        return False
    if given.month is not None and not 1 <= given.month <= 12:
        return False
    if given.is_lunar:
        return _is_possible_lunar(given)
    if given.year and not 1 <= given.year <= 9999:
        return False
    longest = monthrange(given.year or A_LEAP_YEAR, given.month)[1] if given.month else 31
    return given.day is None or 1 <= given.day <= longest


def _is_possible_lunar(given: PartialDate) -> bool:
    if given.day is not None and not 1 <= given.day <= 30:
        return False
    if given.year is None:
        return True
    if not FIRST_YEAR <= given.year <= LAST_YEAR:
        return False
    return not given.is_leap or leap_month(given.year) == given.month


def next_yearly(given: PartialDate, today: date) -> date | None:
    """When a date that comes every year comes next, today included (C-10); None when unknown.

    29 February is the 28th in common years. A lunar leap month falls in the ordinary month when
    the year has no such leap month; day 30 is 29 in short months.
    """
    if not given.comes_yearly:
        return None
    if given.is_lunar:  # the lunar year begins up to seven weeks after ours
        years = range(max(today.year - 1, FIRST_YEAR), min(today.year + 1, LAST_YEAR) + 1)
        found = (solar_date(year, given.lunar_day) for year in years)
    else:
        found = (_in_year(given, year) for year in (today.year, today.year + 1))
    return next((day for day in found if day >= today), None)


def _in_year(given: PartialDate, year: int) -> date:
    if given.month == 2 and given.day == 29 and not isleap(year):
        return date(year, 2, 28)
    return date(year, given.month, given.day)


def _possible(make) -> PartialDate | None:
    try:
        return make()
    except ValueError:
        return None
