"""Complaints and tickets that came as letters (E-2, F-1)."""

import pytest
from django.urls import reverse

from maizi.complaints.models import Complaint
from maizi.files.models import Attachment
from maizi.mail.models import Message
from maizi.service.models import Ticket

from .conftest import LETTERS
from .test_fetching import fetch
from .test_screens import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(server, mailbox, customer) -> Message:
    """A letter of a customer, with enclosures."""
    server.deliver(mailbox.address, (LETTERS / "related.eml").read_bytes())
    fetch(mailbox)
    return Message.objects.get()


def files_at(kind: str) -> set[int]:
    return set(Attachment.objects.filter(kind=kind).values_list("file", flat=True))


def test_a_letter_becomes_a_complaint_with_its_words_and_files(row, house):
    browser = browser_of(house.chen)
    address = f"{reverse('complaints:complaint_new')}?letter={row.pk}"
    assert address in browser.get(row.get_absolute_url()).content.decode()
    page = browser.get(address).content.decode()
    assert '<option value="email" selected>' in page
    assert row.subject in page and row.sender in page and "个附件会一起带过来" in page
    given = {
        "channel": "email", "complainant": row.sender_name, "reach": row.sender, "words": row.text,
        "category": "product", "harm": "inconvenience", "emotion": "upset", "customer":
        row.customer_id, "received_at": row.at.strftime("%Y-%m-%dT%H:%M"),
    }  # fmt: skip
    answer = browser.post(address, given)
    assert answer.status_code == 302, answer.content.decode()
    made = Complaint.objects.get()
    assert (made.channel, made.customer) == ("email", row.customer)
    assert files_at("complaints.complaint") == files_at("mail.message") != set()


def test_a_letter_out_of_sight_begins_nothing(row, house):
    """Whoever may not read the letter gets an empty intake, with nothing of it."""
    address = f"{reverse('complaints:complaint_new')}?letter={row.pk}"
    shown = browser_of(house.meng).get(address).content.decode()
    assert row.sender not in shown and row.text.split()[0] not in shown


def test_a_letter_of_ours_is_no_complaint(row, house):
    Message.objects.update(way="out")
    browser = browser_of(house.chen)
    assert "?letter=" not in browser.get(row.get_absolute_url()).content.decode()
    shown = browser.get(f"{reverse('complaints:complaint_new')}?letter={row.pk}")
    assert row.text.split()[0] not in shown.content.decode()


def test_a_letter_becomes_a_ticket_with_its_words_and_files(row, house):
    """F-1: questions by e-mail at any time."""
    desk = house.person("desk", "何主管", house.hq, "service_supervisor")
    row.mailbox.members.add(desk)
    type(row.mailbox).objects.update(is_shared=True)
    browser, address = browser_of(desk), f"{reverse('service:ticket_new')}?letter={row.pk}"
    assert address in browser.get(row.get_absolute_url()).content.decode()
    page = browser.get(address).content.decode()
    assert '<option value="mail" selected>' in page and row.subject in page
    given = {
        "type": "consult", "channel": "mail", "contact_name": row.sender_name, "symptom": row.text,
        "severity": "general", "customer": row.customer_id,
    }  # fmt: skip
    answer = browser.post(address, given)
    assert answer.status_code == 302, answer.content.decode()
    made = Ticket.objects.get()
    assert (made.channel, made.customer) == ("mail", row.customer)
    assert files_at("service.ticket") == files_at("mail.message") != set()
