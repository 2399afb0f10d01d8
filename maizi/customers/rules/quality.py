"""How good a record is: completeness, freshness, validity, score (A-40)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ..terms.quality import Candidacy, FreshGroup, QualityBand

PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing a complete record knows.

    weight  3 must, 2 should, 1 may (A-2)
    names   columns of which one is enough
    """

    code: str
    label: str
    weight: int
    group: FreshGroup
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QualityPolicy:
    """The company's numbers of A-40.

    half_life  days after which knowledge of a group is worth half
    groups     weight of each group in the mean of freshness
    weights    of completeness, freshness and validity in the score
    bands      least score of excellent, good and fair
    """

    half_life: Mapping[FreshGroup, int]
    groups: Mapping[FreshGroup, Decimal]
    weights: tuple[Decimal, Decimal, Decimal]
    bands: tuple[Decimal, Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Quality:
    """What a record is worth, each 0–1 or None where there is nothing to judge."""

    completeness: Decimal | None
    freshness: Decimal | None
    validity: Decimal | None
    score: Decimal | None
    band: QualityBand | None


def completeness(wanted: Sequence[Wanted], filled: set[str]) -> Decimal | None:
    """Σ w·filled / Σ w over the wanted fields (A-40); None when nothing is wanted."""
    whole = sum(field.weight for field in wanted)
    if not whole:
        return None
    have = sum(field.weight for field in wanted if field.code in filled)
    return _rounded(Decimal(have) / whole)


def freshness(age_days: int, half_life_days: int) -> Decimal:
    """0.5 ^ (age / half-life) (A-40); what was verified today or later is 1."""
    age = max(age_days, 0)
    return _rounded(Decimal(0.5 ** (age / half_life_days)))


def mean_freshness(ages: Mapping[FreshGroup, int], policy: QualityPolicy) -> Decimal | None:
    """The freshness of the groups a record has, weighted (A-40)."""
    whole = sum(policy.groups[group] for group in ages)
    if not whole:
        return None
    parts = (
        policy.groups[group] * freshness(age, policy.half_life[group])
        for group, age in ages.items()
    )
    return _rounded(sum(parts) / whole)


def validity(checkable: int, bad: int) -> Decimal | None:
    """Share of checkable values not known bad (A-40); None when there is none to check."""
    return None if not checkable else _rounded(Decimal(checkable - bad) / checkable)


def score_of(
    complete: Decimal | None, fresh: Decimal | None, valid: Decimal | None, policy: QualityPolicy
) -> Decimal | None:
    """0.5·C + 0.3·F + 0.2·V (A-40); what cannot be judged gives its weight to the others."""
    pairs = [
        (weight, part)
        for weight, part in zip(policy.weights, (complete, fresh, valid), strict=True)
        if part is not None
    ]
    whole = sum(weight for weight, _ in pairs)
    return _rounded(sum(weight * part for weight, part in pairs) / whole) if whole else None


def band_of(score: Decimal | None, policy: QualityPolicy) -> QualityBand | None:
    """优, 良, 中 or 差 (A-40)."""
    if score is None:
        return None
    for band, least in zip(QualityBand, policy.bands, strict=False):
        if score >= least:
            return band
    return QualityBand.POOR


def quality_of(
    complete: Decimal | None, fresh: Decimal | None, valid: Decimal | None, policy: QualityPolicy
) -> Quality:
    """The three parts with score and band."""
    score = score_of(complete, fresh, valid, policy)
    return Quality(complete, fresh, valid, score, band_of(score, policy))


def emptiest(wanted: Sequence[Wanted], filled: set[str], count: int | None = 3) -> list[Wanted]:
    """The empty fields that matter most, the weightiest first, in their order (A-34)."""
    empty = [field for field in wanted if field.code not in filled]
    return sorted(empty, key=lambda field: -field.weight)[:count]


def candidacy(
    *, is_disqualified: bool, validity: Decimal | None, is_silent: bool, is_dropped: bool = False
) -> Candidacy | None:
    """Why a record should be looked at for clearing out, the weightiest reason (A-40)."""
    if is_dropped:
        return Candidacy.DROPPED
    if is_disqualified:
        return Candidacy.DISQUALIFIED
    if validity == 0:
        return Candidacy.INVALID
    return Candidacy.SILENT if is_silent else None


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(PLACES, rounding=ROUND_HALF_UP)
