"""Newsletters: write, test, release, stop; who gets them (C-40)."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from maizi.fields.actions import next_number
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.jobs.actions import enqueue
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_
from maizi.kit.outgoing import Unreachable, send_letter

from .. import queries
from ..models import Issue, Mailing, Section
from ..rules import audience as rules
from ..terms import IssueState, MailingState, Trouble
from .mailboxes import told_trouble
from .posting import letter_for

SLICE = 500
RELEASE, STOP = N_("批准发送"), N_("停止发送")
TEST = N_("试发")


@transaction.atomic
def save_issue(row: Issue, *, sections: Sequence[Section], tags: Sequence, by) -> Issue:
    """Store an issue with its sections. Raises Refused once it is being sent, without a section,
    and for a section without heading or text."""
    is_new = row._state.adding
    if not is_new and locked(row).state not in (IssueState.DRAFT, IssueState.SCHEDULED):
        raise Refused(N_("这期简报已经开始发送，不能再改。"))
    if not sections:
        raise Refused(N_("请至少写一个栏目。"), field="heading_1")
    for number, one in enumerate(sections, 1):
        if not one.heading.strip() or not one.text.strip():
            raise Refused(N_("第 {n} 个栏目请写标题和内容。"), field=f"heading_{number}", n=number)
    if is_new:
        row.author, row.no = by, next_number("newsletter", on=timezone.localdate())
    with recorded(row, Verb.CREATE if is_new else Verb.CHANGE, by=by):
        row.state = IssueState.DRAFT
        row.save()
    row.tags.set(tags)
    row.sections.all().delete()
    for position, one in enumerate(sections, 1):
        one.issue, one.position = row, position
    Section.objects.bulk_create(sections)
    return row


def try_issue(row: Issue, *, by, now: datetime | None = None) -> None:
    """Send an issue to oneself, outside any transaction. Raises Refused with what is wrong."""
    if not by.email:
        raise Refused(N_("您的账号没有邮箱，请先在“人员”里填写。"))
    server = queries.post_server(row.mailbox)
    if server is None:
        raise Refused(Trouble.KEY.chinese)
    letter: EmailMessage = letter_for(row, None, address=by.email, name=by.name)
    try:
        send_letter(letter, server)
    except Unreachable as why:
        raise Refused(told_trouble(why)) from why


@transaction.atomic
def release(
    row: Issue, *, by, due_at: datetime | None = None, now: datetime | None = None
) -> Issue:
    """Let an issue go out, at once or later, to those of its audience who agreed.

    Raises Refused when nobody is left, with the count for each reason; for a moment that is past;
    by a view whose conditions he may not ask; without an address of this site, under which people
    can unsubscribe.
    """
    now = now or timezone.now()
    row = locked(row)
    if row.state not in (IssueState.DRAFT, IssueState.SCHEDULED):
        raise Refused(N_("这期简报已经开始发送了。"))
    if due_at and due_at <= now:
        raise Refused(N_("发送时间已经过去了，请选以后的时间，或立即发送。"), field="due_at")
    if not queries.site_address():
        raise Refused(
            N_("还不知道本系统的网址，收件人无法退订，所以不能发。请管理员设置 MAIZI_ADDRESS。")
        )
    if not row.mailbox.is_active:
        raise Refused(N_("发件邮箱暂停了，请先恢复，或换一个邮箱。"))
    kept = row.audience.get("view")
    if kept and queries.rows_in_view(kept, by) is None:
        raise Refused(
            N_("视图“{name}”里有您不能筛选的条件，不能按它发送。请换一个视图。"), name=kept["name"]
        )
    found = queries.counted(row, by, now=now, most=None)
    rules.refuse_nobody(found.count, found.drops)
    with recorded(row, RELEASE, by=by):
        row.state, row.sent_by, row.due_at = IssueState.SCHEDULED, by, due_at or now
        row.save(update_fields=["state", "sent_by", "due_at"])
    if due_at is None:
        enqueue("mail.news", by=None)
    return row


@transaction.atomic
def stop(row: Issue, *, by) -> Issue:
    """Send no more of an issue; what has gone has gone. A scheduled one is a draft again."""
    row = locked(row)
    if row.state not in (IssueState.SCHEDULED, IssueState.SENDING):
        raise Refused(N_("这期简报没有在发送。"))
    was_sending = row.state == IssueState.SENDING
    with recorded(row, STOP, by=by):
        row.state = IssueState.STOPPED if was_sending else IssueState.DRAFT
        row.ended_at = timezone.now() if was_sending else None
        row.save(update_fields=["state", "ended_at"])
    Mailing.objects.filter(issue=row, state=MailingState.WAITING).update(
        state=MailingState.DROPPED, error=""
    )
    return row


@transaction.atomic
def begin_due(*, by, now: datetime) -> Issue | None:
    """The issue that is being listed or is due, marked as being sent; None when none is."""
    rows = Issue.objects.select_for_update().filter(queued_at=None)
    row = rows.filter(
        state__in=(IssueState.SCHEDULED, IssueState.SENDING), due_at__lte=now
    ).order_by("due_at", "id").first()  # fmt: skip
    if row and row.state == IssueState.SCHEDULED:
        row.state, row.drops = IssueState.SENDING, {}
        row.save(update_fields=["state", "drops"])
    return row


@transaction.atomic
def list_slice(row: Issue, place: tuple[str, int], *, by, now: datetime) -> tuple[str, int] | None:
    """Write mailings for the next people of the audience; where to go on, or None at the end.

    Nothing once the issue was stopped, or another worker has come to its end. A fixed number of
    queries and so much memory for each slice, however large the audience.
    """
    fresh = locked(row)
    if fresh.state != IssueState.SENDING or fresh.queued_at is not None:
        return None
    people, following = queries.audience_slice(
        row, user=row.sent_by, place=place, size=SLICE, now=now
    )
    taken = set(
        Mailing.objects.filter(
            issue=row, address__in=[rules.folded(one.address) for one in people]
        ).values_list("address", flat=True)
    )
    kept, drops = rules.chosen(people, taken)
    Mailing.objects.bulk_create(
        [
            Mailing(
                issue=row, address=rules.folded(one.address), may_measure=one.may_measure,
                due_at=now, **queries.links_of(one),
            )
            for one in kept
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    fresh.drops = dict(Counter(fresh.drops) + Counter({d.value: n for d, n in drops.items()}))
    fresh.queued_at = None if following else now
    fresh.save(update_fields=["drops", "queued_at"])
    return following


def locked(row: Issue) -> Issue:
    """The issue as it stands, locked to the end of the transaction."""
    return Issue.objects.select_for_update(of=("self",)).select_related("mailbox").get(pk=row.pk)


@transaction.atomic
def close_issue(row: Issue, *, by, now: datetime) -> bool:
    """An issue of which nothing waits any more is sent; whether it is."""
    left = Mailing.objects.filter(issue=row, state__in=(MailingState.WAITING, MailingState.SENDING))
    if row.queued_at is None or left.exists():
        return False
    changed = Issue.objects.filter(pk=row.pk, state=IssueState.SENDING)
    return bool(changed.update(state=IssueState.SENT, ended_at=now))
