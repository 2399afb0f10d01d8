"""How many pieces to keep so that a share of all needs is met at once (F-60, T-F12)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

ZERO = Decimal(0)
LOWEST, HIGHEST, MOST_DEMAND = 0.5, 0.9999, 1e9


def stock_level(demand: float, *, service_level: float = 0.95) -> int:
    """The smallest k with Poisson CDF(k; demand) ≥ service level; 0 for no demand (F-60)."""
    return int(stock_levels([demand], service_level=service_level)[0])


def stock_levels(demand, *, service_level: float = 0.95):
    """The same for an array of any shape, all at once.

    The inverse of the distribution gives a real number; the whole number below it is tried first,
    since rounding may have carried it over.
    """
    import numpy as np
    from scipy.special import pdtr, pdtrik

    if not LOWEST <= service_level <= HIGHEST:
        raise Refused(N_("满足率要在 50% 到 99.99% 之间。"), field="service_level")
    demand = np.asarray(demand, dtype=float)
    if demand.size and demand.min() < 0:
        raise Refused(N_("需求不能是负数。"), code="negative")
    if demand.size and not demand.max() <= MOST_DEMAND:
        raise Refused(N_("需求超过 {most} 件，算不下。请核对台数、每台件数和故障概率。"),
                      most=int(MOST_DEMAND), code="beyond")  # fmt: skip
    shape, flat = demand.shape, demand.ravel()
    found = np.zeros(flat.shape, dtype=np.int64)
    asks = flat > 0
    wanted = flat[asks]
    above = np.maximum(np.ceil(pdtrik(service_level, wanted)), 0)
    below = np.maximum(above - 1, 0)
    found[asks] = np.where(pdtr(below, wanted) >= service_level, below, above)
    return found.reshape(shape)


def met_at_once(stock: Decimal | float, demand: float) -> float:
    """How likely a stock lasts through the phase: Poisson CDF(stock; demand), 0–1."""
    from scipy.special import pdtr

    if demand <= 0:
        return 1.0
    return float(pdtr(max(int(stock), 0), demand)) if stock >= 0 else 0.0


def need(level: int, on_hand: Decimal, on_order: Decimal = ZERO) -> Decimal:
    """Pieces to get: the level less what is there and what is coming, never below 0 (F-60)."""
    return max(ZERO, level - on_hand - on_order)


@dataclass(frozen=True, slots=True)
class Pooling:
    """What one common store would keep, beside what the regions keep apart (T-F12)."""

    apart: int
    together: int

    @property
    def saved(self) -> int:
        """Pieces a common store would not need; none of parts so rare that regions keep none."""
        return max(0, self.apart - self.together)


def pooling(demand: Sequence[float], *, service_level: float = 0.95) -> Pooling:
    """Levels of each region added up, and the level of all of them in one store."""
    levels = stock_levels(list(demand) + [sum(demand)], service_level=service_level)
    return Pooling(int(levels[:-1].sum()), int(levels[-1]))


def spread(coming: Decimal, missing: Sequence[Decimal]) -> list[Decimal]:
    """Whole pieces on their way, given to the regions that miss most; nobody gets more than he
    misses, and what nobody misses is left over."""
    total = sum(missing, ZERO)
    if total <= 0 or coming <= 0:
        return [ZERO] * len(missing)
    if coming >= total:
        return list(missing)
    given = [Decimal(int(coming * one / total)) for one in missing]
    left = coming - sum(given, ZERO)
    for place in sorted(range(len(missing)), key=lambda n: given[n] - missing[n]):
        more = min(left, missing[place] - given[place], Decimal(1) if left >= 1 else left)
        given[place] += more
        left -= more
    return given
