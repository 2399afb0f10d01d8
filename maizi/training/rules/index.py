"""The index of performance and what it makes of pay (F-51)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.money import EXACT, ratio, yuan
from maizi.kernel.texts import N_

from .jobs import Job

FULL, NOTHING = Decimal(100), Decimal(0)
LOWEST_RATING, BEST_RATING = Decimal(1), Decimal(5)
HUNDREDTH, FINE = Decimal("0.01"), Decimal("0.0001")
FIRST, SLA, AGAIN, RATING = N_("首次修复率"), N_("承诺兑现率"), N_("返修率"), N_("客户评分")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What the company decided; every number is a parameter.

    weights          quality, quantity, attitude; together 1
    quality_weights  first-time fix, promises kept, no repeat; together 1
    job_weights      type of ticket -> how many usual jobs it counts as
    target           weighted jobs a month that are worth 100
    line             index, its span, coefficient there, span of the coefficient
    highest, lowest  what the coefficient never leaves
    """

    weights: tuple[Decimal, Decimal, Decimal]
    quality_weights: tuple[Decimal, Decimal, Decimal]
    job_weights: Mapping[str, Decimal]
    target: Decimal
    line: tuple[Decimal, Decimal, Decimal, Decimal]
    highest: Decimal
    lowest: Decimal


@dataclass(frozen=True, slots=True)
class Figures:
    """A month of one person; None wherever a fact is missing, and whatever would follow from it.

    first, sla, again  fractions
    rating             mean, 1 to 5
    quality, quantity, attitude, index  0 to 100
    """

    jobs: int
    weighted: Decimal
    first: Decimal | None
    sla: Decimal | None
    again: Decimal | None
    rating: Decimal | None
    quality: Decimal | None
    quantity: Decimal
    attitude: Decimal | None
    index: Decimal | None
    coefficient: Decimal | None

    @property
    def missing(self) -> list[str]:
        """What is not known, by its name."""
        facts = ((FIRST, self.first), (SLA, self.sla), (AGAIN, self.again), (RATING, self.rating))
        return [name for name, fact in facts if fact is None]


def figures_of(jobs: Sequence[Job], policy: Policy) -> Figures:
    """Everything about one person's month, from his jobs alone."""
    count = len(jobs)
    weighted = sum((policy.job_weights[job.type] for job in jobs), NOTHING)
    ratings = [job.rating for job in jobs if job.rating is not None]
    first = ratio(sum(job.is_first for job in jobs), count)
    sla = ratio(sum(job.kept for job in jobs), sum(job.promised for job in jobs))
    again = ratio(sum(job.is_again for job in jobs), count)
    rating = ratio(sum(ratings, NOTHING), len(ratings))
    quality = quality_of(first, sla, again, policy=policy)
    quantity, attitude = quantity_of(weighted, policy.target), attitude_of(rating)
    index = index_of(quality, quantity, attitude, policy=policy)
    coefficient = None if index is None else coefficient_of(index, policy)
    return Figures(
        count, weighted, first, sla, again, rating, quality, quantity, attitude, index, coefficient
    )


def quality_of(
    first: Decimal | None, sla: Decimal | None, again: Decimal | None, *, policy: Policy
) -> Decimal | None:
    """100·(0.5 first-time fix + 0.3 promises kept + 0.2 (1 − repeats)); None lacking any."""
    if first is None or sla is None or again is None:
        return None
    parts = (first, sla, 1 - again)
    whole = sum((w * part for w, part in zip(policy.quality_weights, parts, strict=True)), NOTHING)
    return _rounded(_between(FULL * whole, NOTHING, FULL), HUNDREDTH)


def quantity_of(weighted: Decimal, target: Decimal) -> Decimal:
    """100·weighted jobs / target, 100 at most."""
    return _rounded(_between(FULL * weighted / target, NOTHING, FULL), HUNDREDTH)


def attitude_of(rating: Decimal | None) -> Decimal | None:
    """The mean rating of customers, 1 as 0 and 5 as 100; None without one."""
    if rating is None:
        return None
    scaled = FULL * (rating - LOWEST_RATING) / (BEST_RATING - LOWEST_RATING)
    return _rounded(_between(scaled, NOTHING, FULL), HUNDREDTH)


def index_of(
    quality: Decimal | None, quantity: Decimal | None, attitude: Decimal | None, *, policy: Policy
) -> Decimal | None:
    """0.4 quality + 0.3 quantity + 0.3 attitude, to the hundredth; None lacking any."""
    if quality is None or quantity is None or attitude is None:
        return None
    parts = (quality, quantity, attitude)
    whole = sum((w * part for w, part in zip(policy.weights, parts, strict=True)), NOTHING)
    return _rounded(_between(whole, NOTHING, FULL), HUNDREDTH)


def coefficient_of(index: Decimal, policy: Policy) -> Decimal:
    """0.8 + (index − 60) / 40 × 0.4, within its bounds, to four places."""
    at, span, start, rise = policy.line
    reached = _rounded(start + (index - at) * rise / span, FINE)
    return _between(reached, policy.lowest, policy.highest)


def pay_of(basic_yuan: Decimal, coefficient: Decimal) -> Decimal:
    """Base × coefficient, half up to the cent. Raises Refused for a negative base."""
    if basic_yuan < 0:
        raise Refused(N_("基本工资不能是负数。"), field="basic_yuan")
    return yuan(EXACT.multiply(basic_yuan, coefficient))


def check_shares(values: Sequence[Decimal]) -> None:
    """Raises Refused for shares that do not make up the whole."""
    if sum(values) != 1:
        raise Refused(
            N_("几项相加必须等于 1，现在是 {total}。"), total=sum(values), field="value_0"
        )


def check_over(month: date, today: date) -> None:
    """Raises Refused while a month is not over: its figures still change."""
    if next_month(month) > today:
        raise Refused(
            N_("{month} 还没有结束，数字还会变。请在下个月签发。"), month=f"{month:%Y-%m}"
        )


def next_month(month: date) -> date:
    """The first day of the month after."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _between(value: Decimal, lowest: Decimal, highest: Decimal) -> Decimal:
    return min(max(value, lowest), highest)


def _rounded(value: Decimal, places: Decimal) -> Decimal:
    return value.quantize(places, rounding=ROUND_HALF_UP)
