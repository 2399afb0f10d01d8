"""Letters leave through a real server, stay in their thread, and say when they come back."""

from datetime import timedelta
from email.utils import format_datetime

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from maizi.customers.models import Activity, BadValue
from maizi.inbox.models import Notice
from maizi.kernel.errors import Refused
from maizi.mail import actions, queries
from maizi.mail.models import LetterTemplate, Message, Outgoing, Thread
from maizi.mail.terms import LetterState
from tests.house import fresh
from tests.inbox.conftest import work_off

from .conftest import LETTERS, letter
from .test_fetching import fetch

pytestmark = pytest.mark.django_db


def today() -> str:
    """Now, as a letter says it."""
    return format_datetime(timezone.now())


def written(house, customer, mailbox, **values) -> Outgoing:
    given = {"to": "wangfang@tongchuang.cn", "subject": "CK6150 报价", "body": "王经理，您好。"}
    row = Outgoing(customer=customer, mailbox=mailbox, **given | values)
    return actions.save_draft(row, by=fresh(house.chen))


def test_an_answer_leaves_in_its_thread_and_its_copy_is_filed(server, mailbox, customer, house):
    server.deliver(mailbox.address, letter(To=mailbox.address, Message_ID="<q1@tongchuang.cn>"))
    fetch(mailbox)
    asked = Message.objects.get()
    row = queries.begun(fresh(house.chen), customer=customer, answers=asked)
    assert row.to == "wangfang@tongchuang.cn" and row.subject == "回复：询价：数控车床"
    assert "> 请报 CK6150 两台的价格。" in row.body
    row.body = "两台含税 386,000 元。\n\n" + row.body
    actions.save_draft(
        row, by=fresh(house.chen), uploads=[ContentFile("价目".encode(), name="报价.txt")]
    )
    actions.send_letter(row, by=fresh(house.chen))
    assert all(job.state == "done" for job in work_off())
    (sent,) = server.post.letters
    assert sent["In-Reply-To"] == "<q1@tongchuang.cn>" and sent["To"] == "wangfang@tongchuang.cn"
    assert "<q1@tongchuang.cn>" in sent["References"]
    assert [part.get_filename() for part in sent.iter_attachments()] == ["报价.txt"]
    row.refresh_from_db()
    assert row.state == LetterState.SENT and row.filed_at and row.message.thread == asked.thread
    (copy,) = server.in_folder(mailbox.address, "Sent")
    assert copy["Message-ID"] == f"<{row.letter_id}>"
    fetch(mailbox)
    assert (Message.objects.count(), Activity.objects.count()) == (2, 2)


def test_a_busy_server_is_tried_again_one_that_refuses_is_final(server, mailbox, customer, house):
    server.post.refuses["wangfang@tongchuang.cn"] = "451 later"
    row = actions.send_letter(written(house, customer, mailbox), by=fresh(house.chen))
    now = timezone.now()
    work_off(now)
    row.refresh_from_db()
    assert (row.state, row.tries) == (LetterState.WAITING, 1) and row.due_at > now
    server.post.refuses["wangfang@tongchuang.cn"] = "550 no such user"
    Outgoing.objects.update(due_at=now)
    from maizi.jobs.actions import enqueue

    enqueue("mail.send", by=None)
    work_off(now + timedelta(minutes=1))
    row.refresh_from_db()
    assert row.state == LetterState.FAILED and "550" in row.error
    assert Notice.objects.filter(user=house.chen, event="mail.failed").count() == 1
    server.post.refuses.clear()
    actions.retry_letter(row, by=fresh(house.chen))
    work_off()
    assert len(server.post.letters) == 1


def test_a_bounce_marks_the_letter_and_the_address(server, mailbox, customer, house):
    row = actions.send_letter(written(house, customer, mailbox), by=fresh(house.chen))
    work_off()
    row.refresh_from_db()
    raw = (LETTERS / "bounce.eml").read_bytes()
    server.deliver(
        mailbox.address, raw.replace(b"LETTER@fenggu.example.cn", row.letter_id.encode())
    )
    fetch(mailbox)
    row.refresh_from_db()
    assert row.state == LetterState.BOUNCED and "wangfang@tongchuang.cn" in row.error
    contact = customer.contacts.get()
    assert BadValue.objects.get().field == f"{contact.pk}.email"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"to": ""}, "请填写收件人"),
        ({"to": "王芳"}, "不是邮箱地址"),
        ({"subject": ""}, "请写主题"),
        ({"body": " "}, "请写正文"),
        ({"body": "{{联系人}}您好"}, "没填上的字段"),
        ({"to": ", ".join(f"a{n}@b.cn" for n in range(21))}, "最多 20 位"),
    ],
)
def test_a_letter_that_is_not_ready_is_refused(server, mailbox, customer, house, values, sentence):
    row = written(house, customer, mailbox, **values)
    with pytest.raises(Refused, match=sentence):
        actions.send_letter(row, by=fresh(house.chen))
    row.refresh_from_db()
    assert row.state == LetterState.DRAFT and not server.post.letters


def test_what_is_on_its_way_is_not_changed(server, mailbox, customer, house):
    row = actions.send_letter(written(house, customer, mailbox), by=fresh(house.chen))
    with pytest.raises(Refused, match="已经在发送"):
        actions.send_letter(row, by=fresh(house.chen))
    with pytest.raises(Refused, match="已经在发送"):
        actions.discard_draft(row, by=fresh(house.chen))
    work_off()
    assert len(server.post.letters) == 1


def test_a_template_fills_its_fields_and_refuses_unknown_ones(house, customer, mailbox):
    made = actions.save_template(
        LetterTemplate(
            name="报价", subject="给{{客户名称}}", body="{{ 称呼 }}：您好。{{我的姓名}}"
        ),
        by=house.chen,
    )
    row = queries.begun(fresh(house.chen), customer=customer, template=made)
    assert row.subject == "给南京同创科技有限公司"
    assert row.body.startswith("采购经理：您好。陈默")
    with pytest.raises(Refused, match="没有这些字段"):
        actions.save_template(LetterTemplate(name="x", subject="{{折扣}}", body="y"), by=house.chen)


def test_a_private_letter_leaves_nothing_but_its_number(server, mailbox, customer, house):
    server.deliver(
        mailbox.address, letter(To=mailbox.address, Date=today(), text="我们周末去爬山吧")
    )
    fetch(mailbox)
    assert Notice.objects.filter(event="mail.came").exists()
    row = actions.make_private(Message.objects.get(), by=fresh(house.chen))
    assert not Notice.objects.filter(event="mail.came").exists()
    assert row.is_private and not row.text and not row.sender and row.customer is None
    assert not Activity.objects.exists()
    customer.refresh_from_db()
    assert customer.last_contact_at is None and customer.last_contact_text == ""
    from maizi.history.models import HistoryEntry

    assert not HistoryEntry.objects.filter(changes_json__contains="爬山").exists()
    fetch(mailbox)
    assert Message.objects.count() == 1 and not Activity.objects.exists()
    from maizi.mail.access import visible_messages

    assert not visible_messages(fresh(house.chen)).exists()


def test_a_private_answer_leaves_no_copy_of_what_was_written(server, mailbox, customer, house):
    from maizi.files.models import Attachment

    server.deliver(mailbox.address, letter(To=mailbox.address, Subject="周末"))
    fetch(mailbox)
    asked = Message.objects.get()
    row = queries.begun(fresh(house.chen), customer=customer, answers=asked)
    row.body = "周末爬山，老地方见"
    note = ContentFile("老地方".encode(), name="路线.txt")
    actions.save_draft(row, by=fresh(house.chen), uploads=[note])
    actions.send_letter(row, by=fresh(house.chen))
    work_off()
    sent = Message.objects.exclude(pk=asked.pk).get()
    actions.make_private(sent, by=fresh(house.chen))
    assert not Outgoing.objects.exists() and not Attachment.objects.exists()
    asked.refresh_from_db()
    assert asked.thread.subject == "周末"
    actions.make_private(asked, by=fresh(house.chen))
    assert not Thread.objects.exists()


def test_who_is_forgotten_leaves_no_letter_and_no_message(server, mailbox, customer, house):
    """N-1: what he wrote, what was written to him, and what was told of it."""
    server.deliver(mailbox.address, letter(To=mailbox.address, Date=today()))
    fetch(mailbox)
    assert Notice.objects.filter(event="mail.came").exists()
    actions.save_draft(written(house, customer, mailbox, body="王经理，草稿"), by=house.chen)
    assert actions.forget_person("customers.customer", customer.pk, by=None) == 1
    assert not Outgoing.objects.exists() and not Notice.objects.filter(event="mail.came").exists()
    kept = Message.objects.get()
    assert (kept.text, kept.subject, kept.thread.subject) == ("", "", "")


def test_colleagues_read_what_is_a_customers_unless_the_mailbox_keeps_to_itself(
    server, mailbox, customer, house
):
    from maizi.mail.access import visible_messages

    server.deliver(mailbox.address, letter(To=mailbox.address))
    fetch(mailbox)
    assert visible_messages(fresh(house.lin)).exists()
    assert not visible_messages(fresh(house.meng)).exists()
    assert not visible_messages(fresh(house.admin)).exists()
    mailbox.is_open = False
    mailbox.save()
    assert not visible_messages(fresh(house.lin)).exists()
    assert visible_messages(fresh(house.chen)).exists()


def test_an_unmatched_letter_is_given_to_a_customer(server, mailbox, customer, house):
    server.deliver(mailbox.address, letter(From="new@tongchuang.cn", To=mailbox.address))
    fetch(mailbox)
    row = Message.objects.get()
    assert queries.suggestions_for(fresh(house.chen), row) == [customer]
    row = actions.give_to(row, customer, by=fresh(house.chen))
    assert row.activity and row.expires_at is None
    with pytest.raises(Refused, match="已经归到"):
        actions.give_to(row, customer, by=fresh(house.chen))
