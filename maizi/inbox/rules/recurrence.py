"""To-dos that come again: the part of RFC 5545 that people use, computed on the clock on the wall.

A rule is kept as its text. `COUNT` counts the to-dos that were made, not the dates on a calendar:
whoever is three weeks late with a weekly to-do gets one next, not three.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms import Again

LONGEST = 200
MOST_COUNT = 999
HORIZON = timedelta(days=366 * 12)
DAY = "MO|TU|WE|TH|FR|SA|SU"
PARTS = {
    "FREQ": re.compile(r"DAILY|WEEKLY|MONTHLY|YEARLY"),
    "INTERVAL": re.compile(r"[1-9]\d?"),
    "COUNT": re.compile(r"[1-9]\d{0,2}"),
    "UNTIL": re.compile(r"\d{8}"),
    "BYDAY": re.compile(rf"(-?[1-5])?({DAY})(,(-?[1-5])?({DAY})){{0,12}}"),
    "BYMONTHDAY": re.compile(r"-?([1-9]|[12]\d|3[01])(,-?([1-9]|[12]\d|3[01])){0,30}"),
    "BYMONTH": re.compile(r"([1-9]|1[0-2])(,([1-9]|1[0-2])){0,11}"),
    "BYSETPOS": re.compile(r"-?[1-9]\d?(,-?[1-9]\d?){0,3}"),
    "WKST": re.compile(DAY),
}
UNKNOWN = N_(
    "看不懂重复规则里的“{part}”。可以用 FREQ、INTERVAL、COUNT、UNTIL、BYDAY、BYMONTHDAY、"
    "BYMONTH、BYSETPOS，例如 FREQ=MONTHLY;BYDAY=3SU 表示每月第三个星期日。"
)
NEVER_AGAIN = N_("按这个重复规则不会有下一次，请检查。")


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule that was read.

    pattern  the rule without its end
    count    how many to-dos in all, None for no limit
    until    the last day, None for no limit
    """

    pattern: str
    count: int | None = None
    until: date | None = None


def read_rule(text: str) -> Recurrence:
    """A recurrence from its text. Raises Refused, naming the part nobody understands."""
    text = text.strip().upper().removeprefix("RRULE:")
    if len(text) > LONGEST:
        raise Refused(
            N_("重复规则最多 {most} 个字符，请写短一些。"), field="recurrence", most=LONGEST
        )
    found: dict[str, str] = {}
    for part in text.split(";"):
        name, _, value = part.partition("=")
        if name not in PARTS or name in found or not PARTS[name].fullmatch(value):
            raise Refused(UNKNOWN, field="recurrence", part=part[:40])
        found[name] = value
    if "FREQ" not in found:
        raise Refused(UNKNOWN, field="recurrence", part=text[:40])
    is_counted = re.search(r"\d", found.get("BYDAY", ""))
    if is_counted and found["FREQ"] not in ("MONTHLY", "YEARLY"):  # RFC 5545, 3.3.10
        raise Refused(UNKNOWN, field="recurrence", part=f"BYDAY={found['BYDAY']}")
    count, until = found.pop("COUNT", None), found.pop("UNTIL", None)
    if count and until:
        raise Refused(N_("COUNT 和 UNTIL 只能写一个。"), field="recurrence")
    pattern = ";".join(f"{name}={value}" for name, value in found.items())
    return Recurrence(pattern, int(count) if count else None, _day(until) if until else None)


def next_time(
    rule: Recurrence, *, start: datetime, after: datetime, made: int = 1
) -> datetime | None:
    """The first time of a rule after a moment; None when it has ended.

    start  the first time, on the wall clock, without a zone
    after  likewise
    made   how many to-dos of the series there are
    """
    if rule.count is not None and made >= rule.count:
        return None
    farthest = max(start, after) + HORIZON
    if rule.until is not None:
        farthest = min(farthest, datetime.combine(rule.until, time.max))
    if farthest < start:
        return None
    text = f"{rule.pattern};UNTIL={farthest:%Y%m%dT%H%M%S}"
    return rrulestr(text, dtstart=start).after(max(after, start))


def require_next(rule: Recurrence, *, start: datetime) -> None:
    """Refuse a rule that leads nowhere; a series of one is allowed to."""
    if rule.count != 1 and next_time(rule, start=start, after=start) is None:
        raise Refused(NEVER_AGAIN, field="recurrence")


def rule_of(choice: Again, first: date) -> str:
    """The rule behind a choice by name; months without that day take their last one.

    first  the day of the first to-do
    """
    days = ",".join(map(str, range(28, first.day + 1))) if first.day > 28 else str(first.day)
    last = ";BYSETPOS=-1" if first.day > 28 else ""
    monthly = f"BYMONTHDAY={days}{last}"
    return {
        Again.NEVER: "",
        Again.DAILY: "FREQ=DAILY",
        Again.WORKDAYS: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        Again.WEEKLY: "FREQ=WEEKLY",
        Again.FORTNIGHTLY: "FREQ=WEEKLY;INTERVAL=2",
        Again.MONTHLY: f"FREQ=MONTHLY;{monthly}",
        Again.MONTH_END: "FREQ=MONTHLY;BYMONTHDAY=-1",
        Again.QUARTERLY: f"FREQ=MONTHLY;INTERVAL=3;{monthly}",
        Again.YEARLY: f"FREQ=YEARLY;BYMONTH={first.month};{monthly}",
        Again.CUSTOM: "",
    }[choice]


def choice_of(text: str, first: date) -> Again:
    """The choice by name that a rule came from; CUSTOM for any other."""
    named = {rule_of(choice, first): choice for choice in Again if choice != Again.CUSTOM}
    return named.get(text, Again.CUSTOM)


def on_the_wall(moment: datetime, zone: ZoneInfo) -> datetime:
    """A moment as the clock on the wall shows it."""
    return moment.astimezone(zone).replace(tzinfo=None)


def off_the_wall(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment of a time on the wall.

    In the hour that is skipped in spring: as much later; in the hour that comes twice in autumn:
    the first.
    """
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


def _day(text: str) -> date:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise Refused(UNKNOWN, field="recurrence", part=f"UNTIL={text}") from None
