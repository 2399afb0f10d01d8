"""What is promised by severity and distance, and that it makes sense (F-4)."""

from dataclasses import dataclass
from itertools import pairwise

from maizi.clocks.terms import Counting
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from ..terms import Band, Severity

RESPONSE, ARRIVE, RESTORE = "service.response", "service.arrive", "service.restore"
COMMIT, ACCEPT, SLOT = "service.commit", "service.accept", "service.slot"
BANDS = (Band.NEAR, Band.MIDDLE, Band.FAR)
LONGEST_MINUTES = 43_200


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The company's promises, from 轻度 to 非常严重 and from near to far.

    radii_km          r1 < r2 < r3
    response_minutes  four, from the ticket on
    arrive_minutes    twelve, severity by severity, from the decision to go on
    restore_minutes   three, from arrival on; the worst faults are committed to on site
    round_the_clock   four: whether minutes count day and night, or in working hours only
    """

    radii_km: tuple[int, ...]
    response_minutes: tuple[int, ...]
    arrive_minutes: tuple[int, ...]
    restore_minutes: tuple[int, ...]
    round_the_clock: tuple[bool, ...]

    def arrival(self, severity: Severity, band: Band) -> int:
        """Minutes to arrive in one cell within the radii."""
        return self.arrive_minutes[severity.place * len(BANDS) + band.place]


@dataclass(frozen=True, slots=True)
class Target:
    """The promises of one cell, in minutes.

    arrive   None beyond the radii: a time is agreed with the customer (F-4 b)
    restore  None for the worst faults: the engineer commits himself on site
    """

    response: int
    arrive: int | None
    restore: int | None
    counting: Counting


def target_of(matrix: Matrix, severity: Severity, band: Band) -> Target:
    """What is promised to a customer that far away with a fault that bad."""
    at = severity.place
    return Target(
        response=matrix.response_minutes[at],
        arrive=None if band == Band.BEYOND else matrix.arrival(severity, band),
        restore=matrix.restore_minutes[at] if at < len(matrix.restore_minutes) else None,
        counting=Counting.CLOCK_TIME if matrix.round_the_clock[at] else Counting.WORKING_TIME,
    )


def band_of(distance_km: float | None, radii_km: tuple[int, ...]) -> Band:
    """The band of a distance; on its edge the nearer one, unknown counts as near (F-4 b)."""
    if distance_km is None:
        return Band.NEAR
    for band, radius in zip(BANDS, radii_km, strict=True):
        if distance_km <= radius:
            return band
    return Band.BEYOND


def check_matrix(matrix: Matrix) -> None:
    """More severe is never slower, nearer never slower, day and night never less (F-4 a).

    Raises Refused, naming the cell and the one it is compared with.
    """
    _check_bounds(matrix)
    for place, (one, next_) in enumerate(pairwise(matrix.radii_km), 1):
        if next_ <= one:
            raise Refused(
                N_("第 {later} 圈半径 {next} 公里必须大于第 {earlier} 圈的 {one} 公里。"),
                later=place + 1, earlier=place, next=next_, one=one, field=f"radius_{place}",
            )  # fmt: skip
    for lighter, worse in pairwise(Severity):
        _check_severity(matrix, lighter, worse)
    for severity in Severity:
        for nearer, farther in pairwise(BANDS):
            _check_nearness(matrix, severity, nearer, farther)


def _check_bounds(matrix: Matrix) -> None:
    lists = {
        "response": matrix.response_minutes, "arrive": matrix.arrive_minutes,
        "restore": matrix.restore_minutes,
    }  # fmt: skip
    for name, values in lists.items():
        for place, minutes in enumerate(values):
            if not 0 < minutes <= LONGEST_MINUTES:
                raise Refused(
                    N_("时限要在 1 到 {most} 分钟之间，这里写的是 {minutes}。"),
                    most=LONGEST_MINUTES, minutes=minutes, field=f"{name}_{place}",
                )  # fmt: skip


def _check_severity(matrix: Matrix, lighter: Severity, worse: Severity) -> None:
    at = worse.place
    names = {"worse": say(worse.chinese), "lighter": say(lighter.chinese)}
    if matrix.round_the_clock[at - 1] and not matrix.round_the_clock[at]:
        raise Refused(
            N_("“{lighter}”全天候计时，“{worse}”也必须全天候计时：程度越重不能越慢。"),
            field=f"always_{at}", **names,
        )  # fmt: skip
    if matrix.response_minutes[at] > matrix.response_minutes[at - 1]:
        raise Refused(
            N_(
                "“{worse}”的答复时限 {minutes} 分钟比“{lighter}”的 {other} 分钟还长："
                "程度越重不能越慢，请改小。"
            ),
            minutes=matrix.response_minutes[at], other=matrix.response_minutes[at - 1],
            field=f"response_{at}", **names,
        )  # fmt: skip
    for band in BANDS:
        minutes, other = matrix.arrival(worse, band), matrix.arrival(lighter, band)
        if minutes > other:
            raise Refused(
                N_(
                    "“{worse}·{band}”的到场时限 {minutes} 分钟比“{lighter}·{band}”的 {other} "
                    "分钟还长：程度越重不能越慢，请改小。"
                ),
                band=say(band.chinese), minutes=minutes, other=other,
                field=f"arrive_{at * len(BANDS) + band.place}", **names,
            )  # fmt: skip


def _check_nearness(matrix: Matrix, severity: Severity, nearer: Band, farther: Band) -> None:
    minutes, other = matrix.arrival(severity, nearer), matrix.arrival(severity, farther)
    if minutes > other:
        raise Refused(
            N_(
                "“{severity}·{nearer}”的到场时限 {minutes} 分钟比“{severity}·{farther}”的 {other} "
                "分钟还长：近处不能比远处慢，请改小。"
            ),
            severity=say(severity.chinese), nearer=say(nearer.chinese),
            farther=say(farther.chinese), minutes=minutes, other=other,
            field=f"arrive_{severity.place * len(BANDS) + nearer.place}",
        )  # fmt: skip
