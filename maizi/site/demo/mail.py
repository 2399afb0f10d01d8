"""E-mail of the demo company: a paused mailbox with exchanges, a shared one, a sent newsletter."""

from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, formataddr

from django.utils import timezone

from maizi.accounts.models import User
from maizi.customers.actions import save_contact
from maizi.customers.models import Contact, Customer
from maizi.mail import actions, queries
from maizi.mail.models import Issue, LetterTemplate, Mailbox, Mailing, Section
from maizi.mail.rules.letters import read_letter
from maizi.mail.terms import FolderSort, IssueState, MailingState
from maizi.privacy.actions import Given, record_consent
from maizi.privacy.models import Purpose
from maizi.privacy.terms import Obtained

# Days ago, from us, subject, text; of one exchange each.
EXCHANGES = (
    (
        (6, False, "询价：CK6150 数控车床两台",
         ("陈经理：\n\n我们新厂房下月完工，想上两台 CK6150，请报含税价、交期和质保。\n"
         "另外问一下老机床能否折价。\n\n谢谢！")),
        (5, True, "回复：询价：CK6150 数控车床两台",
         ("您好，\n\n两台含税 386,000 元，签约后 35 天交货，整机保修一年。\n"
         "旧机床需要工程师看过才能估价，周四上午方便吗？")),
        (5, False, "Re: 回复：询价：CK6150 数控车床两台",
         "周四上午可以，到门卫报我名字即可。价格还请再考虑一下，我们年底还有三台的计划。"),
    ),
    (
        (3, False, "主轴异响，请安排检修",
         "你好，上周开始 VMC850 主轴在 6000 转以上有异响，影响精加工，请尽快派人。"),
        (3, True, "回复：主轴异响，请安排检修",
         "收到，已转服务部安排工程师，明天上午与您联系。请先把转速控制在 4000 以内。"),
    ),
    ((2, False, "对账单已核对", "十月对账单核对无误，已盖章，扫描件另发。"),),
)  # fmt: skip
STRANGE = (4, False, "周六羽毛球", "老陈，周六下午三点老地方打球，记得带拍子。")
SECTIONS = (
    ("新品到货", "VMC850 立式加工中心现货五台，主轴升级到 12000 转，欢迎预约试切。"),
    ("保养小知识", "入冬后请检查导轨润滑油牌号，低于 5 度时改用 32 号。"),
    ("服务热线", "报修、备件请拨 400-820-1188，周末有人值守。"),
)
TEMPLATE = (
    "{{称呼}}，您好！\n\n感谢垂询，报价见附件，价格三十天内有效。\n\n{{我的姓名}} {{我的电话}}"
)

READERS = 40


def build_mail(people: dict[str, User]) -> None:
    """Mailboxes, letters that came and went, a template, a newsletter with its numbers."""
    seller = User.objects.get(pk=people["chenmo"].pk)
    boss = User.objects.get(pk=people["boss"].pk)
    own = _mailbox(seller, "陈默的邮箱", "chenmo@fenggu.example.cn")
    shared = _mailbox(boss, "市场部公共邮箱", "market@fenggu.example.cn", is_shared=True)
    _letters(own, seller)
    actions.save_template(
        LetterTemplate(name="报价回复", subject="{{客户名称}}报价", body=TEMPLATE, is_shared=True),
        by=seller,
    )
    _newsletter(shared, boss)


def _mailbox(owner: User, name: str, address: str, *, is_shared: bool = False) -> Mailbox:
    row = Mailbox(
        name=name, address=address, owner=owner, is_shared=is_shared,
        signature=f"{owner.name}\n丰谷机电有限公司 · 400-820-1188",
    )  # fmt: skip
    row = actions.save_mailbox(row, password="示范密码", by=owner)
    return actions.pause_mailbox(row, by=owner)


def _letters(mailbox: Mailbox, seller: User) -> None:
    """Each exchange with another customer of the seller; one letter is nobody's."""
    now = timezone.now()
    own = Customer.objects.filter(owner=seller, pool=None, party_type="enterprise")
    for number, (row, told) in enumerate(zip(own.order_by("pk")[3:6], EXCHANGES, strict=False)):
        contact = row.contacts.order_by("pk").first() or Contact(customer=row, name="周敏")
        contact.email = contact.email or f"buyer{number + 1}@kehu{number + 1}.example.com"
        save_contact(contact, by=seller)
        before = ""
        for place, one in enumerate(told):
            id_ = f"{number}.{place}@fenggu.example.cn"
            raw = _raw(
                mailbox, other=(contact.name, contact.email), told=one, now=now, ids=(id_, before)
            )
            _keep(mailbox, raw, one[1], now)
            before = id_
    other = ("老同学", "friend@mail.example.org")
    raw = _raw(mailbox, other=other, told=STRANGE, now=now, ids=("s@example.org", ""))
    _keep(mailbox, raw, False, now)


def _raw(mailbox: Mailbox, *, other: tuple[str, str], told: tuple, now: datetime, ids) -> bytes:
    days, is_ours, subject, text = told
    sides = [formataddr((mailbox.owner.name, mailbox.address)), formataddr(other)]
    letter = EmailMessage()
    letter["From"], letter["To"] = sides if is_ours else reversed(sides)
    letter["Subject"], letter["Message-ID"] = subject, f"<{ids[0]}>"
    letter["Date"] = format_datetime(now - timedelta(days=days, hours=3))
    if ids[1]:
        letter["In-Reply-To"] = f"<{ids[1]}>"
    letter.set_content(text)
    return bytes(letter)


def _keep(mailbox: Mailbox, raw: bytes, is_ours: bool, now: datetime) -> None:
    """Take a letter in as if it had just been fetched."""
    folder = FolderSort.SENT if is_ours else FolderSort.INBOX
    row = actions.keep_letter(mailbox, letter=read_letter(raw), by=None, folder=folder, now=now)
    Mailbox.objects.filter(pk=mailbox.pk).update(
        fetched=mailbox.messages.count(), looked_at=now, last_message_at=row.at,
        matched=mailbox.messages.exclude(customer=None).count(),
    )  # fmt: skip


def _newsletter(mailbox: Mailbox, boss: User) -> None:
    """An issue that went out three weeks ago, and the draft of the next one."""
    now = timezone.now()
    rows = Contact.objects.filter(customer__pool=None, customer__party_type="enterprise")
    contacts = list(rows.select_related("customer").order_by("pk")[:READERS])
    for place, row in enumerate(contacts):
        if not row.email:
            row.email = f"lianxi{place + 1}@kehu{place + 1}.example.com"
            save_contact(row, by=boss)
        for code in ("marketing", "measure")[: 2 if place % 3 == 0 else 1]:
            given = Given(obtained=Obtained.PAPER, at=now - timedelta(days=60))
            record_consent(row, purpose=Purpose.objects.get(code=code), given=given, by=boss)
    sent = _issue(mailbox, "丰谷简讯 · 第 6 期", boss)
    Issue.objects.filter(pk=sent.pk).update(
        state=IssueState.SENDING, sent_by=boss, due_at=now - timedelta(days=21)
    )
    sent.refresh_from_db()
    place = queries.START
    while place is not None:
        place = actions.list_slice(sent, place, by=None, now=now - timedelta(days=21))
    _outcome(sent, now)
    _issue(mailbox, "丰谷简讯 · 第 7 期", boss)


def _issue(mailbox: Mailbox, title: str, boss: User) -> Issue:
    sections = [Section(heading=heading, text=text) for heading, text in SECTIONS]
    return actions.save_issue(
        Issue(title=title, mailbox=mailbox), sections=sections, tags=[], by=boss
    )


def _outcome(issue: Issue, now: datetime) -> None:
    """What became of the mailings: no letter left the house for it."""
    when = now - timedelta(days=21)
    Mailing.objects.filter(issue=issue).update(state=MailingState.SENT, sent_at=when)
    rows = list(Mailing.objects.filter(issue=issue).order_by("pk"))
    for place, row in enumerate(rows):
        if row.may_measure and place % 2 == 0:
            actions.note_opened(row, now=when + timedelta(hours=place + 1))
        if place == 4:
            Mailing.objects.filter(pk=row.pk).update(
                state=MailingState.BOUNCED, error="收件方退回了这封邮件"
            )
        if place == 7:
            actions.leave(row, now=when + timedelta(days=1))
    actions.close_issue(Issue.objects.get(pk=issue.pk), by=None, now=when + timedelta(minutes=2))
