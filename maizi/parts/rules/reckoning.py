"""From what is assumed to how many to keep: all parts and regions at once (F-60)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms import Basis
from .failing import Seat, demands
from .levels import stock_levels

MOST_PIECES = 100_000_000


@dataclass(frozen=True, slots=True)
class Reckoned:
    """Numpy arrays: demand and level are parts × regions; the others have one value a part.

    together  the level of one store for all regions
    """

    demand: object
    level: object
    together: object

    @property
    def apart(self):
        """The levels of all regions added up."""
        return self.level.sum(axis=1)


def reckon(
    seats: Sequence[Seat], *, fleet, history, by_history, service_level: float
) -> Reckoned:  # fmt: skip
    """Demand by failures, or by history where a part says so; and the levels of both (F-60).

    fleet        models × regions, units out on average in the phase
    history     parts × regions, pieces of the phase as the history goes on
    by_history  one truth a part
    """
    import numpy as np

    history = np.asarray(history, dtype=float)
    failing = demands(seats, fleet, parts=len(history))
    demand = np.where(np.asarray(by_history, dtype=bool)[:, None], history, failing)
    level = stock_levels(demand, service_level=service_level)
    together = stock_levels(demand.sum(axis=1), service_level=service_level)
    return Reckoned(demand, level, together)


def check_levels(apart, together, *, names: Callable[[int], str]) -> None:
    """Raises Refused, naming the part, for more pieces of it than anybody would keep.

    names  place of a part -> its name
    """
    import numpy as np

    most = np.maximum(apart, together)
    place = int(most.argmax())
    if most[place] > MOST_PIECES:
        raise Refused(
            N_("“{part}”算出来要备 {pieces} 件，超过 {most} 件。请核对台数、每台件数和故障概率。"),
            part=names(place), pieces=int(most[place]), most=MOST_PIECES, code="beyond",
        )  # fmt: skip


def basis_of(asked: str, *, has_rates: bool, fails: float, used: float) -> Basis:
    """What a part is reckoned from: what was asked for, else failures where they say anything."""
    if asked:
        return Basis(asked)
    return Basis.FAILURE if has_rates and (fails > 0 or used <= 0) else Basis.HISTORY


def by_share(monthly: float, used: Sequence[float], *, months: float) -> list[float]:
    """A forecast of the whole company given to regions by what each has used; evenly when nobody
    has used any."""
    total = sum(used)
    if not used:
        return []
    return [monthly * months * (one / total if total else 1 / len(used)) for one in used]
