"""The clock jumps an hour, a day, a year, either way: nobody is locked out or let in (D10)."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.urls import reverse
from django.utils import timezone

from maizi.accounts.actions import signing_in
from maizi.accounts.models import User
from maizi.fields.actions import next_numbers
from maizi.kernel.errors import Refused

pytestmark = pytest.mark.django_db
HOUR, DAY, YEAR = timedelta(hours=1), timedelta(days=1), timedelta(days=365)
PASSWORD = "weizen-und-wasser-9"


@pytest.fixture
def clock(monkeypatch):
    """A function that sets the clock off by some time from the real one."""
    real = timezone.now

    def off_by(step: timedelta) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: real() + step)

    return off_by


def is_in(client) -> bool:
    return client.get(reverse("accounts:security")).status_code == 200


@pytest.mark.parametrize("step", [-HOUR, HOUR])
def test_a_session_outlives_a_small_step(client, house, clock, step):
    client.force_login(house.chen)
    clock(step)
    assert is_in(client)
    clock(timedelta())
    assert is_in(client)


@pytest.mark.parametrize("step", [-YEAR, -DAY, DAY, YEAR])
def test_a_large_step_asks_for_the_password_again(client, house, clock, step):
    """And the session that ended stays ended when the clock is put right."""
    client.force_login(house.chen)
    clock(step)
    assert not is_in(client)
    clock(timedelta())
    assert not is_in(client)
    client.force_login(house.chen)
    assert is_in(client)


@pytest.mark.parametrize("step", [DAY, YEAR])
def test_a_session_begun_in_a_wrong_future_does_not_last_until_then(client, house, clock, step):
    clock(step)
    client.force_login(house.chen)
    clock(timedelta())
    assert not is_in(client)


def try_in(house, password: str) -> bool:
    try:
        signing_in.sign_in("chen", password, device="x")
    except Refused:
        return False
    return True


@pytest.mark.parametrize("step", [HOUR, DAY, YEAR])
def test_failures_in_a_wrong_future_lock_nobody_out_for_ever(house, clock, step):
    User.objects.filter(pk=house.chen.pk).update(password=make_password(PASSWORD))
    clock(step)
    for _ in range(12):
        assert not try_in(house, "geraten")
    assert not try_in(house, PASSWORD), "the lock is not there to begin with"
    clock(timedelta())
    assert try_in(house, PASSWORD)


def test_numbers_stay_unique_when_the_month_comes_twice():
    november, december = date(2026, 11, 30), date(2026, 12, 1)
    given = [
        no for day in (november, december, november, december, november)
        for no in next_numbers("customer", count=2, on=day)
    ]  # fmt: skip
    assert len(set(given)) == 10 and given[-1] == "C202611-000006"
