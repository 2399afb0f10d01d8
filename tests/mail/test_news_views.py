"""A newsletter to the customers of a view, as it was when it was chosen (C-40)."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maizi.accounts.models import Appointment, Role
from maizi.customers.models import Customer
from maizi.kernel.errors import Refused
from maizi.kit.models import SavedView
from maizi.mail import actions, queries
from maizi.mail.models import Issue, Mailbox
from tests.house import fresh

pytestmark = pytest.mark.django_db
OURS = "province.is.江苏省"


@pytest.fixture
def view(house, customer) -> SavedView:
    Customer.objects.filter(pk=customer.pk).update(province="江苏省", mobile="13912340011")
    return SavedView.objects.create(
        kind="customers.customer", name="江苏的客户", owner=house.boss, conditions=[OURS]
    )


def chosen(issue, view) -> Issue:
    kept = {"name": view.name, "conditions": view.conditions, "match": view.match}
    issue.audience = {"view": kept}
    issue.save()
    return issue


def reached(issue, house) -> int:
    return queries.counted(issue, fresh(house.boss), now=timezone.now()).count


def test_only_those_in_the_view_are_written_to(issue, view, house, customer):
    chosen(issue, view)
    assert reached(issue, house) == 2
    Customer.objects.filter(pk=customer.pk).update(province="河南省")
    assert reached(issue, house) == 0
    with pytest.raises(Refused):
        actions.release(issue, by=fresh(house.boss))


def test_the_form_keeps_the_view_as_it_was(issue, view, house, mailbox):
    client = Client()
    client.force_login(house.boss)
    Mailbox.objects.update(is_shared=True)
    mailbox.members.add(house.boss)
    page = reverse("mail:issue_edit", args=[issue.pk])
    assert "江苏的客户" in client.get(page).content.decode()
    given = {"title": issue.title, "mailbox": mailbox.pk, "heading_1": "好", "text_1": "好"}
    assert client.post(page, given | {"view": view.pk}).status_code == 302
    view.conditions = ["province.is.河南省"]
    view.save()
    assert client.post(page, given | {"view": "kept"}).status_code == 302
    issue.refresh_from_db()
    assert issue.audience["view"] == {"name": view.name, "conditions": [OURS], "match": "all"}
    assert "江苏的客户" in client.get(issue.get_absolute_url()).content.decode()
    assert client.post(page, given | {"view": "9" * 9}).status_code == 422
    assert client.post(page, given).status_code == 302
    issue.refresh_from_db()
    assert issue.audience == {}


def test_a_condition_the_sender_may_not_ask_sends_to_nobody(issue, view, house):
    """Left out, it would let more people in than were meant."""
    view.conditions = [OURS, "mobile.is.13912340011"]
    chosen(issue, view)
    assert reached(issue, house) == 2
    blind = house.person("blind", "马盲", house.hq, "salesperson")
    role = Role.objects.create(
        code="blind", name="不看电话", scope="all", grants={"customer": ["read"]},
        field_access={"basic": "write"},
    )  # fmt: skip
    Appointment.objects.filter(user=blind).update(role=role)
    assert queries.rows_in_view(issue.audience["view"], fresh(blind)) is None
    assert queries.counted(issue, fresh(blind), now=timezone.now()).count == 0
    with pytest.raises(Refused, match="不能筛选"):
        actions.release(issue, by=fresh(blind))
