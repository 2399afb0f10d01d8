"""Classes, examinations and certificates: what is let pass, and until when it counts (F-52)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms import ClassState, Presence, Standing

FULL = 100


def last_day(passed_on: date, months: int) -> date:
    """The last day of a certificate: so many months, the day of passing being the first."""
    return passed_on + relativedelta(months=months) - timedelta(days=1)


def standing_of(valid_to: date, *, is_revoked: bool, today: date, warn_days: int) -> Standing:
    """What a certificate is worth today; it ends soon within `warn_days` of its last day."""
    if is_revoked:
        return Standing.REVOKED
    if valid_to < today:
        return Standing.OVER
    return Standing.ENDING if (valid_to - today).days <= warn_days else Standing.VALID


def check_lessons(lessons: Sequence[tuple[str, Decimal]]) -> None:
    """A syllabus has lessons that take time. Raises Refused at the line that does not."""
    if not lessons:
        raise Refused(N_("大纲里至少要有一课。"), field="title_0")
    for at, (_title, hours) in enumerate(lessons):
        if hours <= 0:
            raise Refused(N_("学时必须大于 0。"), field=f"hours_{at}")


def check_open(state: ClassState) -> None:
    """Only a class that goes on is changed. Raises Refused otherwise."""
    if state != ClassState.PLANNED:
        raise Refused(N_("这个培训班已经结束或取消，不能再改。"))


def check_seats(taken: int, wanted: int, *, seats: int, field: str = "people") -> None:
    """Nobody is enrolled without a seat. Raises Refused, saying how many are left."""
    if taken + wanted > seats:
        raise Refused(
            N_("名额 {seats} 个，只剩 {left} 个。"), seats=seats, left=max(seats - taken, 0),
            field=field,
        )  # fmt: skip


def check_begun(starts_at: datetime, now: datetime) -> None:
    """Presence is noted once the class has begun. Raises Refused before."""
    if now < starts_at:
        raise Refused(N_("还没有开课，开课以后再登记考勤。"))


def check_exam(on: date, *, begun_on: date, today: date) -> None:
    """An examination lies between the first day of the class and today. Raises Refused."""
    if on > today:
        raise Refused(N_("考试日期不能晚于今天。"), field="on")
    if on < begun_on:
        raise Refused(N_("考试日期不能早于开课那天。"), field="on")


def check_score(
    score: Decimal, *, presence: Presence, tried: Sequence[bool], most: int, field: str
) -> None:
    """A score is 0 to 100, of somebody who was there, has not passed and may still try.

    tried  of each attempt so far, whether it was passed
    Raises Refused otherwise.
    """
    if not 0 <= score <= FULL:
        raise Refused(N_("成绩在 0 到 100 之间。"), field=field)
    if presence != Presence.PRESENT:
        raise Refused(N_("没有到课的人不能考试，先登记考勤。"), field=field)
    if any(tried):
        raise Refused(N_("已经及格，不用再考。"), field=field)
    if len(tried) >= most:
        raise Refused(
            N_("已经考了 {count} 次，到了上限；请重新报名培训班。"), count=len(tried), field=field
        )  # fmt: skip


def check_closing(presences: Sequence[Presence]) -> None:
    """A class ends when it is known who was there. Raises Refused otherwise."""
    missing = sum(one == Presence.UNKNOWN for one in presences)
    if missing:
        raise Refused(N_("还有 {count} 人没有登记考勤，登记完才能结束。"), count=missing)


def check_reason(reason: str, sentence: str, *, field: str = "reason", most: int = 200) -> str:
    """The text without blanks around it. Raises Refused with `sentence` when there is none."""
    if not reason.strip():
        raise Refused(sentence, field=field)
    return reason.strip()[:most]
