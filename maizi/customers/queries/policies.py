"""The company's numbers that the rules of the archive ask for. One or two queries each."""

from decimal import Decimal

from maizi.fields.queries import parameter, parameters

from ..rules.classes import RuleLimits
from ..rules.collecting import Thresholds
from ..rules.quality import QualityPolicy
from ..rules.tags import TagLimits
from ..terms.quality import FreshGroup


def tag_limits() -> TagLimits:
    """How many tags there may be."""
    return TagLimits(*(int(most) for most in parameter("tags.most")))


def rule_limits() -> RuleLimits:
    """How large a classification may be."""
    return RuleLimits(*(int(most) for most in parameter("classes.most")))


def recover_days() -> int:
    """How long a record that was put away can be brought back."""
    return int(parameter("archive.recover_days"))


def thresholds() -> Thresholds:
    """From where on information is filed or kept for verification."""
    file, verify, content = parameters("appraisal.file", "appraisal.verify", "appraisal.content")
    return Thresholds(tuple(map(int, file)), tuple(map(int, verify)), content)


def quality_policy() -> QualityPolicy:
    """Half-lives, weights and bands of the quality of a record."""
    half_life, groups, weights, bands = parameters(
        "quality.half_life", "quality.group_weights", "quality.weights", "quality.bands"
    )
    return QualityPolicy(
        dict(zip(FreshGroup, map(int, half_life), strict=True)),
        dict(zip(FreshGroup, map(Decimal, groups), strict=True)),
        tuple(weights),
        tuple(bands),
    )
