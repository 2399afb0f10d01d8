"""Who reads which letters and who may write; what this app makes known."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from maizi.accounts.access import Entity, group_access, rights_of
from maizi.customers import access as customers
from maizi.customers.models import Customer
from maizi.fields.access import NumberKind, NumberShape, Parameter
from maizi.fields.terms import Section as Part
from maizi.fields.terms import Sort
from maizi.inbox.access import EventKind
from maizi.kernel.privacy import FieldAccess, FieldGroup
from maizi.kernel.texts import N_

from .models import Issue, LetterTemplate, Mailbox, Mailing, Message, Outgoing

MAIL = Entity("mail", N_("邮件"), {"use": N_("收发邮件"), "setup": N_("设置公共邮箱")})
NEWSLETTER = Entity(
    "newsletter", N_("简报"),
    {"read": N_("查看"), "add": N_("编写"), "send": N_("批准发送")},
)  # fmt: skip
NUMBERS = NumberKind("newsletter", N_("简报编号"), NumberShape("JB"))
FAILING_SOURCE = "mail.failing"
NOT_TICKED = N_("邮箱能收到邮件后，这条待办会自己消失。请打开邮箱页面，按提示修正设置。")
CAME = EventKind("mail.came", N_("客户来了邮件"))
FAILED = EventKind("mail.failed", N_("我的邮件没有发出或被退回"), by_mail=True)
FAILING = EventKind("mail.failing", N_("我的邮箱收不了邮件"), by_mail=True, is_urgent=True)
EVENTS = (CAME, FAILED, FAILING)


def _number(code: str, label: str, default: int, unit: str, **more) -> Parameter:
    given = {"least": 1, "most": 365, "rule": "C-1"} | more
    return Parameter(code, label, Part.CARE, Sort.INTEGER, default, unit=unit, **given)


PARAMETERS = (
    _number(
        "mail.unmatched_days",
        N_("没有匹配到客户的邮件保留多久"),
        30,
        N_("天"),
        rule="N-1",
        note=N_("只有邮箱的负责人看得到，到期自动删除；服务器上的邮件不受影响。"),
    ),
    _number("mail.first_days", N_("新接入的邮箱先收取最近多少天的邮件"), 30, N_("天")),
    _number("mail.alarm_after", N_("邮箱连续失败几次后通知负责人"), 3, N_("次"), most=50),
    _number("mail.a_minute", N_("简报每分钟最多发送"), 60, N_("封"), rule="C-40", most=6000),
)


def visible_mailboxes(user) -> QuerySet[Mailbox]:
    """One's own, those one shares, and the shared ones for who sets them up."""
    if not user.is_active:
        return Mailbox.objects.none()
    found = Q(owner=user.pk) | Exists(_memberships(user))
    if rights_of(user).may(MAIL.code, "setup"):
        found |= Q(is_shared=True)
    return Mailbox.objects.filter(found)


def working_mailboxes(user) -> QuerySet[Mailbox]:
    """The mailboxes from which a person writes, and whose every letter he reads."""
    if not may(user, "use"):
        return Mailbox.objects.none()
    return Mailbox.objects.filter(Q(owner=user.pk) | Exists(_memberships(user)))


def visible_messages(user) -> QuerySet[Message]:
    """Letters of one's mailboxes, and those of customers whose follow-ups one reads.

    Of a mailbox that keeps to itself only its own people read letters. Private ones nobody does.
    """
    if not may(user, "use"):
        return Message.objects.none()
    mine = Q(mailbox__in=working_mailboxes(user).order_by().values("pk"))
    seen = customers.visible_activities(user).filter(pk=OuterRef("activity"))
    of_customers = Q(mailbox__is_open=True) & Exists(seen)
    return Message.objects.filter(is_private=False).filter(mine | of_customers)


def visible_outgoing(user) -> QuerySet[Outgoing]:
    """One's own letters, and those written from a mailbox one shares that are no drafts."""
    if not may(user, "use"):
        return Outgoing.objects.none()
    shared = Q(mailbox__in=working_mailboxes(user).order_by().values("pk")) & ~Q(state="draft")
    return Outgoing.objects.filter(Q(author=user.pk) | shared)


def visible_templates(user) -> QuerySet[LetterTemplate]:
    """One's own templates and those that are shared."""
    if not may(user, "use"):
        return LetterTemplate.objects.none()
    return LetterTemplate.objects.filter(Q(owner=user.pk) | Q(is_shared=True))


def visible_issues(user) -> QuerySet[Issue]:
    """Newsletters, for those who read them."""
    return Issue.objects.all() if may_news(user, "read") else Issue.objects.none()


def visible_mailings(user, issue: Issue) -> QuerySet[Mailing]:
    """What became of an issue, person by person: of customers in sight."""
    rows = customers.visible_customers(user).filter(pk=OuterRef("customer"))
    return Mailing.objects.filter(issue=issue).filter(Exists(rows))


def may(user, verb: str, row: Mailbox | None = None) -> bool:
    """use: a mailbox of one's own, letters to customers. setup: shared mailboxes. With a row:
    change it, look after it: its owner, and who sets up a shared one."""
    rights = rights_of(user)
    if row is None:
        return rights.may(MAIL.code, verb)
    if row.owner_id == user.pk:
        return rights.may(MAIL.code, "use")
    return row.is_shared and rights.may(MAIL.code, "setup")


def works_in(user, mailbox: Mailbox) -> bool:
    """Whether a person reads everything in a mailbox, unmatched letters too."""
    return working_mailboxes(user).filter(pk=mailbox.pk).exists()


def may_settle(user, message: Message) -> bool:
    """Whether a person decides whose a letter is, or that it is private: only its mailbox's."""
    return works_in(user, message.mailbox)


def may_news(user, verb: str) -> bool:
    """Newsletters: read, add, send."""
    return rights_of(user).may(NEWSLETTER.code, verb)


def may_write_to(user, customer: Customer) -> bool:
    """Whether a person writes letters to a customer: he reads how it is reached."""
    reads = group_access(user, FieldGroup.CONTACT) >= FieldAccess.READ
    return may(user, "use") and reads and customers.may(user, "unmask", customer)


def _memberships(user):
    return Mailbox.members.through.objects.filter(mailbox=OuterRef("pk"), user=user.pk)
