"""Send what waits in the outbox: claim in one transaction, send outside any, write the outcome."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maizi.kernel.texts import N_, say
from maizi.kit.outgoing import MailServer, Unreachable, post, send_letter

from .. import access, queries
from ..models import Delivery
from ..rules.robots import Message, letter_to, verdict
from ..rules.times import MOST_TRIES, next_try
from ..terms import DeliveryState, Way

LEASE = timedelta(minutes=10)
MOST_IN_DIGEST = 200
MOST_AT_ONCE = 500
ERROR_LENGTH = Delivery._meta.get_field("error").max_length
NO_SERVER = N_("还没有设置邮件服务器。")
NO_KEY = N_("这台安装的密钥换过了，请在“消息渠道”里重新填写地址和密码。")
SWITCHED_OFF = N_("这个渠道已停用。")
GONE = N_("接收人已离职或没有邮箱。")
LOST = N_("发送时中断，已达到次数上限。")


class Unwanted(Unreachable):
    """Nobody is there any more to whom the message could go."""


@transaction.atomic
def claim_due(*, now: datetime, without: Collection[str] = ()) -> list[Delivery]:
    """The next delivery that is due, marked as being sent; a digest with all that go with it.

    without  lanes that are left alone for now: see `lane_of`

    One that was claimed ten minutes ago and never settled was lost with its worker: it is sent
    again, so a receiver may see a message twice, and never not at all.
    """
    open_states = (DeliveryState.WAITING, DeliveryState.SENDING)
    rows = Delivery.objects.select_for_update(skip_locked=True, of=("self",))
    rows = rows.filter(state__in=open_states, due_at__lte=now).order_by("due_at", "id")
    rows = rows.select_related("channel", "user", "notice")
    if Way.MAIL.value in without:
        rows = rows.exclude(way=Way.MAIL)
    channels = [int(lane) for lane in without if lane.isdigit()]
    rows = rows.filter(Q(channel=None) | ~Q(channel__in=channels)) if channels else rows
    first = rows.first()
    if first is None:
        return []
    claimed = [first]
    if first.is_digest:
        mine = rows.filter(user=first.user, is_digest=True, way=first.way)
        claimed = list(mine[:MOST_IN_DIGEST])
    Delivery.objects.filter(pk__in=[row.pk for row in claimed]).update(
        state=DeliveryState.SENDING, due_at=now + LEASE, tries=F("tries") + 1
    )
    for row in claimed:
        row.tries += 1
    return claimed


def lane_of(row: Delivery) -> str:
    """What fails together: one channel, or mail."""
    return str(row.channel_id or Way.MAIL.value)


def send_now(claimed: Sequence[Delivery], *, now: datetime) -> Unreachable | None:
    """Send what was claimed, outside any transaction; what went wrong, or None."""
    first = claimed[0]
    if first.tries > MOST_TRIES:
        return Unreachable(say(LOST), is_final=True)
    try:
        if first.way == Way.MAIL:
            _send_mail(claimed, now)
        else:
            _send_to_group(first, now)
    except Unreachable as why:
        return why
    return None


def note_outcome(
    claimed: Sequence[Delivery], problem: Unreachable | None, *, now: datetime
) -> None:
    """Write down what became of a claim: sent, tried again later, or failed for good."""
    for row in claimed:
        if problem is None:
            row.state, row.sent_at, row.error = DeliveryState.SENT, now, ""
        else:
            again = None if problem.is_final else next_try(row.tries, now)
            row.error = problem.said.text(_)[:ERROR_LENGTH]
            row.state = DeliveryState.WAITING if again else DeliveryState.FAILED
            row.due_at = again or row.due_at
            row.state = DeliveryState.DROPPED if isinstance(problem, Unwanted) else row.state
    Delivery.objects.bulk_update(claimed, ["state", "sent_at", "error", "tries", "due_at"])


def _send_to_group(row: Delivery, now: datetime) -> None:
    channel = row.channel
    if not channel.is_active and row.event != access.TEST.code:
        raise Unwanted(say(SWITCHED_OFF), is_final=True)
    found = queries.address_of(channel)
    if found is None:
        raise Unreachable(say(NO_KEY), is_final=True)
    address, secret = found
    message = Message(
        id=row.pk, event=row.event, label=_label(row.event), title=row.title, text=row.text,
        url=queries.site_link(row.url),
    )  # fmt: skip
    way = Way(channel.way)
    letter = letter_to(way, address=address, secret=secret, message=message, now=now)
    answer = post(
        letter.address, body=letter.body, headers=letter.headers, allowed=queries.allowed_hosts()
    )
    found = verdict(way, answer.status, answer.body)
    if found.problem:
        raise Unreachable(found.problem, is_final=found.is_final)


def _send_mail(claimed: Sequence[Delivery], now: datetime) -> None:
    person = claimed[0].user
    if person is None or not person.is_active or not person.email:
        raise Unwanted(say(GONE), is_final=True)
    server = queries.mail_server()
    if server is None:
        raise Unreachable(say(NO_SERVER if not queries.has_mail() else NO_KEY), is_final=True)
    with translation.override(person.language or settings.LANGUAGE_CODE):
        letter = _letter(claimed, server, now)
    send_letter(letter, server)


def _letter(claimed: Sequence[Delivery], server: MailServer, now: datetime) -> EmailMessage:
    """One mail for one message, or for the collected ones; only what its reader may see today."""
    person = claimed[0].user
    notices = [row.notice for row in claimed if row.notice]
    shown = {one.row.pk: one for one in queries.shown_rows(person, notices)}
    parts = [_part(row, shown.get(row.notice_id)) for row in claimed]
    subject = parts[0].partition("\n")[0]
    if claimed[0].is_digest:
        day = timezone.localtime(now).date().isoformat()
        told = ngettext("%(day)s 的 %(n)d 条消息", "%(day)s 的 %(n)d 条消息", len(parts))
        subject = told % {"day": day, "n": len(parts)}
        parts = [f"{number}. {part}" for number, part in enumerate(parts, 1)]
    elif claimed[0].event == access.TEST.code:
        subject = _("麦子测试邮件")
    foot = _("在“消息设置”里可以选择接收哪些消息。")
    link = queries.site_link(reverse("inbox:preferences"))
    return EmailMessage(
        subject=subject[:200], body="\n\n".join([*parts, f"—\n{foot}\n{link}".rstrip()]),
        from_email=server.sender or server.username, to=[person.email],
        headers={
            "Message-ID": f"<{claimed[0].pk}@maizi>",  # the same on every try
            "Auto-Submitted": "auto-generated",
        },
    )  # fmt: skip


def _part(row: Delivery, shown) -> str:
    title, text, url = row.title, row.text, row.url
    if shown is not None:
        title, text, url = shown.title, shown.text, shown.url
    return "\n".join(line for line in (title, text, queries.site_link(url)) if line)


def _label(event: str) -> str:
    return _(access.event_kind(event).label)
