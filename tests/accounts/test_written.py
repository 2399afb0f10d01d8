"""Statements that are written once find what Django would find, whatever they are asked with."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maizi.accounts.access import Written
from maizi.accounts.models import Appointment, OrgUnit, SignInAttempt, User

pytestmark = pytest.mark.django_db


def of_units(ids: list[int], path: str | None) -> object:
    rows = OrgUnit.objects.filter(pk__in=ids).order_by("pk")
    return rows if path is None else rows.filter(path=path)


def in_force(user_id: int, day: date) -> object:
    rows = Appointment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day), user=user_id)
    return rows.order_by("pk").values_list("pk", "role__grants", "ends_on")


def since(moment) -> object:
    return SignInAttempt.objects.filter(at__gt=moment).order_by("pk")[:3]


def test_rows_are_whole_and_those_of_the_values(house):
    units = [*OrgUnit.objects.order_by("pk")]
    asked = Written(of_units)
    for some in (units[:2], units[1:3], units[:1], []):
        ids = [one.pk for one in some]
        assert asked.rows(ids, None) == some
        found = asked.rows(ids, some[-1].path if some else "/")
        assert found == [one for one in some if one.path == some[-1].path]
    assert all(
        one.name and not one.get_deferred_fields() for one in asked.rows(ids_of(units), None)
    )


def ids_of(rows) -> list[int]:
    return [one.pk for one in rows]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ends=st.lists(st.none() | st.integers(-3, 3), max_size=4), shift=st.integers(-4, 4))
def test_days_are_compared_as_days(house, ends, shift):
    Appointment.objects.filter(user=house.chen).delete()
    today = date(2026, 3, 1)
    for role, end in zip(house.roles.values(), ends, strict=False):
        Appointment.objects.create(
            user=house.chen, role=role, unit=house.east,
            ends_on=None if end is None else today + timedelta(end),
        )  # fmt: skip
    day = today + timedelta(shift)
    assert IN_FORCE.rows(house.chen.pk, day) == list(in_force(house.chen.pk, day))
    assert IN_FORCE.rows(house.lin.pk, day) == list(in_force(house.lin.pk, day))


IN_FORCE = Written(in_force)


def test_moments_are_compared_in_their_zone(house):
    now, asked = timezone.now(), Written(since)
    made = [SignInAttempt.objects.create(username=f"u{n}", address="::1", at=now) for n in range(3)]
    for n, one in enumerate(made):
        SignInAttempt.objects.filter(pk=one.pk).update(at=now - timedelta(minutes=n))
    for minutes in (0.5, 1.5, 2.5):
        moment = now - timedelta(minutes=minutes)
        assert ids_of(asked.rows(moment)) == ids_of(since(moment))
        assert len(asked.rows(moment)) == int(minutes + 0.5)


def test_it_is_one_statement_and_written_once(house):
    asks = []
    asked = Written(lambda *given: asks.append(given) or in_force(*given))
    for person in User.objects.all()[:4]:
        with CaptureQueriesContext(connection) as seen:
            asked.rows(person.pk, timezone.localdate())
        assert len(seen) == 1
    assert len(asks) == 2, "once, for two sets of marks"


def test_a_value_that_ask_changes_is_refused():
    """It would stay what it was when the statement was written."""
    careless = Written(lambda user_id: Appointment.objects.filter(user=user_id + 1))
    with pytest.raises(ValueError, match="does not come into the statement"):
        careless.rows(7)


def test_columns_of_every_width_are_asked():
    """PostgreSQL knows that nothing of a small column is beyond its range, and asks nothing."""
    from maizi.fields.models import ParameterState

    ParameterState.objects.update_or_create(pk=1, defaults={"mark": "a"})
    asked = Written(lambda pk: ParameterState.objects.filter(pk=pk).values_list("mark", flat=True))
    assert (asked.rows(1), asked.rows(2)) == (["a"], [])


def test_a_statement_that_is_written_otherwise_for_other_values_is_refused():
    def by_value(user_id: int):
        rows = Appointment.objects.filter(user=user_id)
        return rows.filter(starts_on=None) if user_id % 2_000 > 1_000 else rows

    with pytest.raises(ValueError, match="not the same for other values"):
        Written(by_value).rows(7)


@pytest.mark.parametrize("number", [(1 << 63) - 1, 1 << 63, 10**30])
def test_a_number_that_no_column_holds_is_not_found(number, house, client):
    """Addresses are typed by anybody."""
    assert IN_FORCE.rows(number, timezone.localdate()) == []
    client.force_login(house.boss)
    assert client.get(f"/customers/{number}/").status_code == 404
