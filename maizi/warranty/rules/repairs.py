"""Repairs: in which order they may lie, which counts, whether a fault came back (F-38)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms import Delay
from .facts import Mended
from .periods import Interval

AGAIN_DAYS, HOURS_A_DAY, ENOUGH_REPAIRS = 30, 24, 2
Span = tuple[datetime, datetime | None]


def check_span(span: Span, picked_up_at: datetime | None, *, sold_on: date | None) -> None:
    """Raises Refused when the moments of one repair are out of order."""
    handed_in, ready = span
    if sold_on is not None and handed_in.date() < sold_on:
        raise Refused(
            N_("送修日期 {on} 早于售出日期 {sold}。请核对是不是另一台设备，或先更正售出日期。"),
            on=handed_in.date(), sold=sold_on, field="handed_in_at", code="before_sale",
        )  # fmt: skip
    if ready is not None and ready < handed_in:
        raise Refused(
            N_("修好时间早于送修时间。请核对两个时间。"), field="ready_at", code="ready_early"
        )
    if picked_up_at is not None and ready is None:
        raise Refused(N_("还没有修好，不能取回。请先填写修好可取时间。"), field="ready_at",
                      code="not_ready")  # fmt: skip
    if picked_up_at is not None and picked_up_at < handed_in:
        raise Refused(
            N_("取回时间早于送修时间。请核对：取走以后再送来的，另登一条维修记录。"),
            field="picked_up_at", code="fetched_early",
        )  # fmt: skip
    if picked_up_at is not None and picked_up_at < ready:
        raise Refused(N_("取回时间早于修好时间。请核对两个时间。"), field="picked_up_at",
                      code="fetched_unready")  # fmt: skip


def check_overlap(span: Span, others: Iterable[tuple[str, Span]]) -> None:
    """Raises Refused when the piece was in two repairs at once.

    others  (number of the record, its span)
    """
    start, stop = span
    for no, (begin, end) in others:
        is_after = end is not None and start >= end
        is_before = stop is not None and stop <= begin
        if not (is_after or is_before):
            raise Refused(
                N_("这段时间设备已在 {no} 里送修（{begin} 至 {end}）。请核对时间或修改那条记录。"),
                no=no, begin=_day(begin), end=_day(end) if end else "…",
                field="handed_in_at", code="overlap",
            )  # fmt: skip


def _day(moment: datetime) -> str:
    return moment.date().isoformat()


def came_back(fault_code: str, on: date, earlier: Iterable[Mended]) -> bool:
    """Whether a fault that was repaired shows again within 30 days: it was not repaired (F-38)."""
    return any(
        one.ready_on is not None and not one.is_called_off and one.fault_code == fault_code
        and timedelta(0) <= on - one.ready_on <= timedelta(days=AGAIN_DAYS)
        for one in earlier
    )  # fmt: skip


def intervals(repairs: Iterable[Mended], until: date) -> list[Interval]:
    """[handed in, ready) of each; one that lasts counts until the day given."""
    return [
        (one.handed_in_on, min(one.ready_on or until, until))
        for one in repairs if one.handed_in_on <= until
    ]  # fmt: skip


def finished(repairs: Iterable[Mended], until: date) -> list[Mended]:
    """Repairs of 三包 that were done by a day."""
    return [
        one for one in repairs
        if one.is_authorised and not one.is_called_off
        and one.ready_on is not None and one.ready_on <= until
    ]  # fmt: skip


def lasting(repairs: Sequence[Mended], delay: Delay, on: date) -> int:
    """Days for which the piece has been in a repair that waits for that reason; 0 for none."""
    return max(
        ((on - one.handed_in_on).days for one in repairs
         if one.delay == delay and one.is_authorised
         and (one.ready_on is None or one.ready_on > on)),
        default=0,
    )  # fmt: skip


def days_of(hours: int) -> int:
    """Days of a car's repair: hours by 24, rounded up (F-3A: 24 -> 1, 25 -> 2, 121 -> 6)."""
    return -(-hours // HOURS_A_DAY)
