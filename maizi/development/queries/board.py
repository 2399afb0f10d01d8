"""The board: a column for each stage with its numbers and its oldest cards (B-4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum, Window
from django.db.models.functions import RowNumber

from .. import access
from ..models import Opportunity, Pipeline, Stage
from ..rules.ageing import ageing_of, days_in, next_step_of
from ..rules.forecast import weighted_yuan
from ..terms import Ageing, DealState, NextStep

CARDS = 25


@dataclass(frozen=True, slots=True)
class Card:
    """One opportunity as the board shows it."""

    row: Opportunity
    days: int
    ageing: Ageing
    next: NextStep


@dataclass
class Column:
    """One stage: its cards, how many there are, and what they are worth."""

    stage: Stage
    count: int = 0
    amount_yuan: Decimal = Decimal(0)
    weighted_yuan: Decimal = Decimal(0)
    by_next: Mapping[str, int] = field(default_factory=dict)
    stale: int = 0
    cards: list[Card] = field(default_factory=list)

    @property
    def more(self) -> int:
        return self.count - len(self.cards)

    @property
    def is_full(self) -> bool:
        """More than the stage should hold at once."""
        return bool(self.stage.most_open) and self.count > self.stage.most_open


@dataclass(frozen=True, slots=True)
class Asked:
    """Which opportunities the board shows: of one pipeline, of one person or of all in sight."""

    pipeline: Pipeline
    owner: object = None
    words: str = ""


def board(user, asked: Asked, *, now: datetime, today: date) -> list[Column]:
    """Every stage of a pipeline with numbers over all its open cards and the oldest 25.

    Three queries, however many opportunities.
    """
    stages = list(asked.pipeline.stages.all())
    columns = {stage.pk: Column(stage) for stage in stages}
    rows = _open(user, asked, stages)
    for line in _numbers(rows, stages, now=now, today=today):
        column = columns[line["stage"]]
        column.count, column.stale = line["count"], line["stale"]
        column.amount_yuan = line["amount"] or Decimal(0)
        chance = column.stage.probability
        column.weighted_yuan = weighted_yuan([(column.amount_yuan, chance)])
        column.by_next = {key: line[f"next_{key}"] for key in NextStep}
    for row in _oldest(rows):
        column = columns[row.stage_id]
        column.cards.append(card_of(row, column.stage, now=now, today=today))
    return list(columns.values())


def card_of(row: Opportunity, stage: Stage, *, now: datetime, today: date) -> Card:
    """One opportunity with its age and its next step."""
    days = days_in(row.entered_at, now)
    ageing = ageing_of(days, expected_days=stage.expected_days, most_days=stage.most_days)
    return Card(row, days, ageing, next_step_of(row.next_on, today))


def _open(user, asked: Asked, stages: list[Stage]) -> QuerySet[Opportunity]:
    rows = access.visible_opportunities(user).filter(state=DealState.OPEN, stage__in=stages)
    if asked.owner is not None:
        rows = rows.filter(owner=asked.owner)
    if asked.words:
        found = Q(name__icontains=asked.words) | Q(customer__name__icontains=asked.words)
        rows = rows.filter(found)
    return rows


def _numbers(rows: QuerySet, stages: list[Stage], *, now: datetime, today: date) -> QuerySet:
    stale = Q(pk__in=[])
    for stage in stages:
        if stage.most_days:
            stale |= Q(stage=stage, entered_at__lte=now - timedelta(stage.most_days))
    return rows.order_by().values("stage").annotate(
        count=Count("pk"), amount=Sum("amount_yuan"), stale=Count("pk", filter=stale),
        next_none=Count("pk", filter=Q(next_on=None)),
        next_planned=Count("pk", filter=Q(next_on__gt=today)),
        next_today=Count("pk", filter=Q(next_on=today)),
        next_late=Count("pk", filter=Q(next_on__lt=today)),
    )  # fmt: skip


def _oldest(rows: QuerySet) -> QuerySet[Opportunity]:
    """The cards that stand longest, 25 of each stage, whoever owns them."""
    place = Window(RowNumber(), partition_by="stage", order_by=["entered_at", "pk"])
    chosen = rows.order_by().annotate(place=place).filter(place__lte=CARDS)
    found = Opportunity.objects.filter(pk__in=list(chosen.values_list("pk", flat=True)))
    return found.select_related("customer", "owner").order_by("entered_at", "pk")
