"""What is said to the complainant, and what he says (E-4, E-5, E-8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.files.actions import attach
from maizi.files.models import StoredFile
from maizi.history.actions import record, recorded
from maizi.inbox.actions import notify, settle
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import Complaint, Entry
from ..rules import talking
from ..rules.targets import PLAN, RESPONSE
from ..terms import EntryKind, HandOffState, State, Step, Topic, Way
from .clocking import go_on, stop
from .course import LENGTH, locked, tick

CONTACTED = N_("联系客户")
SAID = N_("投诉人补充了情况：{no} {title}")
MOST_FILES = 3
MOST_SAID = 60


@dataclass(frozen=True, kw_only=True)
class Contact:
    """One try to reach the complainant.

    script        ticked steps of the talk, by code
    is_public     he reads the text on his page as well
    is_confirmed  the writer saw the warning about his words and means them
    """

    topic: Topic
    way: Way
    text: str
    is_reached: bool = True
    is_public: bool = False
    script: tuple[str, ...] = ()
    is_confirmed: bool = False


@transaction.atomic
def log_contact(
    row: Complaint, contact: Contact, *, by, at: datetime | None = None
) -> Entry:  # fmt: skip
    """Write a contact down; the first that reached him stops the clock of the first answer.

    Raises NeedsConfirmation for forbidden phrases, and for a text of ours without an apology;
    Refused without words, and for a plan that does not exist yet.
    """
    row, now = locked(row, by=by, verb="handle"), at or timezone.now()
    if not contact.text.strip():
        raise Refused(_("请写下说了什么、客户怎么回答。"), field="text")
    if now > timezone.now():
        raise Refused(_("联系时间不能晚于现在。"), field="at")
    check_words(contact)
    if contact.topic == Topic.PLAN and not row.plan:
        raise Refused(_("还没有处理方案，不能告知客户。请先提出方案。"), field="topic")
    entry = Entry.objects.create(
        complaint=row, kind=EntryKind.CONTACT, at=now, by=by, state=row.state,
        topic=contact.topic, way=contact.way, text=contact.text.strip()[:LENGTH],
        is_reached=contact.is_reached, is_public=contact.is_public and contact.is_reached,
        script=[code for code in contact.script if code in talking.SCRIPT],
    )  # fmt: skip
    record(row, verb=CONTACTED, by=by, reason=contact.topic.label)
    if contact.is_reached:
        _reached(row, entry, by=by, at=now)
    return entry


def check_words(contact: Contact) -> None:
    """Warn before words that make it worse go out (E-5). Raises Refused with code "words"."""
    if contact.is_confirmed or not contact.is_public:
        return
    found = talking.forbidden_in(contact.text, queries.forbidden_phrases())
    if found:
        raise Refused(
            N_("这段话里有禁用语：{words}。请改写；确实要这样写，请勾选“确认”。"), words=found,
            field="text", code="words",
        )  # fmt: skip
    is_first = contact.topic in (Topic.ANSWER, Topic.PLAN)
    if is_first and not talking.begins_with_apology(contact.text):
        raise Refused(
            _("给客户的答复先致歉，再说办法。请在第一句致歉；确实不需要，请勾选“确认”。"),
            field="text", code="words",
        )  # fmt: skip


def _reached(row: Complaint, entry: Entry, *, by, at: datetime) -> None:
    changed = []
    if row.answered_at is None:
        row.answered_at = at
        changed.append("answered_at")
        stop(row, RESPONSE, by=by, at=at)
    tick(row, step=Step.FACE, by=by, at=at)
    if set(entry.script) >= {"warm", "sorry"}:
        tick(row, step=Step.CALM, by=by, at=at)
    if entry.topic == Topic.PLAN and row.told_at is None:
        row.told_at = at
        changed.append("told_at")
        stop(row, PLAN, by=by, at=at)
    if changed:
        with recorded(row, by=by):
            row.save(update_fields=changed)
    settle(source=access.ANSWER_SOURCE, about=row, by=by)
    row.hand_offs.filter(state=HandOffState.ACCEPTED, told_at=None).update(told_at=at)


@transaction.atomic
def customer_says(row: Complaint, text: str, *, files: Sequence[StoredFile] = (), by=None) -> Entry:
    """The complainant adds something on his page: clocks that waited for him run again.

    Raises Refused without words, for too many files, and after very many lines.
    """
    row = locked(row)
    if not text.strip():
        raise Refused(_("请写下要补充的内容。"), field="text")
    if len(files) > MOST_FILES:
        raise Refused(_("一次最多 %d 个附件。") % MOST_FILES, field="files")
    if row.entries.filter(kind=EntryKind.CUSTOMER).count() >= MOST_SAID:
        raise Refused(_("补充得太多了，请直接打电话给我们。"))
    entry = Entry.objects.create(
        complaint=row, kind=EntryKind.CUSTOMER, at=timezone.now(), by=by, state=row.state,
        text=text.strip()[:LENGTH], is_public=True,
    )  # fmt: skip
    for file in files:
        attach(file, row, by=by)
    if not State(row.state).is_ended:
        go_on(row, by=by)
    notify(to=[row.owner], event="complaints.said", about=row,
           title=say(SAID, no=row.no, title=row.title))  # fmt: skip
    return entry
