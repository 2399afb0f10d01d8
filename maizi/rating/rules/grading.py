"""From a score to a grade, its limit and how long it holds (D-3, T-D2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maizi.credit.terms import CreditGrade
from maizi.kernel.errors import Refused
from maizi.kernel.money import show_yuan, yuan
from maizi.kernel.texts import N_, Said, say

from .days import months_from

GRADES = tuple(CreditGrade)
ZERO, MONTH_DAYS = Decimal(0), Decimal(30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What the company laid down, by grade from A to D (§O)."""

    cuts: tuple[int, ...]
    factors: tuple[Decimal, ...] = (Decimal(1), Decimal("0.8"), Decimal("0.6"), ZERO)
    terms_days: tuple[int, ...]
    grace_days: tuple[int, ...]
    review_months: tuple[int, ...] = (12, 6, 3, 3)
    most_missing: int = 20
    by_hand: Decimal = Decimal("0.2")
    stale_months: int = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Cautions:
    """What keeps a grade down whatever the score (D-3)."""

    is_late_30: bool = False
    is_late_60: bool = False
    is_new: bool = False
    has_gaps: bool = False
    is_fraud: bool = False
    is_dishonest: bool = False
    refuses_papers: bool = False


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade, the one by score alone, and what held it down."""

    grade: CreditGrade
    by_score: CreditGrade
    caps: tuple[Said, ...] = ()


def place(grade: CreditGrade) -> int:
    """0 for A."""
    return GRADES.index(grade)


def worse(one: CreditGrade, other: CreditGrade) -> CreditGrade:
    """The lower of two grades."""
    return one if place(one) >= place(other) else other


def grade_of(score: Decimal, policy: Policy) -> CreditGrade:
    """By score alone; whoever reaches a line is above it (D-3)."""
    for grade, cut in zip(GRADES, policy.cuts, strict=False):
        if score >= cut:
            return grade
    return CreditGrade.D


def grade(score: Decimal, cautions: Cautions, policy: Policy) -> Graded:
    """The grade of a score under its hard caps (D-3, T-D1)."""
    by_score = grade_of(score, policy)
    caps = [(most, said) for most, said in _caps(cautions) if place(most) > place(by_score)]
    found = by_score
    for most, _ in caps:
        found = worse(found, most)
    return Graded(found, by_score, tuple(said for _, said in caps))


def _caps(facts: Cautions) -> Iterator[tuple[CreditGrade, Said]]:
    if facts.is_late_30:
        yield CreditGrade.B, say(N_("12 个月内有逾期超过 30 天，最高 B 级"))
    if facts.is_late_60:
        yield CreditGrade.C, say(N_("12 个月内有逾期超过 60 天，最高 C 级"))
    if facts.is_new:
        yield CreditGrade.B, say(N_("新客户，最高 B 级"))
    if facts.has_gaps:
        yield CreditGrade.B, say(N_("资料不齐，最高 B 级"))
    if facts.is_fraud:
        yield CreditGrade.D, say(N_("有欺诈记录，定为 D 级"))
    if facts.is_dishonest:
        yield CreditGrade.D, say(N_("列入失信被执行人，定为 D 级"))
    if facts.refuses_papers:
        yield CreditGrade.D, say(N_("拒绝提供资料，定为 D 级"))


def limit(monthly_yuan: Decimal, days: int, factor: Decimal) -> Decimal:
    """Average monthly sales × credit days ÷ 30 × factor, to the cent (D-3, T-D2).

    T-D2: 150,000 × 30/30 × 0.80 = 120,000.00
    """
    return yuan(monthly_yuan * days / MONTH_DAYS * factor)


def is_within(limit_yuan: Decimal, formula_yuan: Decimal, share: Decimal) -> bool:
    """Whether a limit set by hand lies in ± the share of the formula's (D-3)."""
    return abs(limit_yuan - formula_yuan) <= yuan(formula_yuan * share)


def refuse_limit(
    limit_yuan: Decimal, *, formula_yuan: Decimal, reason: str, found: CreditGrade, share: Decimal
) -> None:
    """Raises Refused for a limit by hand without a reason, and for credit of grade D (D-3)."""
    if found == CreditGrade.D and limit_yuan > 0:
        raise Refused(N_("D 级不予赊销，额度只能是 0。需要例外请走订单审批。"), field="limit_yuan")
    if limit_yuan != formula_yuan and not reason.strip():
        low, high = formula_yuan * (1 - share), formula_yuan * (1 + share)
        raise Refused(
            N_("公式额度是 {formula} 元，您填了 {limit} 元。请写明调整理由；"
               "在 {low}–{high} 元之外还要总监加批。"),
            formula=show_yuan(formula_yuan), limit=show_yuan(limit_yuan), low=show_yuan(low),
            high=show_yuan(high), field="limit_reason",
        )  # fmt: skip


def below_exposure(limit_yuan: Decimal, exposure_yuan: Decimal) -> Said | None:
    """What a limit below what is used already means, in a sentence (D-30)."""
    if limit_yuan >= exposure_yuan:
        return None
    return say(
        N_("新额度 {limit} 元低于已用 {used} 元：已有订单和应收不变，"
           "收回 {gap} 元以前不再新增赊销。"),
        limit=show_yuan(limit_yuan), used=show_yuan(exposure_yuan),
        gap=show_yuan(exposure_yuan - limit_yuan),
    )  # fmt: skip


def until(found: CreditGrade, start: date, policy: Policy) -> date:
    """The day a grade has to be looked at again: yearly, half-yearly, quarterly (D-3)."""
    return months_from(start, policy.review_months[place(found)])


def measures(found: CreditGrade) -> Said:
    """What a grade means for the daily work (D-3)."""
    return say(MEASURES[found])


MEASURES = {
    CreditGrade.A: N_("正常订单自动放行；每年复评。"),
    CreditGrade.B: N_("额度内自动放行；每半年复评。"),
    CreditGrade.C: N_("额度从紧；新产品收 30% 定金；用到额度 80% 以上须经理批准；每季复评。"),
    CreditGrade.D: N_("只做预付或货到付款，不给新的赊销。"),
}
PLAIN = {
    CreditGrade.A: N_("一直按时付款，家底也厚：放心赊销，最长 {days} 天付款。"),
    CreditGrade.B: N_("基本靠得住：额度以内可以赊销，最长 {days} 天付款。"),
    CreditGrade.C: N_("有些让人不放心：少赊一点，{days} 天内要付清，多收定金。"),
    CreditGrade.D: N_("现在不能赊账：先收钱再发货，或货到付款。"),
}


def plainly(found: CreditGrade, days: int) -> Said:
    """The grade for somebody who never saw a scorecard."""
    return say(PLAIN[found], days=days)
