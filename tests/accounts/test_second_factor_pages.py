"""The second factor in the browser: set up, asked for, demanded, weakened."""

import time

import pytest
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from maizi.accounts import actions
from maizi.accounts.actions import second_factor
from maizi.accounts.terms import TotpDuty

from .conftest import PASSWORD
from .test_door import SECURITY, SIGN_IN, enter, later, li
from .test_signing_in import code_at

__all__ = ["li"]


def set_up(client, user):
    """Set the second factor up in the browser; returns the device and the recovery codes."""
    page = reverse("accounts:second_factor_setup")
    assert client.get(page).status_code == 200
    picture = client.get(reverse("accounts:qr_code"))
    assert picture.headers["Content-Type"] == "image/svg+xml" and b"<svg" in picture.content
    device = TOTPDevice.objects.get(user=user)
    answer = client.post(page, {"password": PASSWORD, "code": code_at(device, time.time())})
    device.refresh_from_db()
    return device, answer


def test_the_second_factor_from_beginning_to_end(li, client, monkeypatch):
    enter(client)
    device, answer = set_up(client, li)
    codes = [part.split("<")[0] for part in answer.content.decode().split("<code>")[1:]]
    assert device.confirmed and len(codes) == 10
    client.post(reverse("accounts:sign_out"))
    step = reverse("accounts:second_factor")
    assert enter(client, next=SECURITY).headers["Location"] == step
    assert client.get(SECURITY).status_code == 302
    assert client.post(step, {"code": "000000"}).status_code == 422
    start = time.time()
    monkeypatch.setattr("django_otp.plugins.otp_totp.models.time.time", lambda: start + 40)
    later(monkeypatch, seconds=40)
    device.refresh_from_db()
    assert client.post(step, {"code": code_at(device, start + 40)}).headers["Location"] == SECURITY
    assert client.get(SECURITY).status_code == 200
    client.post(reverse("accounts:sign_out"))
    enter(client)
    assert client.post(step, {"code": codes[3]}).status_code == 302
    assert client.get(SECURITY).status_code == 200


def test_half_way_in_lasts_five_minutes(li, client, monkeypatch):
    device = second_factor.begin_second_factor(li)
    TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
    enter(client)
    step = reverse("accounts:second_factor")
    assert client.get(step).status_code == 200
    later(monkeypatch, minutes=6)
    assert client.get(step).headers["Location"] == SIGN_IN


def test_the_second_step_without_the_first_leads_back(client, db):
    assert client.get(reverse("accounts:second_factor")).headers["Location"] == SIGN_IN


def test_where_a_second_factor_is_demanded_nothing_works_before(li, client):
    actions.change_policy({"totp_duty": TotpDuty.EVERYBODY}, by=None)
    enter(client)
    assert client.get(SECURITY).headers["Location"] == reverse("accounts:second_factor_setup")
    assert client.get(reverse("setup:home")).status_code == 302
    set_up(client, li)
    assert client.get(SECURITY).status_code == 200


def test_a_new_duty_reaches_open_sessions(li, client, monkeypatch):
    enter(client)
    actions.change_policy({"totp_duty": TotpDuty.EVERYBODY}, by=None)
    later(monkeypatch, seconds=61)
    client.get(SECURITY)
    assert client.get(SECURITY).status_code == 302


@pytest.mark.parametrize("page", ["recovery_codes", "second_factor_off"])
def test_weakening_the_second_factor_asks_for_the_password(li, client, page):
    enter(client)
    set_up(client, li)
    address = reverse(f"accounts:{page}")
    assert client.post(address, {"password": "wrong"}).status_code == 422
    assert second_factor.has_second_factor(li)
    assert client.post(address, {"password": PASSWORD}).status_code in (200, 302)
