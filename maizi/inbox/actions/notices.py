"""Tell people something: on the site at once, by other ways through the outbox (3.G)."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from maizi.accounts.models import User
from maizi.jobs.actions import enqueue
from maizi.jobs.models import Job
from maizi.jobs.terms import JobState
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import Channel, Delivery, Notice, Taste
from ..rules.times import after_quiet, next_digest
from ..terms import DeliveryState, Way
from .asking import Link, words_for

SEND = "inbox.send"
MOST_NAMES = 3
LENGTHS = {name: Notice._meta.get_field(name).max_length for name in ("title", "text", "url")}
FOR = N_("给：{names}")
FOR_MANY = N_("给：{names} 等 {count} 人")


def notify(
    *, to: Iterable[User], event: str, title: str, text: str = "", by=None, **given
) -> list[Notice]:
    """Tell people something, in the transaction in which it happens.

    event  code of a declared `access.EventKind`
    title  one line, plain or `say(…)`: then each reads it in his language; text likewise
    by     who caused it; it is the title that says so
    given  about, url: see Link; leave `about` out when the news is that one lost sight of it

    Everybody active gets a notice, already read where he does not want this kind on the site.
    Mail and groups get deliveries, sent by a job after the commit. Raises LookupError for an
    event nobody declared. A constant number of queries, however many people.
    """
    access.event_kind(event)
    now, link = timezone.now(), Link(**given)
    kind, object_id = link.target
    people = {person.pk: person for person in to if person.is_active}
    rows = [
        Notice(
            user=person, event=event, kind=kind, object_id=object_id, created_at=now,
            url=link.address[: LENGTHS["url"]],
            title=words_for(person, title)[: LENGTHS["title"]],
            text=words_for(person, text)[: LENGTHS["text"]],
        )
        for person in people.values()
    ]  # fmt: skip
    return tell(rows, now=now)


@transaction.atomic
def tell(rows: Sequence[Notice], *, now: datetime) -> list[Notice]:
    """Store notices of active people and what goes out because of them."""
    if not rows:
        return []
    people = [row.user for row in rows]
    events = {code: access.event_kind(code) for code in {row.event for row in rows}}
    chosen = queries.preferences_of(people, events)
    ways = [queries.ways_of(row.user, events[row.event], chosen) for row in rows]
    for row, wanted in zip(rows, ways, strict=True):
        row.read_at = None if Way.SCREEN in wanted else now
    Notice.objects.bulk_create(rows)
    by_mail = [row for row, wanted in zip(rows, ways, strict=True) if Way.MAIL in wanted]
    deliveries = [*_mails(by_mail, now), *_group_messages(rows, now)]
    Delivery.objects.bulk_create(deliveries)
    if deliveries:
        wake_sender(min(delivery.due_at for delivery in deliveries), now=now)
    return list(rows)


def read_notice(notice: Notice, *, by, now: datetime | None = None) -> Notice:
    """Mark one message as read; twice is once."""
    access.visible_notices(by).filter(pk=notice.pk, read_at=None).update(
        read_at=now or timezone.now()
    )
    return notice


def read_all(*, by, now: datetime | None = None) -> int:
    """Mark every message of a person as read; how many it were."""
    return access.visible_notices(by).filter(read_at=None).update(read_at=now or timezone.now())


@transaction.atomic
def unsay(*, event: str, urls: Collection[str], by) -> int:
    """Take back what was told of something that is nobody's business; how many messages.

    What has left for a mail server stays there; here no words of it are left.
    """
    told = {"event": event, "url__in": [url[: LENGTHS["url"]] for url in urls]}
    Delivery.objects.filter(**told).delete()
    return Notice.objects.filter(**told).delete()[0]


def wake_sender(due_at: datetime, *, now: datetime) -> None:
    """Ask for the sender, unless it is about to start; what is due later the clock finds."""
    if due_at > now:
        return
    asked = Job.objects.filter(Q(due_at=None), kind=SEND, state=JobState.WAITING)
    if not asked.exists():
        enqueue(SEND, by=None)


def _mails(rows: Sequence[Notice], now: datetime) -> list[Delivery]:
    rows = [row for row in rows if row.user.email]
    if not rows or not queries.has_mail():
        return []
    tastes = {t.user_id: t for t in Taste.objects.filter(user__in=[row.user_id for row in rows])}
    return [_mail(row, tastes.get(row.user_id) or Taste(user=row.user), now) for row in rows]


def _mail(row: Notice, taste: Taste, now: datetime) -> Delivery:
    """One mail: at once, after the quiet hours, or with the others of the day."""
    zone = timezone.get_default_timezone()
    is_digest = taste.digest_at is not None and not access.event_kind(row.event).is_urgent
    start = next_digest(now, taste.digest_at, zone=zone) if is_digest else now
    return Delivery(
        way=Way.MAIL, user=row.user, notice=row, event=row.event, title=row.title, text=row.text,
        url=row.url, is_digest=is_digest, created_at=now,
        due_at=after_quiet(start, taste.quiet_from, taste.quiet_until, zone=zone),
    )  # fmt: skip


def _group_messages(rows: Sequence[Notice], now: datetime) -> list[Delivery]:
    """One message per channel and thing told, whoever it is for."""
    channels = [c for c in Channel.objects.filter(is_active=True) if c.events]
    if not channels:
        return []
    things: dict[tuple, list[Notice]] = {}
    for row in rows:
        things.setdefault((row.event, row.kind, row.object_id, row.url), []).append(row)
    return [
        Delivery(
            way=channel.way, channel=channel, event=told[0].event, title=told[0].title,
            text=_for(told, channel)[: LENGTHS["text"]], url=told[0].url, created_at=now,
            due_at=now, state=DeliveryState.WAITING,
        )
        for channel in channels
        for told in things.values()
        if told[0].event in channel.events
    ]  # fmt: skip


def _for(told: list[Notice], channel: Channel) -> str:
    names = [str(row.user) for row in told]
    said = say(FOR, names=names)
    if len(names) > MOST_NAMES:
        said = say(FOR_MANY, names=names[:MOST_NAMES], count=len(names))
    return f"{told[0].text}\n{said}".strip() if channel.has_text else str(said)
