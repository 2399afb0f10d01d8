"""The order's credit check: may it go, who decides, and why (D-30)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from maizi.kernel.money import show_yuan, yuan
from maizi.kernel.texts import N_, Said, say

from ..terms import ApprovalLevel, CreditGrade, CreditOutcome, ReasonCode

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Exposure:
    """What a customer's limit is used for.

    receivable_yuan  unpaid
    orders_yuan      approved orders not yet invoiced, without the order that is judged
    unapplied_yuan   money received that pays for nothing yet, deposits of orders left out
    """

    limit_yuan: Decimal = ZERO
    receivable_yuan: Decimal = ZERO
    orders_yuan: Decimal = ZERO
    unapplied_yuan: Decimal = ZERO

    @property
    def exposure_yuan(self) -> Decimal:
        """Unpaid + approved uninvoiced orders − unapplied receipts (D-30)."""
        return self.receivable_yuan + self.orders_yuan - self.unapplied_yuan

    @property
    def available_yuan(self) -> Decimal:
        """Limit − exposure; negative when the limit was lowered below it (D-30)."""
        return self.limit_yuan - self.exposure_yuan


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What holds for a customer.

    grade                None as long as nobody was graded
    expired_on           the day the grade ran out; None while it holds
    is_first_trade       a graded customer whom nothing was ever billed to
    overdue_region_days  later than this the region decides, not the credit officer
    excess_shares        of the limit: up to which excess the sales lead and the region decide
    c_use                grade C: the use of the limit above which the sales lead decides, 0–1
    new_deposit          grade C: what is paid ahead of products new to the customer, 0–1
    """

    is_held: bool = False
    hold_reason: str = ""
    grade: CreditGrade | None = None
    terms_days: int = 0
    grace_days: int = 0
    overdue_region_days: int = 30
    excess_shares: tuple[Decimal, Decimal]
    expired_on: date | None = None
    is_first_trade: bool = False
    c_use: Decimal = Decimal(1)
    new_deposit: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Asked:
    """The order: what of it is on credit, for how long; what the same order holds already.

    new_yuan    products of the order that the customer never ordered before
    ahead_yuan  paid ahead of the order
    """

    credit_part_yuan: Decimal
    terms_days: int = 0
    reserved_yuan: Decimal = ZERO
    new_yuan: Decimal = ZERO
    ahead_yuan: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Overdue:
    """The latest of the customer's open receivables: days past due, and how much is overdue."""

    days: int = 0
    amount_yuan: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that keeps an order from passing; level None: nobody can let it through."""

    code: ReasonCode
    said: Said
    level: ApprovalLevel | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers a person is told together with the answer."""

    limit_yuan: Decimal
    receivable_yuan: Decimal
    open_orders_yuan: Decimal
    unapplied_yuan: Decimal
    available_yuan: Decimal
    asked_yuan: Decimal
    excess_yuan: Decimal


@dataclass(frozen=True, slots=True)
class CreditVerdict:
    """The answer to an order: outcome, every reason, the figures, who may let it through."""

    outcome: CreditOutcome
    figures: Figures
    reasons: tuple[Reason, ...] = ()

    @property
    def level(self) -> ApprovalLevel | None:
        """The highest level that some reason needs."""
        levels = [reason.level for reason in self.reasons if reason.level]
        return max(levels, key=lambda level: level.rank, default=None)

    @property
    def said(self) -> Said:
        """The answer as one sentence: why, the figures, who may let it through."""
        return told(self)

    @property
    def levels(self) -> tuple[ApprovalLevel, ...]:
        """Everybody whose yes is needed, from below."""
        return tuple(sorted({r.level for r in self.reasons if r.level}, key=lambda one: one.rank))


def decide_order(
    exposure: Exposure, asked: Asked, overdue: Overdue, policy: Policy
) -> CreditVerdict:
    """Whether an order may go on credit (D-30, T-D5).

    Paid in full it passes whatever else holds; so does an order that asks for no more than it
    holds already: a lower limit cancels nothing.
    """
    figures = _figures(exposure, asked)
    if asked.credit_part_yuan <= 0 or asked.credit_part_yuan <= asked.reserved_yuan:
        return CreditVerdict(CreditOutcome.PASS, figures)
    barred = tuple(_barred(policy))
    if barred:
        return CreditVerdict(CreditOutcome.REJECT, figures, barred)
    reasons = tuple(_doubts(figures, asked, overdue, policy))
    outcome = CreditOutcome.APPROVAL if reasons else CreditOutcome.PASS
    return CreditVerdict(outcome, figures, reasons)


PASSED = N_("信用检查通过：本单赊销 {asked_yuan} 元，可用 {available_yuan} 元。")
REJECTED = N_(
    "不能赊销：{why}。请先收款，或请信用管理员解除后再提交。额度 {limit_yuan} 元，"
    "未收 {receivable_yuan} 元，未开票订单 {open_orders_yuan} 元，预收 {unapplied_yuan} 元。"
)
DOUBTED = N_(
    "须审批：{why}。额度 {limit_yuan} 元，未收 {receivable_yuan} 元，"
    "未开票订单 {open_orders_yuan} 元，预收 {unapplied_yuan} 元，可用 {available_yuan} 元，"
    "本单赊销 {asked_yuan} 元。可由{who}批准。"
)
SHOWN = (
    "limit_yuan", "receivable_yuan", "open_orders_yuan", "unapplied_yuan", "available_yuan",
    "asked_yuan",
)  # fmt: skip


def told(verdict: CreditVerdict) -> Said:
    """The verdict as one sentence with its figures and who may decide."""
    shown = {name: show_yuan(getattr(verdict.figures, name)) for name in SHOWN}
    why = [reason.said for reason in verdict.reasons]
    if verdict.outcome == CreditOutcome.PASS:
        return say(PASSED, **shown)
    if verdict.level is None:
        return say(REJECTED, why=why, **shown)
    return say(DOUBTED, why=why, who=say(verdict.level.chinese), **shown)


def _figures(exposure: Exposure, asked: Asked) -> Figures:
    available = exposure.available_yuan
    return Figures(
        exposure.limit_yuan, exposure.receivable_yuan, exposure.orders_yuan,
        exposure.unapplied_yuan, available, asked.credit_part_yuan,
        max(ZERO, asked.credit_part_yuan - max(ZERO, available)),
    )  # fmt: skip


def _barred(policy: Policy) -> Iterator[Reason]:
    if policy.is_held:
        why = say(N_("客户的信用已冻结（{reason}）"), reason=policy.hold_reason or "—")
        yield Reason(ReasonCode.HELD, why)
    if policy.grade == CreditGrade.D:
        yield Reason(ReasonCode.CASH_ONLY, say(N_("信用等级D不予赊销")))


def _doubts(figures: Figures, asked: Asked, overdue: Overdue, policy: Policy) -> Iterator[Reason]:
    if overdue.days > policy.grace_days:
        is_late = overdue.days > policy.overdue_region_days
        why = say(N_("有 {amount} 元逾期未收，最长 {days} 天（宽限 {grace} 天）"),
                  amount=show_yuan(overdue.amount_yuan), days=overdue.days,
                  grace=policy.grace_days)  # fmt: skip
        level = ApprovalLevel.REGION if is_late else ApprovalLevel.CREDIT_OFFICER
        yield Reason(ReasonCode.OVERDUE, why, level)
    if figures.excess_yuan > 0:
        why = say(N_("超过可用额度 {excess} 元"), excess=show_yuan(figures.excess_yuan))
        yield Reason(ReasonCode.EXCESS, why, excess_level(figures, policy.excess_shares))
    if asked.terms_days > policy.terms_days:
        why = say(N_("账期 {asked} 天，最长 {most} 天"), asked=asked.terms_days,
                  most=policy.terms_days)  # fmt: skip
        yield Reason(ReasonCode.TERMS, why, ApprovalLevel.DIRECTOR)
    yield from _graded_doubts(figures, asked, policy)


def _graded_doubts(figures: Figures, asked: Asked, policy: Policy) -> Iterator[Reason]:
    """What the grade adds: an expired one is looked at, a first trade is paid, C is watched."""
    if policy.expired_on is not None:
        why = say(N_("信用等级已于 {day} 到期，尚未复评"), day=policy.expired_on.isoformat())
        yield Reason(ReasonCode.REVIEW, why, ApprovalLevel.CREDIT_OFFICER)
    if policy.is_first_trade:
        why = say(N_("首次交易不赊销，须特批"))
        yield Reason(ReasonCode.FIRST, why, ApprovalLevel.DIRECTOR)
    if policy.grade != CreditGrade.C:
        return
    used = figures.limit_yuan - figures.available_yuan + asked.credit_part_yuan
    if figures.excess_yuan == 0 and used > figures.limit_yuan * policy.c_use:
        share, most = percent(used / figures.limit_yuan), percent(policy.c_use)
        why = say(
            N_("信用等级C，本单以后将用去额度的 {share}%，超过 {most}%"), share=share, most=most
        )
        yield Reason(ReasonCode.USE, why, ApprovalLevel.SALES_LEAD)
    deposit = yuan(asked.new_yuan * policy.new_deposit)
    if asked.ahead_yuan < deposit:
        why = say(N_("信用等级C买新产品，应先付定金 {deposit} 元，已付 {ahead} 元"),
                  deposit=show_yuan(deposit), ahead=show_yuan(asked.ahead_yuan))  # fmt: skip
        yield Reason(ReasonCode.DEPOSIT, why, ApprovalLevel.SALES_LEAD)


def percent(share: Decimal) -> str:
    """A share (0–1) as a percentage, to one place where it needs one: "80", "86.7"."""
    return format((share * 100).quantize(Decimal("0.1"), ROUND_HALF_UP).normalize(), "f")


def excess_level(figures: Figures, shares: tuple[Decimal, Decimal]) -> ApprovalLevel:
    """Who may allow an excess, by its share of the limit; the limits belong to the lower (D-30)."""
    low, high = shares
    if figures.excess_yuan <= figures.limit_yuan * low:
        return ApprovalLevel.SALES_LEAD
    if figures.excess_yuan <= figures.limit_yuan * high:
        return ApprovalLevel.REGION
    return ApprovalLevel.HQ
