"""Send an issue piece by piece, and hear what people say to it: opened, no more, thank you."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import formataddr

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F, Q
from django.template import engines
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from maizi.kernel.texts import N_, say
from maizi.kit.outgoing import Unreachable, open_post
from maizi.privacy.actions import block_contact
from maizi.privacy.models import Purpose
from maizi.privacy.terms import Way

from .. import queries
from ..models import Issue, Mailing
from ..rules.patience import next_try
from ..terms import IssueState, MailingState

LEASE = timedelta(minutes=10)
PIECE = 20
MARK_LENGTH = 32
LEAVE, SEEN = "mail.leave", "mail.seen"
LEFT = N_("通过邮件退订了简报")


@transaction.atomic
def claim_mailings(issue: Issue, *, by, now: datetime, most: int = PIECE) -> list[Mailing]:
    """The next mailings of an issue, marked as being sent; none once it was stopped.

    Whoever said no since the list was made is left out here, at the last moment.
    """
    if not Issue.objects.filter(pk=issue.pk, state=IssueState.SENDING).exists():
        return []
    states = (MailingState.WAITING, MailingState.SENDING)
    rows = Mailing.objects.select_for_update(skip_locked=True, of=("self",))
    rows = rows.filter(issue=issue, state__in=states, due_at__lte=now).order_by("due_at", "id")
    found = list(rows.select_related("customer", "contact")[:most])
    gone = queries.no_longer(found, now=now)
    Mailing.objects.filter(pk__in=gone).update(state=MailingState.DROPPED)
    kept = [row for row in found if row.pk not in gone]
    Mailing.objects.filter(pk__in=[row.pk for row in kept]).update(
        state=MailingState.SENDING, due_at=now + LEASE, tries=F("tries") + 1
    )
    for row in kept:
        row.tries += 1
    return kept


def post_piece(
    issue: Issue, mailings: Sequence[Mailing], *, by
) -> list[tuple[Mailing, Unreachable | None]]:
    """Send claimed mailings over one line, outside any transaction; each with what went wrong."""
    server = queries.post_server(issue.mailbox)
    told: list[tuple[Mailing, Unreachable | None]] = []
    if server is None:
        return [(row, Unreachable(say(NO_KEY), is_final=True)) for row in mailings]
    try:
        with open_post(server) as hand_over:
            for row in mailings:
                told.append((row, _handed(hand_over, issue, row)))
    except Unreachable as why:
        told += [(row, why) for row in mailings[len(told) :]]
    return told


def _handed(hand_over, issue: Issue, row: Mailing) -> Unreachable | None:
    name = row.contact.name if row.contact else row.customer.name if row.customer else ""
    try:
        hand_over(letter_for(issue, row, address=row.address, name=name))
    except Unreachable as why:
        return why
    return None


@transaction.atomic
def note_posted(
    told: Sequence[tuple[Mailing, Unreachable | None]], *, by, now: datetime
) -> dict[str, int]:
    """Write down what became of mailings: gone, later, failed."""
    counts = {"sent": 0, "failed": 0}
    for row, problem in told:
        if problem is None:
            row.state, row.sent_at, row.error = MailingState.SENT, now, ""
        else:
            again = None if problem.is_final else next_try(row.tries, now)
            row.state = MailingState.WAITING if again else MailingState.FAILED
            row.due_at, row.error = again or row.due_at, problem.said.text(_)[:300]
        counts["failed" if problem else "sent"] += 1
    Mailing.objects.bulk_update(
        [row for row, _problem in told], ["state", "sent_at", "error", "due_at"]
    )
    return counts


def letter_for(
    issue: Issue, row: Mailing | None, *, address: str, name: str
) -> EmailMultiAlternatives:
    """An issue for one person: plain and with markup, who sends it, how to hear no more of it.

    row  None for a test: then nothing is counted and its links lead nowhere
    """
    leave = queries.public_address("mail:leave", mark_of(row, LEAVE)) if row else ""
    once = queries.public_address("mail:leave_at_once", mark_of(row, LEAVE)) if row else ""
    measured = row is not None and row.may_measure
    seen = queries.public_address("mail:seen", mark_of(row, SEEN)) if measured else ""
    context = {
        "issue": issue, "sections": list(issue.sections.all()), "name": name, "leave": leave,
        "seen": seen, "company": queries.company_name(),
    }  # fmt: skip
    env = engines["jinja2"].env
    headers = {"Message-ID": f"<{id_of(issue, row)}>", "Precedence": "bulk"}
    if row:
        headers["List-Unsubscribe"] = f"<{once}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    letter = EmailMultiAlternatives(
        subject=issue.title if row else _("【试发】%s") % issue.title,
        body=_plain(context), to=[address],
        from_email=formataddr((issue.mailbox.name, issue.mailbox.address)), headers=headers,
    )  # fmt: skip
    letter.attach_alternative(
        env.get_template("mail/letters/news.html").render(context), "text/html"
    )
    return letter


def _plain(told: dict) -> str:
    """The issue as plain text: for those who read no markup."""
    lines = [_("%s，您好：") % told["name"], ""] if told["name"] else []
    lines += [told["issue"].intro, ""] if told["issue"].intro else []
    for one in told["sections"]:
        lines += [f"■ {one.heading}", one.text, *([one.link] if one.link else []), ""]
    lines += ["—", _("这封简报由%s发送，因为您同意接收我们的营销信息。") % told["company"]]
    how = _("不想再收到，请打开：%s") % told["leave"] if told["leave"] else ""
    return "\n".join([*lines, how or _("这是试发，没有退订链接。")])


def id_of(issue: Issue, row: Mailing | None) -> str:
    """The Message-ID of a mailing, by which a delivery report finds it again."""
    host = issue.mailbox.address.rpartition("@")[2]
    number = row.pk if row else 0
    stamp = "" if row else f".{timezone.now():%H%M%S%f}"
    return f"news.{number}.{issue.pk}{stamp}@{host}"


def mark_of(row: Mailing, use: str) -> str:
    """What stands in an address to name a mailing: nobody makes up another's."""
    return f"{row.pk}-{_sign(row.pk, use)}"


def _sign(number: int, use: str) -> str:
    made = salted_hmac(f"maizi.{use}", str(number), algorithm="sha256")
    return made.hexdigest()[:MARK_LENGTH]


def mailing_for(mark: str, use: str, *, by=None) -> Mailing | None:
    """The mailing behind a mark; None for any that is not ours. by: whoever comes is a stranger."""
    number, _dash, sign = mark.partition("-")
    is_number = number.isascii() and number.isdigit() and len(number) < 20
    if not is_number or not constant_time_compare(sign, _sign(int(number), use)):
        return None
    rows = Mailing.objects.select_related("customer", "contact", "issue__mailbox")
    return rows.filter(pk=number).first()


@transaction.atomic
def leave(row: Mailing, *, by=None, now: datetime | None = None) -> None:
    """Write no more newsletters to whoever got this one: a wish in the register of privacy.

    by  nobody: who unsubscribes is not signed in. Twice is once.
    """
    subject = row.contact or row.customer
    if subject is not None:
        purpose = Purpose.objects.filter(code=queries.MARKETING).first()
        block_contact(subject, way=Way.MAIL, purpose=purpose, by=by, reason=_(LEFT))
    Mailing.objects.filter(pk=row.pk, left_at=None).update(left_at=now or timezone.now())


def note_opened(row: Mailing, *, by=None, now: datetime | None = None) -> None:
    """The first time that somebody who agreed to it opens an issue."""
    asked = Q(pk=row.pk, may_measure=True, opened_at=None)
    Mailing.objects.filter(asked).update(opened_at=now or timezone.now())


NO_KEY = N_("这台安装的密钥换过了，请重新填写邮箱密码或授权码。")
