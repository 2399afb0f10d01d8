"""Collect data in batches, type cards from pictures, appraise what came in (A-10 … A-14)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from maizi.files.actions import attach, store
from maizi.files.terms import Purpose
from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import queries
from ..models import (
    Appraisal,
    BatchCard,
    CollectionBatch,
    CollectionSource,
    Customer,
)
from ..rules import collecting as rules
from ..terms import Channel, PartyType
from ..terms.collecting import BatchKind, CardState, Filing

MOST_PHOTOS = 200
MOST_AT_ONCE = 50
PERSONAL = ("mobile", "email", "wechat", "birthday", "gender", "employer")


@transaction.atomic
def save_batch(row: CollectionBatch, verb: str, *, by) -> CollectionBatch:
    """Store a batch; the caller records. Collector and unit are those who made it.

    Raises Refused for pictures of cards from a competitor without a lawful basis (A-13), and
    for a date that lies ahead.
    """
    if row._state.adding:
        row.collector, row.org_unit_id = by, by.unit_id
    row.title = " ".join(row.title.split())
    if row.collected_on > timezone.localdate():
        raise Refused(N_("采集日期不能晚于今天。"), field="collected_on")
    if row.source_id:
        row.channel = row.source.channel
    rules.refuse_without_basis(
        row.channel, is_personal=row.kind == BatchKind.PHOTOS, basis=row.lawful_basis,
        source_needs_basis=bool(row.source_id and row.source.needs_basis),
    )  # fmt: skip
    row.save()
    return row


def save_source(row: CollectionSource, verb: str, *, by) -> CollectionSource:
    """Store a source of the company's own; the caller records."""
    row.name = " ".join(row.name.split())
    row.save()
    return row


def settle_origin(row: Customer, stored: Customer | None, *, by, today: date) -> None:
    """Where a record comes from: its batch, and a lawful basis where one is needed (A-13).

    A hand-typed customer falls into its collector's batch of the month for that channel.
    """
    if row.source_id and (stored is None or stored.source_id != row.source_id):
        row.channel = row.source.channel
    is_new_origin = stored is None or (stored.channel, stored.source_id) != (
        row.channel, row.source_id,
    )  # fmt: skip
    if is_new_origin:
        basis = row.lawful_basis or (row.batch.lawful_basis if row.batch_id else "")
        rules.refuse_without_basis(
            row.channel, is_personal=is_personal(row), basis=basis,
            source_needs_basis=bool(row.source_id and row.source.needs_basis),
        )  # fmt: skip
    if stored is None and row.batch_id is None and by is not None:
        row.batch = batch_of_the_month(row.channel or Channel.OTHER, by=by, today=today)


def is_personal(row: Customer) -> bool:
    """Whether a record holds personal information: a person's, or somebody's own numbers."""
    return row.party_type == PartyType.INDIVIDUAL or any(getattr(row, n) for n in PERSONAL)


def batch_of_the_month(channel: str, *, by, today: date) -> CollectionBatch:
    """The batch into which what somebody types in falls by itself; made when it is the first."""
    key = {"collector": by, "channel": channel, "month": f"{today:%Y-%m}"}
    title = f"{by} {Channel(channel).chinese} {today:%Y-%m}"
    batch, _is_new = CollectionBatch.objects.get_or_create(
        **key, defaults={"title": title[:60], "org_unit_id": by.unit_id, "collected_on": today}
    )
    if batch.filing != Filing.PENDING:  # judged already: what comes later waits for a look
        CollectionBatch.objects.filter(pk=batch.pk).update(filing=Filing.PENDING)
    return batch


def batch_of_import(run, *, by) -> CollectionBatch:
    """The batch of one import, made with its first rows."""
    batch, _is_new = CollectionBatch.objects.get_or_create(
        run=run,
        defaults={
            "kind": BatchKind.SHEET, "title": run.name[:60], "channel": Channel.IMPORT,
            "collector": by, "org_unit_id": by.unit_id, "collected_on": timezone.localdate(),
        },
    )  # fmt: skip
    return batch


@transaction.atomic
def add_photos(batch: CollectionBatch, uploads: Iterable, *, by) -> list[BatchCard]:
    """Put pictures of cards into a batch; the same picture twice is once.

    Raises Refused for what is no picture, and for too many.
    """
    uploads = list(uploads)
    if not uploads:
        raise Refused(N_("请先选择名片的照片。"), field="photos")
    have = batch.cards.count()
    if len(uploads) > MOST_AT_ONCE:
        raise Refused(N_("一次最多上传 {most} 张。请分几次。"), most=MOST_AT_ONCE, field="photos")
    if have + len(uploads) > MOST_PHOTOS:
        raise Refused(
            N_("一个批次最多 {most} 张名片。请另建一个批次。"), most=MOST_PHOTOS, field="photos"
        )
    known = set(batch.cards.values_list("file__sha256", flat=True))
    made = []
    for upload in uploads:
        file = store(upload, by=by, purpose=Purpose.PHOTO)
        if file.sha256 in known:
            continue
        known.add(file.sha256)
        attach(file, batch, by=by)
        card = BatchCard(batch=batch, file=file, position=have + len(made) + 1)
        card.save()
        made.append(card)
    return made


@transaction.atomic
def close_card(card: BatchCard, customer: Customer | None, *, by, note: str = "") -> BatchCard:
    """The card has been typed into a customer, or is skipped with a note.

    Raises Refused when somebody else was faster.
    """
    card = BatchCard.objects.select_for_update().get(pk=card.pk)
    if card.state == CardState.TYPED:
        raise Refused(N_("这张名片已经由 {who} 录入。请看下一张。"), who=card.typed_by)
    with recorded(card, Verb.CHANGE, by=by):
        card.state = CardState.TYPED if customer else CardState.SKIPPED
        card.customer, card.note = customer, note[:100]
        card.typed_by, card.typed_at = by, timezone.now()
        card.save()
    return card


@transaction.atomic
def appraise_batch(
    batch: CollectionBatch, *, rating: rules.Rating, by, chosen: Filing | None = None,
    reason: str = "", now: datetime | None = None,
) -> Appraisal:  # fmt: skip
    """Judge a batch; its records that wait are filed, kept for verification or dropped with it.

    Raises Refused for another decision than the rule's without a reason.
    """
    members = Customer.objects.filter(batch=batch, filing=Filing.PENDING)
    ids = members.values_list("pk", flat=True)[:5_000]
    appraisal = _appraisal(rating, ids=list(ids), chosen=chosen, reason=reason)
    appraisal.batch, appraisal.by, appraisal.at = batch, by, now or timezone.now()
    appraisal.save()
    told = {N_("鉴定结果"): [batch.filing, appraisal.decision]}
    count = members.update(filing=appraisal.decision)
    with recorded(batch, N_("鉴定"), by=by, reason=reason):
        batch.filing = appraisal.decision
        batch.save(update_fields=["filing"])
    record(batch, verb=N_("鉴定"), by=by, changes=told | {N_("记录数"): [None, count]})
    return appraisal


@transaction.atomic
def appraise_customer(
    customer: Customer, *, rating: rules.Rating, by, chosen: Filing | None = None,
    reason: str = "", now: datetime | None = None,
) -> Appraisal:  # fmt: skip
    """Judge one record."""
    appraisal = _appraisal(rating, ids=[customer.pk], chosen=chosen, reason=reason)
    appraisal.customer, appraisal.by, appraisal.at = customer, by, now or timezone.now()
    appraisal.save()
    with recorded(customer, N_("鉴定"), by=by, reason=reason):
        customer.filing = appraisal.decision
        customer.save(update_fields=["filing"])
    return appraisal


def _appraisal(
    rating: rules.Rating, *, ids: list[int], chosen: Filing | None, reason: str
) -> Appraisal:
    limits = queries.thresholds()
    suggestion = rules.suggested_filing(rating, limits)
    return Appraisal(
        content=rules.content_of(queries.completeness_of(ids), limits),
        credibility=rating.credibility, usefulness=rating.usefulness,
        relevance=rating.relevance, suggestion=suggestion, reason=reason.strip()[:200],
        decision=rules.settle_filing(suggestion, chosen, reason),
    )  # fmt: skip
