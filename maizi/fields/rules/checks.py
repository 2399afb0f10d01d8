"""What several numbers of one parameter must be to each other."""

from collections.abc import Sequence
from decimal import Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_


def rising(values: Sequence) -> None:
    """Each larger than the one before: radii, day limits."""
    for place, (one, next_) in enumerate(zip(values, values[1:], strict=False), 1):
        if next_ <= one:
            raise Refused(
                N_("后一档必须大于前一档：第 {later} 个数不能小于或等于第 {earlier} 个。"),
                earlier=place, later=place + 1, field=f"value_{place}",
            )  # fmt: skip


def rising_percents(values: Sequence[Decimal]) -> None:
    """Whole percents, each larger than the one before: shares of a time."""
    for place, value in enumerate(values):
        if value * 100 % 1:
            raise Refused(N_("这里要填整数百分比。"), field=f"value_{place}")
    rising(values)


def falling(values: Sequence) -> None:
    """Each smaller than the one before: grade cuts."""
    for place, (one, next_) in enumerate(zip(values, values[1:], strict=False), 1):
        if next_ >= one:
            raise Refused(
                N_("后一档必须小于前一档：第 {later} 个数不能大于或等于第 {earlier} 个。"),
                earlier=place, later=place + 1, field=f"value_{place}",
            )  # fmt: skip


def never_rising(values: Sequence) -> None:
    """None larger than the one before: the better grade never gets less."""
    for place, (one, next_) in enumerate(zip(values, values[1:], strict=False), 1):
        if next_ > one:
            raise Refused(
                N_("后一档不能大于前一档：请核对第 {later} 个数。"),
                later=place + 1, field=f"value_{place}",
            )  # fmt: skip


def never_falling(values: Sequence) -> None:
    """None smaller than the one before."""
    for place, (one, next_) in enumerate(zip(values, values[1:], strict=False), 1):
        if next_ < one:
            raise Refused(
                N_("后一档不能小于前一档：请核对第 {later} 个数。"),
                later=place + 1, field=f"value_{place}",
            )  # fmt: skip


def sum_to_one(values: Sequence[Decimal]) -> None:
    """Weights that make up the whole."""
    total = sum(values)
    if total != 1:
        raise Refused(
            N_("几项相加必须等于 1（100%），现在是 {total}。"), total=total, field="value_0"
        )


def faster_when_severe_or_near(values: Sequence[int], *, bands: int = 3) -> None:
    """F-4 (a): more severe is never slower to arrive, nearer never slower than farther.

    values  minutes, severity by severity from 轻度 on, each from the nearest band outwards
    """
    for place, minutes in enumerate(values):
        if place % bands and minutes < values[place - 1]:
            raise Refused(
                N_("同一程度，近处不能比远处慢：请核对第 {at} 个数。"),
                at=place + 1, field=f"value_{place}",
            )  # fmt: skip
        if place >= bands and minutes > values[place - bands]:
            raise Refused(
                N_("程度越重到场不能越慢：请核对第 {at} 个数。"),
                at=place + 1, field=f"value_{place}",
            )  # fmt: skip
