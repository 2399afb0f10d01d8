"""The session store tells a failing database from a session that was ended meanwhile."""

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import OperationalError

from maizi.accounts.models import Session
from maizi.accounts.sessions import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened():
    store = SessionStore()
    store.create()
    store["seen"] = 1
    return store


def test_a_full_disk_is_no_ended_session(opened, monkeypatch):
    """Else the person reads that his session ended, while what he did may stand."""

    def full(*args, **kwargs):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(Session, "save", full)
    with pytest.raises(OperationalError, match="full"):
        opened.save()


def test_an_ended_session_does_not_come_back(opened):
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        opened.save()
    assert not Session.objects.exists()


def test_who_was_signed_out_meanwhile_gets_a_calm_page(client, house, monkeypatch):
    """Here: the page writes a message into a session that an administrator has just ended."""
    row = house.customer("甲公司", house.chen)
    client.force_login(house.chen)

    def gone(*args, **kwargs):
        Session.objects.all().delete()

    monkeypatch.setattr("maizi.customers.views.people.actions.save_contact", gone)
    answer = client.post(f"/customers/{row.pk}/contacts/new/", {"name": "王伟"})
    assert answer.status_code == 400
    assert "请回到首页" in answer.content.decode()
