"""Reads of batches, cards and the worklist of appraisers."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Avg, Count, QuerySet

from maizi.accounts.access import rights_of, within

from .. import access
from ..models import Appraisal, BatchCard, CollectionBatch, Customer
from ..rules import collecting as rules
from ..terms.collecting import CardState, Content, Filing
from .policies import thresholds

MOST_SHOWN = 30


@dataclass(frozen=True)
class Waiting:
    """One batch or record that waits for a judgement, with what can be said beforehand."""

    row: CollectionBatch | Customer
    count: int
    completeness: Decimal | None
    content: Content
    has_basis: bool

    @property
    def is_batch(self) -> bool:
        return isinstance(self.row, CollectionBatch)


def waiting_batches(user) -> list[Waiting]:
    """Batches that wait for a judgement and have records, oldest first. Four queries."""
    rows = access.visible_batches(user).filter(
        filing=Filing.PENDING, customers__filing=Filing.PENDING, customers__archived_at=None
    )
    rows = rows.annotate(
        n=Count("customers"), mean=Avg("customers__quality__completeness")
    ).select_related("collector", "source")
    limits = thresholds()
    return [
        Waiting(row, row.n, row.mean, rules.content_of(row.mean, limits), bool(row.lawful_basis))
        for row in rows.order_by("collected_on", "pk")[:MOST_SHOWN]
    ]


def waiting_records(user) -> list[Waiting]:
    """Records that were kept for verification, oldest first. Three queries."""
    sight = rights_of(user).sight("customer", "appraise")
    rows = access.visible_customers(user).filter(within(user, sight), filing=Filing.VERIFY)
    rows = rows.select_related("quality", "owner", "batch").order_by("pk")[:MOST_SHOWN]
    limits = thresholds()
    found = []
    for row in rows:
        quality = getattr(row, "quality", None)
        complete = quality.completeness if quality else None
        content = rules.content_of(complete, limits)
        found.append(Waiting(row, 1, complete, content, bool(row.lawful_basis)))
    return found


def cards_of(user, batch_ids) -> QuerySet[BatchCard]:
    """The cards of batches the person sees, in their order."""
    seen = access.visible_batches(user).values("pk")
    rows = BatchCard.objects.filter(batch__in=batch_ids).filter(batch__in=seen)
    return rows.select_related("batch", "file", "customer", "typed_by")


def visible_cards(user) -> QuerySet[BatchCard]:
    """Cards of batches the person sees."""
    seen = access.visible_batches(user).values("pk")
    return BatchCard.objects.filter(batch__in=seen).select_related("batch__source", "file")


def next_waiting(card_or_batch) -> BatchCard | None:
    """The next card to be typed: after this one, else the first one left."""
    is_card = isinstance(card_or_batch, BatchCard)
    batch = card_or_batch.batch if is_card else card_or_batch
    rows = BatchCard.objects.filter(batch=batch, state=CardState.WAITING)
    if is_card:
        rows = rows.exclude(pk=card_or_batch.pk)
        later = rows.filter(position__gt=card_or_batch.position).first()
        return later or rows.first()
    return rows.first()


def card_counts(batch: CollectionBatch) -> dict[str, int]:
    """State -> cards of a batch. One query."""
    rows = BatchCard.objects.filter(batch=batch).order_by()
    return dict(rows.values_list("state").annotate(n=Count("pk")))


def appraisals_of(batch: CollectionBatch) -> QuerySet[Appraisal]:
    """What was thought of a batch, newest first."""
    return Appraisal.objects.filter(batch=batch).select_related("by")[:10]
