"""Put tags on customers and take them off, with what follows from a click (A-16)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from maizi.history.actions import record_many
from maizi.history.terms import Verb
from maizi.kernel.asking import asking
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import queries
from ..models import Customer, Tag, TagEvent, Tagging
from ..rules import tags as rules
from .activities import note_many
from .promises import drop_promises, make_promises, restore_promises

KIND = Customer._meta.label_lower
LONGEST_NOTE = 200


@dataclass(frozen=True, slots=True)
class Change:
    """What one click changes on one customer."""

    customer: Customer
    old: frozenset[int]
    new: frozenset[int]

    @property
    def put(self) -> set[int]:
        return set(self.new - self.old)

    @property
    def taken(self) -> set[int]:
        return set(self.old - self.new)


@dataclass(frozen=True, slots=True)
class Click:
    """Who clicked when, what he noted, and the tags concerned."""

    by: object
    now: datetime
    note: str = ""
    tags: dict[int, Tag] = field(default_factory=dict)

    def facts(self, id_: int) -> rules.TagFacts:
        return facts_of(self.tags[id_])


def add_tags(
    customers: Iterable[Customer], *, tags: Iterable[Tag], by, note: str = "",
    now: datetime | None = None,
) -> int:  # fmt: skip
    """Put tags on customers; gives how many customers got something new.

    An exclusive tag pushes out its siblings; the click is written into the follow-up log; a tag
    with a follow-up rule brings the next contact forward and asks the owner for it. Raises
    Refused for too many tags, in the request or on a customer.
    """
    click = Click(by, now or timezone.now(), note[:LONGEST_NOTE])
    return _retag(list(customers), put=list(tags), taken=[], click=click)


def remove_tags(
    customers: Iterable[Customer], *, tags: Iterable[Tag], by, note: str = "",
    now: datetime | None = None,
) -> int:  # fmt: skip
    """Take tags off customers; gives how many customers changed. What they demanded is off."""
    click = Click(by, now or timezone.now(), note[:LONGEST_NOTE])
    return _retag(list(customers), put=[], taken=list(tags), click=click)


@transaction.atomic
def undo_tags(request_id: str, *, by, now: datetime | None = None) -> int:
    """Take back what one request of this person put on and off; how many customers changed.

    Raises Refused when it was too long ago, or was taken back already.
    """
    now = now or timezone.now()
    events = TagEvent.objects.select_for_update().filter(
        request_id=request_id, by=by.pk, undone_at=None
    )
    events = list(events.select_related("customer"))
    seconds = queries.undo_seconds()
    if not events or not rules.is_open_to_undo(events[0].at, now, seconds):
        raise Refused(
            N_("打标签只能在 {seconds} 秒内撤销。现在请直接取下或补上标签。"), seconds=seconds
        )
    tags = Tag.objects.in_bulk({id_ for e in events for id_ in (*e.put, *e.taken)})
    here = _tags_on([e.customer_id for e in events])
    changes = [
        Change(
            e.customer, frozenset(here[e.customer_id]),
            frozenset((here[e.customer_id] - set(e.put)) | {i for i in e.taken if i in tags}),
        )
        for e in events
    ]  # fmt: skip
    click = Click(by, now, gettext("撤销刚才的操作"), {**tags, **_all_tags(here)})
    _write(changes, click, verb=Verb.UNDO)
    restore_promises(events, by=by, now=now)
    TagEvent.objects.filter(pk__in=[e.pk for e in events]).update(undone_at=now)
    return len(events)


def expire_tags(day, *, by=None, most: int = 1_000) -> int:
    """Take off the tags whose last day has passed; how many customers it were, up to `most`."""
    rows = Tagging.objects.filter(expires_on__lt=day).values_list("customer_id", "tag_id")
    pairs: dict[int, set[int]] = {}
    for customer, tag in rows[:most]:
        pairs.setdefault(customer, set()).add(tag)
    customers = Customer.objects.in_bulk(pairs)
    tags = Tag.objects.in_bulk({tag for found in pairs.values() for tag in found})
    here = _tags_on(pairs)
    changes = [
        Change(customers[id_], frozenset(here[id_]), frozenset(here[id_] - gone))
        for id_, gone in pairs.items()
    ]
    click = Click(by, timezone.now(), "", {**tags, **_all_tags(here)})
    with transaction.atomic():
        _write(changes, click, verb=N_("标签到期"))
    return len(changes)


def facts_of(tag: Tag) -> rules.TagFacts:
    """What decides about a tag."""
    return rules.TagFacts(
        tag.pk, tag.group, tag.is_exclusive, tag.follow_up_days, tag.lasts_days
    )  # fmt: skip


@transaction.atomic
def _retag(customers: list[Customer], *, put: list[Tag], taken: list[Tag], click: Click) -> int:
    limits = queries.tag_limits()
    rules.refuse_too_many(len(put) + len(taken), limits)
    ids = [c.pk for c in customers]
    list(Customer.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    here = _tags_on(ids)
    known = _all_tags(here) | {t.pk: t for t in (*put, *taken)}
    click = Click(click.by, click.now, click.note, known)
    facts = {id_: facts_of(tag) for id_, tag in known.items()}
    changes = []
    for customer in customers:
        old = here[customer.pk]
        new = rules.settled_tags(
            old, put=[t.pk for t in put], taken=[t.pk for t in taken], tags=facts, limits=limits
        )
        if new != old:
            changes.append(Change(customer, frozenset(old), frozenset(new)))
    _write(changes, click, verb=Verb.CHANGE)
    return len(changes)


def _write(changes: list[Change], click: Click, *, verb: str) -> None:
    """Store, record, log, and let promises follow. The statements do not grow with the rows."""
    if not changes:
        return
    today = timezone.localdate(click.now)
    gone = {(c.customer.pk, tag) for c in changes for tag in c.taken}
    for tag in {tag for _, tag in gone}:
        owners = [customer for customer, one in gone if one == tag]
        Tagging.objects.filter(tag=tag, customer__in=owners).delete()
    Tagging.objects.bulk_create(
        [
            Tagging(
                customer_id=c.customer.pk, tag_id=tag,
                expires_on=rules.expires_on(click.facts(tag), today),
            )
            for c in changes for tag in c.put
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    lines = [
        (c.customer.pk, str(c.customer), {"tags": [sorted(c.old), sorted(c.new)]}) for c in changes
    ]
    record_many(KIND, lines=lines, verb=verb, by=click.by, reason=click.note)
    if click.by is not None:
        _log(changes, click)
    drop_promises(gone, by=click.by, now=click.now)
    if verb != Verb.UNDO:
        make_promises(changes, click, today=today)


def _log(changes: list[Change], click: Click) -> None:
    """One line per customer in the follow-up log, and the event that can be undone."""
    ask = asking.get()
    note_many([(c.customer, _said(c, click)) for c in changes], by=click.by, at=click.now)
    TagEvent.objects.bulk_create(
        TagEvent(
            customer=c.customer, put=sorted(c.put), taken=sorted(c.taken), by=click.by,
            at=click.now, request_id=ask.request_id, next_before=c.customer.next_contact_on,
        )
        for c in changes
    )  # fmt: skip


def _said(change: Change, click: Click) -> str:
    parts = []
    for ids, words in (
        (change.put, gettext("打上标签：%s")),
        (change.taken, gettext("取下标签：%s")),
    ):
        names = sorted(click.tags[id_].name for id_ in ids)
        parts += [words % gettext("、").join(names)] if names else []
    return gettext("；").join(parts) + (f"\n{click.note}" if click.note else "")


def _tags_on(ids: Collection[int]) -> dict[int, set[int]]:
    here: dict[int, set[int]] = {id_: set() for id_ in ids}
    rows = Tagging.objects.filter(customer__in=list(here))
    for customer, tag in rows.values_list("customer_id", "tag_id"):
        here[customer].add(tag)
    return here


def _all_tags(here: dict[int, set[int]]) -> dict[int, Tag]:
    return Tag.objects.in_bulk({tag for found in here.values() for tag in found})
