"""The door in the browser: in, out, sessions, what is owed, where one comes back to."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maizi.accounts import actions
from maizi.accounts.models import Appointment, Session, SignInAttempt
from maizi.accounts.sessions import stored_key
from maizi.accounts.terms import Outcome, PolicyPreset

from .conftest import PASSWORD, again

SIGN_IN = reverse("accounts:sign_in")
SECURITY = reverse("accounts:security")
WINDOWS = {"HTTP_USER_AGENT": "Mozilla/5.0 (Windows NT 10.0) Chrome/109.0"}


@pytest.fixture
def li(hire, tree):
    return hire("li", ("salesperson", tree.sales), name="李雷")


def enter(client, username="li", password=PASSWORD, **more):
    return client.post(SIGN_IN, {"username": username, "password": password, **more}, **WINDOWS)


def later(monkeypatch, **passed):
    """Move every clock that asks Django for the time."""
    moment = timezone.now() + timedelta(**passed)
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_in_and_out(li, client):
    assert client.get(SECURITY).headers["Location"] == f"{SIGN_IN}?next=%2Faccount%2Fsecurity%2F"
    answer = enter(client, next=SECURITY)
    assert answer.headers["Location"] == SECURITY
    assert client.get(SECURITY).status_code == 200
    client.post(reverse("accounts:sign_out"))
    assert client.get(SECURITY).status_code == 302
    assert not Session.objects.filter(user=li).exists()


def test_the_key_of_the_session_changes_at_the_door_and_is_not_stored(li, client):
    client.get(SIGN_IN)
    session = client.session
    session["before"] = True
    session.save()
    client.cookies["maizi"] = session.session_key
    before = session.session_key
    enter(client)
    after = client.cookies["maizi"].value
    assert after != before
    row = Session.objects.get(user=li)
    assert row.pk == stored_key(after) and after not in row.session_data
    assert not Session.objects.filter(pk=stored_key(before)).exists()
    assert (row.device, row.address) == ("Chrome · Windows", "127.0.0.1")


def test_a_key_read_in_the_table_opens_nothing(li, client):
    enter(client)
    client.cookies["maizi"] = Session.objects.get(user=li).pk
    assert client.get(SECURITY).status_code == 302


@pytest.mark.parametrize("password", ["wrong", ""])
def test_a_wrong_password_stays_at_the_door(li, client, password):
    answer = enter(client, password=password)
    assert answer.status_code == 422
    assert client.get(SECURITY).status_code == 302


def test_password_fields_hide_and_let_paste(li, client):
    text = client.get(SIGN_IN).content.decode()
    field = re.search(r"<input[^>]*name=\"password\"[^>]*>", text)[0]
    assert 'type="password"' in field and "current-password" in field
    assert "onpaste" not in text and "readonly" not in field


def test_a_password_is_taken_exactly_as_typed(li, client):
    spaced = "  Wheat Field 9 "
    actions.change_password(li, actions.NewPassword(spaced), by=li)
    assert enter(client, password=spaced.strip()).status_code == 422
    assert enter(client, password=spaced).status_code == 302


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example", "evil"],
)
def test_nobody_is_led_away(li, client, target):
    assert enter(client, next=target).headers["Location"] == "/"
    assert client.get(SIGN_IN, {"next": target}).headers["Location"] == "/"


def test_programs_and_fragments_get_an_answer_they_understand(client, db):
    fragment = client.get(
        SECURITY, HTTP_HX_REQUEST="true", HTTP_HX_CURRENT_URL="http://testserver/customers/?view=1"
    )
    assert fragment.status_code == 204
    assert fragment.headers["HX-Redirect"] == f"{SIGN_IN}?next=%2Fcustomers%2F%3Fview%3D1"
    program = client.get(SECURITY, HTTP_ACCEPT="application/json")
    assert program.status_code == 401


def test_who_is_deactivated_is_out_at_the_next_request(li, client, admin):
    enter(client)
    assert client.get(SECURITY).status_code == 200
    actions.deactivate_person(again(li), by=admin)
    assert client.get(SECURITY).status_code == 302


def test_a_session_that_survived_its_person_lets_nobody_in(li, client):
    enter(client)
    type(li).objects.filter(pk=li.pk).update(is_active=False)
    assert client.get(SECURITY).status_code == 302


def test_a_new_right_counts_at_the_next_request(li, client, tree, roles, admin):
    units = reverse("setup:units")
    enter(client)
    assert client.get(units).status_code == 403
    actions.appoint(Appointment(user=li, role=roles["administrator"], unit=tree.hq), by=admin)
    assert client.get(units).status_code == 200
    actions.end_appointment(li.appointments.get(role=roles["administrator"]), by=admin)
    assert client.get(units).status_code == 403


def test_nobody_there_for_long_is_signed_out(li, client, monkeypatch):
    actions.choose_preset(PolicyPreset.DENGBAO_2, by=None)
    enter(client)
    later(monkeypatch, minutes=29)
    assert client.get(SECURITY).status_code == 200
    later(monkeypatch, minutes=29)
    assert client.get(SECURITY).status_code == 200
    later(monkeypatch, minutes=31)
    assert client.get(SECURITY).headers["Location"].endswith("&over=1")
    assert not Session.objects.filter(user=li).exists()


def test_even_a_busy_session_ends(li, client, monkeypatch):
    enter(client)
    for _ in range(7):
        later(monkeypatch, minutes=100)
        assert client.get(SECURITY).status_code == 200
    later(monkeypatch, minutes=100)
    assert client.get(SECURITY).status_code == 302


def test_being_seen_is_written_once_a_minute(li, client, monkeypatch):
    enter(client)
    seen = Session.objects.get(user=li).seen_at
    client.get(SECURITY)
    assert Session.objects.get(user=li).seen_at == seen
    later(monkeypatch, seconds=61)
    client.get(SECURITY)
    assert Session.objects.get(user=li).seen_at == timezone.now()


def test_a_page_that_looks_again_by_itself_keeps_nobody_signed_in(li, client, monkeypatch):
    """A board that waits for its numbers, a list of jobs: nobody need sit before it."""
    enter(client)
    seen = Session.objects.get(user=li).seen_at
    later(monkeypatch, minutes=5)
    assert client.get(SECURITY, headers={"X-Asked-By": "page"}).status_code == 200
    assert Session.objects.get(user=li).seen_at == seen
    client.get(SECURITY)
    assert Session.objects.get(user=li).seen_at == timezone.now()


def test_a_stricter_idle_time_counts_for_open_sessions(li, client, monkeypatch):
    enter(client)
    actions.change_policy({"idle_minutes": 5}, by=None)
    later(monkeypatch, minutes=6)
    assert client.get(SECURITY).status_code == 302


def test_a_temporary_password_opens_one_page(li, client, admin):
    password = actions.reset_password(again(li), by=admin)
    enter(client, password=password)
    page = reverse("accounts:change_password")
    assert client.get(SECURITY).headers["Location"] == page
    answer = client.post(
        page, {"password": password, "new": "Wheat-Field-9", "again": "Wheat-Field-9"}
    )
    assert answer.status_code == 302
    assert client.get(SECURITY).status_code == 200
    assert again(li).check_password("Wheat-Field-9")


@pytest.mark.parametrize(
    ("old", "new", "again_", "field"),
    [
        ("wrong", "Wheat-Field-9", "Wheat-Field-9", "password"),
        (PASSWORD, "short", "short", "new"),
        (PASSWORD, "Wheat-Field-9", "Wheat-Field-8", "again"),
    ],
)
def test_what_is_wrong_with_a_new_password_is_said_at_its_field(
    li, client, old, new, again_, field
):
    client.force_login(li)
    page = reverse("accounts:change_password")
    answer = client.post(page, {"password": old, "new": new, "again": again_})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert again(li).check_password(PASSWORD)


def test_a_new_password_ends_the_other_devices_only(li, client):
    other = Client()
    enter(client)
    enter(other)
    page = reverse("accounts:change_password")
    client.post(page, {"password": PASSWORD, "new": "Wheat-Field-9", "again": "Wheat-Field-9"})
    assert client.get(SECURITY).status_code == 200
    assert other.get(SECURITY).status_code == 302


def test_devices_are_listed_and_ended_by_their_owner_only(li, client, hire):
    other, stranger = Client(), Client()
    enter(client)
    enter(other)
    stranger.force_login(hire("mei"))
    key = stored_key(other.cookies["maizi"].value)
    assert "Chrome · Windows" in client.get(SECURITY).content.decode()
    assert stranger.post(reverse("accounts:end_session", args=[key])).status_code == 404
    assert other.get(SECURITY).status_code == 200
    client.post(reverse("accounts:end_session", args=[key]))
    assert other.get(SECURITY).status_code == 302
    enter(other)
    client.post(reverse("accounts:end_other_sessions"))
    assert other.get(SECURITY).status_code == 302
    assert client.get(SECURITY).status_code == 200


def test_failed_tries_are_told_at_the_next_sign_in(li, client):
    enter(client, password="wrong")
    enter(client, password="wrong")
    enter(client, next=SECURITY)
    assert "有 2 次失败的登录尝试" in client.get(SECURITY).content.decode()


def test_the_page_of_the_door_locks_too(li, client):
    for _ in range(10):
        enter(client, password="wrong")
    assert "分钟后再试" in enter(client).content.decode()
    assert SignInAttempt.objects.first().outcome == Outcome.LOCKED


def test_language_and_theme_stay_with_the_person(li, client):
    preferences = reverse("accounts:preferences")
    client.post(preferences, {"language": "en", "theme": "dark"})
    assert client.cookies["maizi-language"].value == "en"
    client.force_login(li)
    client.post(preferences, {"language": "zh-hant", "theme": "nonsense"})
    assert again(li).language == "zh-hant" and again(li).theme == "auto"


def test_a_quarter_of_an_hour_later_the_password_is_asked_again(admin, hire, client, monkeypatch):
    li = hire("li")
    enter(client, "admin")
    reset = reverse("setup:person_reset", args=[li.pk])
    assert client.post(reset).status_code == 200
    later(monkeypatch, minutes=16)
    person = reverse("setup:person", args=[li.pk])
    client.get(person)
    answer = client.post(reset, HTTP_REFERER=f"http://testserver{person}")
    prove = reverse("accounts:prove")
    assert answer.headers["Location"].startswith(f"{prove}?next=")
    before = again(li).password
    assert client.post(prove, {"password": "wrong", "next": person}).status_code == 422
    assert client.post(prove, {"password": PASSWORD, "next": person}).headers["Location"] == person
    assert again(li).password == before
    assert client.post(reset).status_code == 200
    assert again(li).password != before
