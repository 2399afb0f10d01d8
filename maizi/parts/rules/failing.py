"""How likely a part fails in a phase, learnt from repairs, and what that asks for (F-60)."""

from collections.abc import Sequence
from dataclasses import dataclass

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_


@dataclass(frozen=True, slots=True)
class Seat:
    """A part in a model: how many pieces of it one unit has, and how likely each fails.

    part, model  places in the lists that the demand is reckoned over
    probability  of one piece in one phase, ≥ 0; above 1 for what is replaced more than once
    """

    part: int
    model: int
    pieces: float
    probability: float


def updated_probability(
    prior: float, *, failures: float, exposed: float, prior_weight: float
) -> float:
    """What is believed after the repairs of a phase (F-60).

    failures      pieces replaced
    exposed       pieces that could have failed: units × pieces a unit
    prior_weight  how many pieces of experience the prior stands for, > 0
    """
    if prior_weight <= 0 or failures < 0 or exposed < 0 or prior < 0:
        raise Refused(N_("概率、故障数、台数不能是负数，先验权重要大于 0。"), code="negative")
    return (prior_weight * prior + failures) / (prior_weight + exposed)


def fleet_in_phase(start: float, planned_sales: float, *, sales_share: float = 0.5) -> float:
    """Units that are out on average: those at the start, and half of what will be sold (F-60).

    Raises Refused when more is taken back than there is.
    """
    found = start + planned_sales * sales_share
    if start < 0 or found < 0:
        raise Refused(N_("台数不能小于 0。请核对期初台数和计划销售。"), field="start")
    return found


def demands(seats: Sequence[Seat], fleet, *, parts: int):
    """λ of every part in every region: Σ over models of fleet × pieces × probability (F-60).

    fleet   models × regions, numpy array
    Gives parts × regions.
    """
    import numpy as np
    from scipy.sparse import csr_array

    fleet = np.asarray(fleet, dtype=float)
    if not seats:
        return np.zeros((parts, fleet.shape[1]))
    weights = [seat.pieces * seat.probability for seat in seats]
    places = ([seat.part for seat in seats], [seat.model for seat in seats])
    return csr_array((weights, places), shape=(parts, fleet.shape[0])) @ fleet
