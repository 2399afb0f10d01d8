"""Whom a customer that has to be rated again is put to (D-30, M-4)."""

import pytest

from maizi.accounts.models import Appointment, Role, User
from maizi.accounts.terms import Scope
from maizi.customers.models import Customer
from maizi.inbox.models import Notice, Todo
from maizi.rating import actions
from maizi.rating.terms import Trigger
from tests.house import fresh

pytestmark = pytest.mark.django_db


def asked(office, trigger: Trigger = Trigger.OWNERSHIP) -> set[str]:
    """Who finds the review in his inbox and hears of it."""
    row = actions.raise_review(office.customer, trigger, "换了股东", by=office.boss)
    todos = Todo.objects.filter(source="rating.review", object_id=row.pk)
    people = set(todos.values_list("owner__username", flat=True))
    told = Notice.objects.filter(event="rating.review", object_id=row.pk)
    assert set(told.values_list("user__username", flat=True)) == people
    return people


def officer(office, username: str, unit) -> User:
    return fresh(office.house.person(username, username, unit, "credit_officer"))


def test_whoever_rated_last_is_asked(office):
    officer(office, "gu", office.house.nanjing)
    office.approved()
    assert asked(office) == {"wang"}


def test_for_somebody_who_left_the_nearest_who_may_rate_is_asked(office):
    office.approved()
    officer(office, "gu", office.house.nanjing)
    officer(office, "he", office.house.east)
    officer(office, "ji", office.house.nanjing)
    User.objects.filter(pk=office.wang.pk).update(is_active=False)
    assert asked(office) == {"gu", "ji"}


def test_whoever_may_no_longer_rate_is_not_asked(office):
    office.approved()
    officer(office, "gu", office.hq.unit)
    post = Appointment.objects.get(user=office.wang)
    post.role = Role.objects.get(code="salesperson")
    post.save()
    assert asked(office) == {"gu"}


def test_whoever_does_not_see_the_customer_is_not_asked(office):
    office.approved()
    officer(office, "gu", office.house.east)
    meng = office.house.meng
    Appointment.objects.filter(user=office.wang).update(unit=meng.unit, scope=Scope.UNIT)
    assert asked(office) == {"gu"}


def test_who_concluded_is_not_asked_to_look_at_it_again(office):
    """PIPL art. 24: the one who answers neither evaluated nor approved."""
    office.approved()
    officer(office, "gu", office.hq.unit)
    assert asked(office, Trigger.REQUEST) == {"gu"}


def test_a_customer_of_nobody_who_was_never_rated_is_put_to_who_may_rate(office):
    Customer.objects.filter(pk=office.customer.pk).update(owner=None, pool=office.house.pool)
    office.customer = Customer.objects.get(pk=office.customer.pk)
    assert asked(office) == {"wang"}


def test_where_nobody_may_rate_the_nearest_who_reads_ratings_is_asked(office):
    """The owner sees no ratings: to him it would be a link to nothing (M-4)."""
    gone = [office.wang.pk, office.boss.pk, office.hq.pk]
    User.objects.filter(pk__in=gone).update(is_active=False)
    assert asked(office) == {"lin"}


def test_an_owner_who_may_not_see_grades_is_told_none(office):
    """M-4: neither by a page nor by a notice."""
    role = Role.objects.get(code="salesperson")
    role.field_access = role.field_access | {"credit": "none"}
    role.save()
    office.approved()
    assert not Notice.objects.filter(event="rating.graded").exists()
