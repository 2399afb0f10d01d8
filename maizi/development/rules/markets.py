"""Who belongs to a target market, and how well (B-1)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.money import ratio
from maizi.kernel.texts import N_

from ..terms.markets import Criterion

USUAL_WEIGHTS: Mapping[Criterion, int] = {
    Criterion.INDUSTRY: 30, Criterion.REGION: 20, Criterion.NATURE: 15, Criterion.SIZE: 15,
    Criterion.REACH: 10, Criterion.WARM: 10,
}  # fmt: skip
ASKING = (Criterion.INDUSTRY, Criterion.REGION, Criterion.NATURE, Criterion.SIZE)


@dataclass(frozen=True, slots=True)
class Segment:
    """What a market asks: codes of industries, natures, sizes; names of provinces and cities.

    An empty collection asks nothing.
    """

    industries: Collection[str] = ()
    regions: Collection[str] = ()
    natures: Collection[str] = ()
    sizes: Collection[str] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.industries or self.regions or self.natures or self.sizes)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What screening knows of one customer."""

    industry: str = ""
    places: tuple[str, ...] = ()
    nature: str = ""
    size: str = ""
    is_reachable: bool = False
    is_warm: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """0 to 100, with the criteria that were met."""

    points: int
    reasons: tuple[Criterion, ...]


def score(candidate: Candidate, segment: Segment) -> Score:
    """The weights met, as a share of those the market asks at all (B-1)."""
    met = {
        Criterion.INDUSTRY: candidate.industry in segment.industries,
        Criterion.REGION: bool(set(candidate.places) & set(segment.regions)),
        Criterion.NATURE: candidate.nature in segment.natures,
        Criterion.SIZE: candidate.size in segment.sizes,
        Criterion.REACH: candidate.is_reachable, Criterion.WARM: candidate.is_warm,
    }  # fmt: skip
    asked = {
        Criterion.INDUSTRY: segment.industries, Criterion.REGION: segment.regions,
        Criterion.NATURE: segment.natures, Criterion.SIZE: segment.sizes,
        Criterion.REACH: True, Criterion.WARM: True,
    }  # fmt: skip
    counted = [one for one in Criterion if asked[one]]
    reasons = tuple(one for one in counted if met[one])
    part = ratio(
        sum(USUAL_WEIGHTS[one] for one in reasons), sum(USUAL_WEIGHTS[one] for one in counted)
    )
    return Score(int(((part or Decimal(0)) * 100).to_integral_value()), reasons)


def check_market(segment: Segment, *, starts_on, ends_on) -> None:
    """A market says whom it means, and its days are the right way round. Raises Refused."""
    if segment.is_empty:
        raise Refused(
            N_("请至少写明一项：行业、地区、客户性质或规模，否则所有客户都是目标。"),
            field="industries",
        )
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused(N_("结束日期早于开始日期。"), field="ends_on")
