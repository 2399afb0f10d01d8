"""How a series goes on: five plain ways, and the one that would have erred least (H-32)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..terms import Method

ZERO = Decimal(0)
WINDOW, FEWEST, YEAR, ORIGINS = 3, 3, 12, 3
ALPHA_ALONE = Decimal("0.3")
ALPHA, BETA = Decimal("0.5"), Decimal("0.3")


@dataclass(frozen=True, slots=True)
class Forecast:
    """The next values.

    error   of the last three points, forecast each from what was known: a share of what came, or
            yuan when something was 0; None when nothing could be tried
    is_thin fewer than three points: the last one is all there is
    """

    method: Method
    values: tuple[Decimal, ...]
    error: Decimal | None = None
    is_share: bool = True
    is_thin: bool = False


def moving_mean(series: Sequence[Decimal], ahead: int = 1) -> Decimal:
    """The mean of the last three."""
    last = series[-WINDOW:]
    return sum(last, ZERO) / len(last)


def smoothed(series: Sequence[Decimal], ahead: int = 1) -> Decimal:
    """Simple exponential smoothing from the first value on, α = 0.3."""
    level = series[0]
    for value in series[1:]:
        level += ALPHA_ALONE * (value - level)
    return level


def holt(series: Sequence[Decimal], ahead: int = 1) -> Decimal:
    """Level and trend, α = 0.5, β = 0.3, from the first value and the first step on."""
    level, trend = series[0], series[1] - series[0]
    for value in series[1:]:
        before = level
        level = ALPHA * value + (1 - ALPHA) * (level + trend)
        trend = BETA * (level - before) + (1 - BETA) * trend
    return level + ahead * trend


def line(series: Sequence[Decimal], ahead: int = 1) -> Decimal:
    """The least-squares line carried on."""
    count = len(series)
    middle, mean = Decimal(count - 1) / 2, sum(series, ZERO) / count
    above = sum(((x - middle) * (y - mean) for x, y in enumerate(series)), ZERO)
    below = sum(((x - middle) ** 2 for x in range(count)), ZERO)
    return mean + above / below * (count - 1 + ahead - middle)


def same_month(series: Sequence[Decimal], ahead: int = 1) -> Decimal:
    """What it was a year before; needs thirteen months."""
    return series[-YEAR + (ahead - 1) % YEAR]


WAYS: dict[Method, tuple[int, Callable[..., Decimal]]] = {
    Method.MEAN: (WINDOW, moving_mean), Method.SMOOTH: (1, smoothed), Method.HOLT: (2, holt),
    Method.LINE: (2, line), Method.SEASON: (YEAR + 1, same_month),
}  # fmt: skip


def forecast(series: Sequence[Decimal], ahead: int = 1) -> Forecast | None:
    """The next values by the way that erred least on the last three; None for an empty series.

    Below 0 nothing is forecast. Fewer than three points: the last one, with a warning.
    """
    if not series:
        return None
    if len(series) < FEWEST:
        values = (max(series[-1], ZERO),) * ahead
        return Forecast(Method.LAST, values, is_thin=True)
    errors = {way: found for way in WAYS if (found := error_of(way, series)) is not None}
    is_share = all(one.is_share for one in errors.values())
    if not errors:
        return Forecast(Method.MEAN, _ahead(Method.MEAN, series, ahead))
    method = min(errors, key=lambda way: errors[way].amount(is_share))
    error = errors[method].amount(is_share)
    return Forecast(method, _ahead(method, series, ahead), error, is_share)


@dataclass(frozen=True, slots=True)
class Erred:
    """How far one way was off in the points that could be tried."""

    share: Decimal | None
    absolute: Decimal

    @property
    def is_share(self) -> bool:
        return self.share is not None

    def amount(self, as_share: bool) -> Decimal:
        """The mean error to compare by: shares only when every way has one."""
        return self.share if as_share and self.share is not None else self.absolute


def error_of(method: Method, series: Sequence[Decimal]) -> Erred | None:
    """The mean error over the last three points, each forecast from those before it.

    None when one of them could not be: ways are compared on the same points.
    """
    fewest, way = WAYS[method]
    first = max(len(series) - ORIGINS, 1)
    if first < fewest:
        return None
    pairs = [(series[n], max(way(series[:n]), ZERO)) for n in range(first, len(series))]
    missed = [abs(came - told) for came, told in pairs]
    absolute = sum(missed, ZERO) / len(missed)
    if any(came == 0 for came, _told in pairs):
        return Erred(None, absolute)
    shares = [abs((came - told) / came) for came, told in pairs]
    return Erred(sum(shares, ZERO) / len(shares), absolute)


def _ahead(method: Method, series: Sequence[Decimal], ahead: int) -> tuple[Decimal, ...]:
    way = WAYS[method][1]
    return tuple(max(way(series, step), ZERO) for step in range(1, ahead + 1))
