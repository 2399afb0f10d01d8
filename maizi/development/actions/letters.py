"""First contacts: written, checked, sent through the house's mail, answered (B-27)."""

from datetime import datetime

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.customers.actions import log_activity
from maizi.customers.models import Activity
from maizi.customers.terms import ContactChannel, Direction
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.queries import has_mail, mail_server
from maizi.jobs.actions import enqueue
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say
from maizi.kit.outgoing import Unreachable, send_letter

from .. import queries
from ..models import FirstContact
from ..terms.accounts import ContactState, FirstWay, PlanSection

SEND = "development.send_letter"
CHANNELS = {
    FirstWay.LETTER: ContactChannel.LETTER, FirstWay.PHONE: ContactChannel.PHONE,
    FirstWay.MAIL: ContactChannel.MAIL,
}  # fmt: skip
NO_SERVER = N_("还没有设置邮件服务器，请联系管理员。")


@transaction.atomic
def write_first_contact(row: FirstContact, *, by) -> FirstContact:
    """Keep the draft of a first contact. Raises Refused for people of another customer."""
    if row.contact is None or row.contact.customer_id != row.plan.customer_id:
        raise Refused(N_("请选择这个客户的一位联系人。"), field="contact")
    is_new = row._state.adding
    if not is_new and row.state not in (ContactState.DRAFT, ContactState.FAILED):
        raise Refused(N_("已经发出的不能再改。"))
    row.email = row.contact.email if row.way == FirstWay.MAIL else ""
    row.by, row.at = by, timezone.now()
    with recorded(row, Verb.CREATE if is_new else Verb.CHANGE, by=by):
        row.save()
    return row


@transaction.atomic
def send_first_contact(
    row: FirstContact, *, by, result: str = "", now: datetime | None = None
) -> FirstContact:
    """Let a first contact go: a mail into the outbox, a letter posted, a call made.

    result  what a call brought, in a few words
    Raises Refused with the first blocking finding, for an unfilled place, and without a server.
    """
    now = now or timezone.now()
    row = _locked(row)
    if row.state in (ContactState.SENT, ContactState.QUEUED):
        return row
    findings, missing = queries.findings_for(row, now=now)
    if missing:
        raise Refused(
            N_("这些地方还没有内容：{names}。请补全客户资料，或改写正文。"), names=missing
        )
    if findings.stops:
        raise Refused(findings.stops[0])
    if row.way == FirstWay.MAIL:
        return _queue(row, by)
    if row.way == FirstWay.PHONE and not result.strip():
        raise Refused(N_("请写下电话的结果。"), field="result")
    with recorded(row, N_("发出"), by=by):
        row.state, row.sent_at = ContactState.SENT, now
        row.save(update_fields=["state", "sent_at"])
    return _logged(row, by=by, result=result)


def _queue(row: FirstContact, by) -> FirstContact:
    if not row.email:
        raise Refused(N_("“{name}”没有邮箱，不能发邮件。"), name=row.contact.name)
    if not has_mail():
        raise Refused(NO_SERVER)
    with recorded(row, N_("交付发送"), by=by):
        row.state, row.error = ContactState.QUEUED, ""
        row.save(update_fields=["state", "error"])
    enqueue(SEND, by=by, payload={"id": row.pk})
    return row


def _letter_of(row: FirstContact, server) -> EmailMessage:
    """The mail of a first contact; answers go to its writer."""
    subject, text = queries.filled(row)
    return EmailMessage(
        subject=" ".join(subject.split())[:200], body=text,
        from_email=server.sender or server.username, to=[row.email],
        reply_to=[row.by.email] if row.by.email else None,
        headers={"Message-ID": f"<first-{row.pk}@maizi>"},
    )  # fmt: skip


def send_out(row: FirstContact, *, by) -> Unreachable | None:
    """Hand the mail to the server, outside any transaction; what went wrong, or None."""
    server = mail_server()
    if server is None:
        return Unreachable(say(NO_SERVER), is_final=True)
    try:
        send_letter(_letter_of(row, server), server)
    except Unreachable as why:
        return why
    return None


@transaction.atomic
def note_sent(row: FirstContact, problem: Unreachable | None, *, by, now: datetime) -> FirstContact:
    """Write down what became of a mail; one that went stands in the customer's stream."""
    row = _locked(row)
    if row.state != ContactState.QUEUED:
        return row
    with recorded(row, N_("发送结果"), by=by):
        row.state = ContactState.FAILED if problem else ContactState.SENT
        row.error = problem.said.text(_)[:200] if problem else ""
        row.sent_at = None if problem else now
        row.save(update_fields=["state", "error", "sent_at"])
    return row if problem else _logged(row, by=row.by)


def _logged(row: FirstContact, *, by, result: str = "") -> FirstContact:
    subject, text = queries.filled(row)
    activity = Activity(
        customer=row.plan.customer, contact=row.contact, at=row.sent_at, result=result[:200],
        channel=CHANNELS[FirstWay(row.way)], content="\n".join(filter(None, (subject, text))),
    )  # fmt: skip
    row.activity = log_activity(activity, by=by)
    row.save(update_fields=["activity"])
    row.plan.parts.filter(code=PlanSection.CONTACT, text="").update(
        text=f"{row.get_way_display()}：{subject or text[:60]}"[:4000], is_done=True
    )
    return row


def link_reply(activity: Activity, *, by=None) -> int:
    """Word from a customer answers the newest first contact that waits for one; how many."""
    if activity.direction != Direction.INCOMING:
        return 0
    rows = FirstContact.objects.select_for_update().filter(
        plan__customer=activity.customer_id, state=ContactState.SENT, reply=None,
        sent_at__lt=activity.at,
    )  # fmt: skip
    row = rows.order_by("-sent_at").first()
    if row is None:
        return 0
    with recorded(row, N_("收到回音"), by=activity.author):
        row.reply = activity
        row.save(update_fields=["reply"])
    return 1


def _locked(row: FirstContact) -> FirstContact:
    rows = FirstContact.objects.select_for_update(of=("self",))
    return rows.select_related("plan", "plan__customer", "contact", "by").get(pk=row.pk)


STARTS = {
    FirstWay.LETTER: (
        "尊敬的{{contact.name}}{{contact.title}}：\n\n了解到{{customer.name}}正在……（从对方的处境写起）\n\n"
        "我们想请教：……\n\n盼早日回复。\n{{my.name}}　{{my.mobile}}"
    ),
    FirstWay.PHONE: (
        "{{contact.name}}您好，看到{{customer.name}}最近……，想请教您在这件事上最关心什么？"
    ),
    FirstWay.MAIL: (
        "{{contact.name}}{{contact.title}}：\n\n了解到{{customer.name}}正在……\n\n"
        "想约您谈二十分钟，您看哪天方便？盼回复。\n\n{{my.name}}　{{my.mobile}}"
    ),
}  # fmt: skip
