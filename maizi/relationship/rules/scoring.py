"""The nine indicators from facts, their weights, the score and its band (L-12)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ..terms import Band, Indicator

ZERO, HALF, ONE, HUNDRED = Decimal(0), Decimal("0.5"), Decimal(1), Decimal(100)
CENT = Decimal("0.01")
# The points of the credit grades, and of a decision-maker by his leaning from −2 to +2.
OF_GRADE = {"a": HUNDRED, "b": Decimal(80), "c": Decimal(50), "d": Decimal(20)}
OF_LEANING = {-2: ZERO, -1: Decimal(25), 0: Decimal(50), 1: Decimal(75), 2: HUNDRED}
FULL_YEARS, FULL_REFERRALS, JOINT = Decimal(5), Decimal(2), Decimal(50)
BEST_NPS, BEST_MARK = Decimal(10), Decimal(5)


@dataclass(frozen=True, slots=True)
class Full:
    """What makes up full points.

    sales_yuan  net sales of a year; None when nobody has bought yet
    margin      gross margin, 0–1
    contacts    in a month
    """

    sales_yuan: Decimal | None
    margin: Decimal
    contacts: Decimal


def sales_points(
    now_yuan: Decimal, before_yuan: Decimal, *, year_part: Decimal, full_yuan: Decimal | None
) -> Decimal:
    """Half for how much is bought, half for growth against the period before.

    year_part  length of the period in years, > 0
    Growth by half and more is full, a loss of half and more nothing. Without sales before, or
    without a measure for how much is much, the other half says it alone.
    """
    known = []
    if full_yuan and full_yuan > 0:
        known.append(part(now_yuan / year_part, full_yuan))
    if before_yuan > 0:
        growth = (now_yuan - before_yuan) / before_yuan
        known.append(clamp(HUNDRED * (growth + HALF)))
    return mean(known) if known else (HUNDRED if now_yuan > 0 else ZERO)


def profit_points(net_yuan: Decimal, cost_yuan: Decimal, *, full: Decimal) -> Decimal | None:
    """Gross margin against the full one; nothing sold tells nothing."""
    if net_yuan <= 0:
        return None
    return part((net_yuan - cost_yuan) / net_yuan, full)


def share_points(share: Decimal | None) -> Decimal | None:
    """Our share of what the customer buys (C-20); above 1 is an error of the data, taken as 1."""
    return None if share is None else clamp(HUNDRED * share)


def payment_points(on_time: Decimal | None, grade: str) -> Decimal | None:
    """What was paid in time, 0–1, and the credit grade; each alone when the other is unknown."""
    known = [] if on_time is None else [clamp(HUNDRED * on_time)]
    if grade in OF_GRADE:
        known.append(OF_GRADE[grade])
    return mean(known)


def years_points(years: Decimal | None, kept: int, due: int) -> Decimal | None:
    """Years since the first order, and how many due obligations the customer kept in time."""
    known = [] if years is None else [part(years, FULL_YEARS)]
    if due:
        known.append(HUNDRED * kept / due)
    return mean(known)


def satisfaction_points(
    marks: Sequence[int], answers: Sequence[bool], nps: int | None
) -> Decimal | None:
    """Marks of service (1–5), satisfied after a complaint or not, the last NPS (0–10)."""
    known = []
    if marks:
        known.append(mean([HUNDRED * (one - 1) / (BEST_MARK - 1) for one in marks]))
    if answers:
        known.append(HUNDRED * sum(answers) / len(answers))
    if nps is not None:
        known.append(HUNDRED * nps / BEST_NPS)
    return mean(known)


def contact_points(
    contacts: int, *, months: Decimal, full: Decimal, has_people: bool, leaning: int | None
) -> Decimal:
    """Contacts a month, and how the best disposed decision-maker stands to us.

    leaning     −2 … +2; None when no decision-maker is known, which is nothing once the
                customer's people are known
    """
    often = part(contacts / months, full)
    if leaning is None:
        return mean([often, ZERO]) if has_people else often
    return mean([often, OF_LEANING[leaning]])


def referral_points(referrals: int, *, is_joint: bool) -> Decimal:
    """Customers it brought who have bought, full at two; a running agreement counts like one."""
    return clamp(HUNDRED * referrals / FULL_REFERRALS + (JOINT if is_joint else ZERO))


def complaint_points(received: int, ended: int, satisfied: int, asked: int) -> Decimal | None:
    """Of the complaints received: how many ended, and with how many the customer is satisfied."""
    if not received:
        return None
    known = [HUNDRED * ended / received]
    if asked:
        known.append(HUNDRED * satisfied / asked)
    return mean(known)


def spread_weights(
    weights: Mapping[Indicator, int], known: Mapping[Indicator, Decimal | None]
) -> dict[Indicator, Decimal]:
    """The weight each known indicator counts with: what is unknown is shared by proportion.

    They make up 100 exactly, to a hundredth; nothing for the unknown, and none at all when
    nothing that has a weight is known.
    """
    counted = [one for one in Indicator if known.get(one) is not None and weights[one] > 0]
    whole = sum(weights[one] for one in counted)
    found = dict.fromkeys(Indicator, ZERO)
    for one in counted:
        found[one] = (HUNDRED * weights[one] / whole).quantize(CENT, ROUND_HALF_UP)
    if counted:
        heaviest = max(counted, key=lambda one: weights[one])
        found[heaviest] += HUNDRED - sum(found.values())
    return found


def score_of(
    weights: Mapping[Indicator, int], values: Mapping[Indicator, Decimal | None]
) -> Decimal | None:
    """Σ value × weight ÷ Σ weight over what is known, half up to a hundredth; None for nothing."""
    counted = [one for one in Indicator if values.get(one) is not None and weights[one] > 0]
    if not counted:
        return None
    whole = sum(weights[one] for one in counted)
    total = sum((values[one] * weights[one] for one in counted), ZERO)
    return (total / whole).quantize(CENT, ROUND_HALF_UP)


def band_of(score: Decimal | None, cuts: Sequence[Decimal | int]) -> Band | None:
    """A from the first cut, B from the second, C from the third, D below (80/60/40)."""
    if score is None:
        return None
    found = (band for band, least in zip(Band, cuts, strict=False) if score >= least)
    return next(found, Band.D)


def part(reached: Decimal, full: Decimal) -> Decimal:
    """How much of the full amount is reached, 0–100."""
    return clamp(HUNDRED * reached / full)


def clamp(points: Decimal) -> Decimal:
    """Points between 0 and 100."""
    return min(HUNDRED, max(ZERO, points))


def mean(points: Sequence[Decimal]) -> Decimal | None:
    """The plain mean; None of nothing."""
    return sum(points, ZERO) / len(points) if points else None
