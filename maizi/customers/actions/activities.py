"""Log a follow-up and correct one (C-1)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.access import visible_people
from maizi.accounts.models import User
from maizi.files.actions import attach, store
from maizi.files.terms import Purpose
from maizi.history.actions import record_many, recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import notify
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_, say

from .. import access, rules
from ..events import ActivityLogged
from ..models import Activity, Contact, Customer, Phrase, Tag
from ..terms import ContactChannel

MOST_FILES, MOST_MENTIONED = 9, 10
MENTION = N_("{by} 在“{customer}”的跟进里提到了您")
PHRASES_AT_MOST = 30


@dataclass(frozen=True, slots=True)
class Beside:
    """What comes with a follow-up: who took part on both sides, tags, files, whom to tell.

    keeps_next  it says nothing of the next step: what was agreed on before stays
    """

    contacts: Sequence[Contact] = ()
    colleagues: Sequence[User] = ()
    tags: Sequence[Tag] = ()
    uploads: Sequence[File] = ()
    mentioned: Sequence[User] = ()
    keeps_next: bool = False


ALONE = Beside()


@transaction.atomic
def log_activity(
    activity: Activity, *, by, now: datetime | None = None, beside: Beside = ALONE
) -> Activity:
    """Store a follow-up; the customer's last contact and next step follow it.

    Colleagues chosen or called with @ hear of it, as far as they see the customer.
    Announces ActivityLogged. Raises Refused when the customer is still in a pool, the contact
    time lies ahead, or the next contact lies in the past.
    """
    now = now or timezone.now()
    customer = Customer.objects.select_for_update().get(pk=activity.customer_id)
    if customer.pool_id and not access.may(by, "assign", customer):
        raise Refused(_("客户还在公海里，请先领取再写跟进。"))
    if not activity.content.strip():
        raise Refused(_("请写下这次联系的内容。"), field="content")
    if activity.at > now:
        raise Refused(_("联系时间不能晚于现在。要约以后的时间，请填“下次联系”。"), field="at")
    if activity.next_on and activity.next_on < timezone.localdate(now):
        raise Refused(_("下次联系不能早于今天。"), field="next_on")
    activity.author = by
    with recorded(activity, Verb.CREATE, by=by):
        activity.save()
    _add_beside(activity, beside, by)
    _carry_over(customer, activity, keeps_next=beside.keeps_next)
    publish(ActivityLogged(activity.pk, customer.pk, by.pk))
    return activity


def note_many(said: Iterable[tuple[Customer, str]], *, by, at: datetime) -> None:
    """A line in the follow-up log of each customer: nobody was contacted. Two statements."""
    rows = [
        Activity(customer=row, author=by, at=at, channel=ContactChannel.NOTE, content=text)
        for row, text in said
    ]
    Activity.objects.bulk_create(rows)
    lines = [(row.pk, str(row), {"content": [None, row.content]}) for row in rows]
    record_many(Activity._meta.label_lower, lines=lines, verb=Verb.CREATE, by=by)


@transaction.atomic
def correct_activity(
    activity: Activity, content: str, *, by, now: datetime | None = None
) -> Activity:
    """Change a follow-up within its first 24 hours; later append a correction to it (C-1)."""
    now = now or timezone.now()
    if activity.author_id != by.pk:
        raise Refused(_("只有 %s 本人可以更正这条跟进。") % activity.author)
    if not content.strip():
        raise Refused(_("请写下更正后的内容。"), field="content")
    if rules.is_open_to_correction(activity.created_at, now):
        with recorded(activity, Verb.CHANGE, by=by):
            activity.content = content
            activity.save(update_fields=["content"])
        return activity
    correction = Activity(
        customer_id=activity.customer_id, contact_id=activity.contact_id, author=by, at=now,
        channel=activity.channel, direction=activity.direction, content=content, corrects=activity,
    )  # fmt: skip
    with recorded(correction, Verb.CREATE, by=by):
        correction.save()
    return correction


def _carry_over(customer: Customer, activity: Activity, *, keeps_next: bool) -> None:
    is_latest = not customer.last_contact_at or activity.at >= customer.last_contact_at
    with recorded(customer, N_("跟进"), by=activity.author):
        if is_latest:
            customer.last_contact_at = activity.at
            customer.last_contact_text = " ".join(activity.content.split())[:120]
            if not keeps_next:
                customer.next_contact_on = activity.next_on
        customer.save(update_fields=["last_contact_at", "last_contact_text", "next_contact_on"])


def people_to_tell(activity: Activity, beside: Beside, *, by) -> tuple[list[User], list[User]]:
    """Whom a follow-up calls: those who see the customer, and those who do not."""
    people = visible_people(by).filter(is_active=True)
    called = []
    if "@" in activity.content or "＠" in activity.content:
        by_name = {person.name: person for person in people}
        called = [by_name[name] for name in rules.mentioned_in(activity.content, by_name)]
    wanted = {p.pk: p for p in [*beside.mentioned, *called] if p.pk != by.pk}
    told, left = [], []
    for person in list(wanted.values())[:MOST_MENTIONED]:
        sees = access.facts_of(person, activity.customer_id) is not None
        (told if sees else left).append(person)
    return told, left


@transaction.atomic
def save_phrase(text: str, *, by) -> Phrase:
    """Keep a phrase of one's own; the same twice is once."""
    text = " ".join(text.split())
    if not text:
        raise Refused(_("请写下常用语。"), field="text")
    if len(text) > 200:
        raise Refused(_("常用语最多 200 个字。"), field="text")
    if Phrase.objects.filter(owner=by).count() >= PHRASES_AT_MOST:
        raise Refused(_("最多保存 %d 条常用语，请先删除不用的。") % PHRASES_AT_MOST, field="text")
    return Phrase.objects.get_or_create(owner=by, text=text)[0]


def remove_phrase(phrase: Phrase, *, by) -> None:
    """Forget a phrase of one's own."""
    phrase.delete()


def _add_beside(activity: Activity, beside: Beside, by) -> None:
    if len(beside.uploads) > MOST_FILES:
        raise Refused(_("一次最多附 %d 个文件。") % MOST_FILES, field="files")
    activity.contacts.set(beside.contacts)
    activity.colleagues.set(beside.colleagues)
    activity.tags.set(beside.tags)
    for upload in beside.uploads:
        attach(store(upload, by=by, purpose=Purpose.ATTACHMENT), activity, by=by)
    told, _left = people_to_tell(activity, beside, by=by)
    if told:
        title = say(MENTION, by=by, customer=activity.customer)
        notify(
            to=told, event=access.MENTIONED.code, title=title, text=activity.content[:200], by=by,
            about=activity.customer,
        )  # fmt: skip
