"""Mail of the scene: chen's mailbox with a customer's letter, a draft, a template, a newsletter."""

from django.utils import timezone

from maizi.customers.models import Activity
from maizi.mail import actions
from maizi.mail.actions.posting import mark_of
from maizi.mail.models import (
    Issue,
    LetterTemplate,
    Mailbox,
    Mailing,
    Message,
    Outgoing,
    Section,
    Thread,
)
from tests.house import fresh


class Mailroom:
    """What every route of e-mail is asked about."""

    def __init__(self, house, customer):
        self.by, now = fresh(house.chen), timezone.now()
        row = Mailbox(owner=house.chen, name="陈默", address="chenmo@example.cn")
        self.mailbox = actions.save_mailbox(row, password="geheim", by=self.by)
        thread = Thread.objects.create(
            mailbox=row, subject="询价", bare_subject="询价", last_at=now
        )
        activity = Activity.objects.create(
            customer=customer, author=house.chen, at=now, channel="mail", content="邮件：询价"
        )
        self.message = Message.objects.create(
            mailbox=row, thread=thread, way="in", letter_id="a@example.com", subject="询价",
            sender="a@example.com", at=now, text="请报价", customer=customer, activity=activity,
        )  # fmt: skip
        self.draft = actions.save_draft(
            Outgoing(mailbox=row, customer=customer, to="a@example.com", subject="x", body="y"),
            by=self.by,
        )
        self.template = actions.save_template(
            LetterTemplate(name="报价", subject="报价", body="您好"), by=self.by
        )
        self.issue = actions.save_issue(
            Issue(title="简讯", mailbox=row), sections=[Section(heading="一", text="二")], tags=[],
            by=fresh(house.boss),
        )  # fmt: skip
        self.mailing = Mailing.objects.create(
            issue=self.issue, customer=customer, address="b@example.com", due_at=now,
            may_measure=True,
        )  # fmt: skip


def argument(scene, url: str, name: str):
    """A value for an argument of a route; None where the matrix knows better."""
    own = scene.mailroom
    if not url.startswith("mail:"):
        return None
    if name == "mark":
        return mark_of(own.mailing, actions.SEEN if url == "mail:seen" else actions.LEAVE)
    verbs = {
        "mail:mailbox_do": "pause", "mail:message_do": "private", "mail:letter_do": "discard",
        "mail:issue_do": "release",
    }  # fmt: skip
    return verbs.get(url) if name == "verb" else None


def _nothing(s) -> dict:
    return {}


def _mailbox(s) -> dict:
    return {
        "name": "新邮箱", "address": "new@example.cn", "provider": "qq", "password": "geheim",
        "owner": s.house.boss.pk, "imap_port": "993", "smtp_port": "465", "smtp_security": "ssl",
    }  # fmt: skip


def _template(s) -> dict:
    return {"name": "问候", "subject": "您好", "body": "祝好"}


def _issue(s) -> dict:
    return {"title": "简讯二", "mailbox": s.mailroom.mailbox.pk, "heading_1": "一", "text_1": "二"}


BODIES = {
    "mail:mailbox_new": _mailbox,
    "mail:mailbox_edit": _mailbox,
    "mail:mailbox_do": _nothing,
    "mail:message_do": _nothing,
    "mail:write": lambda s: {
        "mailbox": s.mailroom.mailbox.pk, "to": "a@example.com", "subject": "x", "body": "y"},
    "mail:letter_do": _nothing,
    "mail:templates": _template,
    "mail:template_edit": _template,
    "mail:issue_new": _issue,
    "mail:issue_edit": _issue,
    "mail:issue_do": _nothing,
    "mail:leave": _nothing,
    "mail:leave_at_once": _nothing,
}  # fmt: skip
RECORDS = {
    "mail:mailbox": lambda s: s.mailroom.mailbox,
    "mail:message": lambda s: s.mailroom.message,
    "mail:letter": lambda s: s.mailroom.draft,
    "mail:template": lambda s: s.mailroom.template,
    "mail:issue": lambda s: s.mailroom.issue,
}
