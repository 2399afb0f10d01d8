"""Opening hours as people write them: 08:30–12:00，13:30–17:30."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import time

from maizi.kernel.calendar import ALL_DAY, DAYS_OF_WEEK, MIDNIGHT, OFFICE_HOURS, Spans
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

Week = tuple[Spans, ...]
OFFICE_WEEK: Week = (OFFICE_HOURS,) * 5 + ((),) * 2
WHOLE_WEEK: Week = (ALL_DAY,) * DAYS_OF_WEEK
MOST_SPANS = 6
LENGTH = 80
CLOCK = r"(\d{1,2}):(\d{2})"
SPAN = re.compile(rf"\s*{CLOCK}\s*(?:-|–|—|~|至|到)\s*{CLOCK}\s*", re.ASCII)
APART = re.compile(r"[,、;]|\s+和\s+")
WHOLE_DAY = ("全天", "24小时", "24h")
WEEKDAYS = (
    N_("周一"), N_("周二"), N_("周三"), N_("周四"), N_("周五"), N_("周六"), N_("周日"),
)  # fmt: skip


def read_spans(text: str) -> Spans:
    """The opening hours of one day; none for an empty text. Raises Refused, quoting the text."""
    text = unicodedata.normalize("NFKC", text).strip()
    if text.replace(" ", "").lower() in WHOLE_DAY:
        return ALL_DAY
    spans = tuple(_span(part.strip()) for part in APART.split(text) if part.strip())
    if len(spans) > MOST_SPANS:
        raise Refused(N_("一天最多 {most} 段时间。"), most=MOST_SPANS)
    for (_, closes), (opens, _) in zip(spans, spans[1:], strict=False):
        if closes == MIDNIGHT or opens < closes:
            raise Refused(N_("“{text}”里的时段有重叠或先后颠倒，请从早到晚填写。"), text=text)
    return spans


def written(spans: Spans) -> str:
    """Opening hours as text, the way `read_spans` reads them."""
    return "，".join(
        f"{opens:%H:%M}–{'24:00' if closes == MIDNIGHT else closes.strftime('%H:%M')}"
        for opens, closes in spans
    )


def week_kept(week: Week) -> list[list[list[str]]]:
    """A week as it is stored: seven lists of ["08:30", "17:30"]."""
    return [[[f"{a:%H:%M}", f"{b:%H:%M}"] for a, b in spans] for spans in week]


def week_restored(stored: Sequence) -> Week:
    """A week as it was stored."""
    return tuple(
        tuple((time.fromisoformat(a), time.fromisoformat(b)) for a, b in spans) for spans in stored
    )


def check_week(week: Week) -> None:
    """Refuse a week without any opening hours: no deadline in it would ever come."""
    if not any(week):
        raise Refused(N_("一周里至少要有一段服务时间，否则时限永远不会到期。"))


def _span(part: str) -> tuple[time, time]:
    found = SPAN.fullmatch(part)
    try:
        numbers = [int(number) for number in found.groups()] if found else []
        opens, closes = time(*numbers[:2]), _closing(*numbers[2:])
    except (TypeError, ValueError):
        raise Refused(N_("看不懂“{text}”，请写成 08:30–17:30 的样子。"), text=part) from None
    if closes != MIDNIGHT and opens >= closes:
        raise Refused(N_("“{text}”的结束时间要晚于开始时间，跨过午夜请分成两天填写。"), text=part)
    return opens, closes


def _closing(hour: int, minute: int) -> time:
    return MIDNIGHT if (hour, minute) == (24, 0) else time(hour, minute)
