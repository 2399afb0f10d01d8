"""Weighted forecast, conversion of a cohort, and how true the forecasts were (B-4)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.utils import timezone

from maizi.customers.queries import beginning_of
from maizi.kernel.money import ratio, yuan

from .. import access
from ..models import Opportunity, Pipeline, Stage
from ..rules.forecast import Conversion, by_month, conversions, weighted_yuan
from ..rules.learning import Bin, brier, calibration
from ..terms import DealState, LossReason, Step

MOST_LINES = 50_000
MOST_PAIRS = 20_000


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is open in one pipeline and what it should bring, by the stages and as learned."""

    count: int
    amount_yuan: Decimal
    weighted_yuan: Decimal
    learned_yuan: Decimal
    months: list[tuple[str, Decimal, Decimal]]


def outlook(user, pipeline: Pipeline) -> Outlook:
    """Open opportunities of a pipeline; without a date they stand under "". Two queries."""
    chances = {stage.pk: stage.probability for stage in pipeline.stages.all()}
    rows = access.visible_opportunities(user).filter(pipeline=pipeline, state=DealState.OPEN)
    found = list(rows.values_list("stage", "amount_yuan", "chance", "expected_on")[:MOST_LINES])
    lines = [(a or Decimal(0), chances[s], c, d.strftime("%Y-%m") if d else "")
             for s, a, c, d in found]  # fmt: skip
    months = by_month((month, amount, usual) for amount, usual, _, month in lines)
    return Outlook(
        len(lines), yuan(sum((a for a, *_ in lines), Decimal(0))),
        weighted_yuan((a, usual) for a, usual, *_ in lines),
        weighted_yuan((a, usual if c is None else c) for a, usual, c, _ in lines),
        [(month, plain, weighted) for month, (plain, weighted) in months.items()],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cohort:
    """The opportunities created in one month: how far they came."""

    month: str
    count: int
    won: int
    lines: list[Conversion]


def cohorts(user, pipeline: Pipeline, *, today: date, months: int = 6) -> list[Cohort]:
    """Conversion from stage to stage of the last months, newest first. Two queries."""
    first = _month(today, months - 1)
    steps = [Step(stage.step) for stage in pipeline.stages.all()]
    rows = access.visible_opportunities(user).filter(
        pipeline=pipeline, created_at__gte=beginning_of(first)
    )
    found: dict[str, list[tuple[int, bool]]] = {}
    for created_at, furthest, state in rows.values_list("created_at", "furthest", "state"):
        month = timezone.localtime(created_at).strftime("%Y-%m")
        found.setdefault(month, []).append((furthest, state == DealState.WON))
    return [
        Cohort(month, len(lines), won := sum(is_won for _, is_won in lines),
               conversions([rank for rank, _ in lines], steps, won=won))
        for month, lines in sorted(found.items(), reverse=True)
    ]  # fmt: skip


def _month(day: date, back: int) -> date:
    """The first day of the month so many months back."""
    number = day.year * 12 + day.month - 1 - back
    return date(number // 12, number % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class Truth:
    """How well one way to forecast was calibrated."""

    bins: list[Bin]
    error: Decimal | None
    count: int


def truth(user, pipeline: Pipeline) -> dict[str, Truth]:
    """Forecasts made at every move of opportunities that have ended since, beside the end.

    Both ways judged on the same moves: those for which something had been learned. One query.
    """
    rows = access.visible_moves(user).filter(
        opportunity__pipeline=pipeline, state=DealState.OPEN, learned_chance__isnull=False,
        opportunity__state__in=(DealState.WON, DealState.LOST),
    )  # fmt: skip
    found = list(
        rows.order_by("-id").values_list("usual_chance", "learned_chance", "opportunity__state")
        [:MOST_PAIRS]
    )  # fmt: skip
    usual = [(u, state == DealState.WON) for u, _, state in found]
    learned = [(c, state == DealState.WON) for _, c, state in found]
    return {name: Truth(calibration(pairs), brier(pairs), len(pairs))
            for name, pairs in (("usual", usual), ("learned", learned))}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Loss:
    """One reason, and how often and for how much it was given."""

    reason: LossReason
    count: int
    amount_yuan: Decimal
    share: Decimal | None


def losses(user, pipeline: Pipeline) -> list[Loss]:
    """Why opportunities failed or were put off, the most frequent first. One query."""
    rows = access.visible_opportunities(user).filter(pipeline=pipeline).exclude(reason="")
    lines = list(
        rows.order_by().values_list("reason").annotate(n=Count("pk"), amount=Sum("amount_yuan"))
    )
    total = sum(n for _, n, _ in lines)
    lines.sort(key=lambda line: (-line[1], line[0]))
    return [Loss(LossReason(reason), n, amount or Decimal(0), ratio(n, total))
            for reason, n, amount in lines]  # fmt: skip


def stage_lines(user, pipeline: Pipeline) -> list[tuple[Stage, int, int]]:
    """Each stage with how many that reached it were won and lost. Two queries."""
    ended = Q(opportunity__state=DealState.WON), Q(opportunity__state=DealState.LOST)
    counted = (
        access.visible_moves(user).filter(stage__pipeline=pipeline, state=DealState.OPEN)
        .order_by().values_list("stage")
        .annotate(won=Count("opportunity", distinct=True, filter=ended[0]),
                  lost=Count("opportunity", distinct=True, filter=ended[1]))
    )  # fmt: skip
    known = {stage: (won, lost) for stage, won, lost in counted}
    return [(stage, *known.get(stage.pk, (0, 0))) for stage in pipeline.stages.all()]


def open_of(user, customer) -> list[Opportunity]:
    """Opportunities of a customer, open ones first. One query."""
    rows = access.visible_opportunities(user).filter(customer=customer)
    rows = rows.select_related("stage", "owner", "pipeline").order_by("closed_at", "-id")
    return sorted(rows[:100], key=lambda row: row.state != DealState.OPEN)
