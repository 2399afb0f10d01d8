"""A child's day is sensitive: by consent, for a time, before those who may (C-10, A-21)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from maizi.accounts.models import Appointment, Role
from maizi.accounts.terms import Scope
from maizi.customers import access
from maizi.customers import actions as keeping
from maizi.customers.actions.child_days import forget_child_days
from maizi.customers.actions.days import remember
from maizi.customers.models import ImportantDay
from maizi.history.models import HistoryEntry
from maizi.inbox.models import Todo
from maizi.kernel.errors import Refused
from maizi.privacy import actions
from maizi.privacy.models import Consent
from tests.house import fresh

from .test_sensitive import enabled

CHILDREN = "children_under_14"


@pytest.fixture
def carer(case):
    """Somebody who looks after families, and may keep what is sensitive."""
    person = case.house.person("carer", "顾关", case.house.nanjing, "salesperson")
    role = Role.objects.create(
        code="carer", name="会员关怀", scope=Scope.ALL,
        grants={"customer": ["read", "add", "change"]},
        field_access={"basic": "write", "contact": "write", "family": "write",
                      "sensitive": "write"},
    )  # fmt: skip
    Appointment.objects.filter(user=person).update(role=role)
    return fresh(person)


def day(case, **given) -> ImportantDay:
    on = f"--{timezone.localdate():%m-%d}"
    return ImportantDay(**{"customer": case.row, "kind": "child", "on": on} | given)


@pytest.fixture
def kept(case, carer):
    """The day of a child whose guardian agreed."""
    enabled(case, CHILDREN)
    case.agree("sensitive", guardian="赵敏敏", note="本人主动")
    return keeping.save_day(day(case), by=carer)


def test_nothing_is_written_down_without_right_reason_and_guardian(case, carer):
    with pytest.raises(Refused, match="没有启用"):
        keeping.save_day(day(case), by=carer)
    enabled(case, CHILDREN)
    with pytest.raises(Refused, match="没有登记敏感信息的权限"):
        keeping.save_day(day(case), by=fresh(case.house.chen))
    with pytest.raises(Refused, match="单独同意"):
        keeping.save_day(day(case), by=carer)
    case.agree("sensitive")
    with pytest.raises(Refused, match="监护人"):
        keeping.save_day(day(case), by=carer)
    assert not ImportantDay.objects.exists()
    assert keeping.save_day(day(case, kind="spouse"), by=fresh(case.house.chen)).pk, "only private"


def test_it_reaches_nobody_else_and_no_record(case, carer, kept, client):
    assert access.visible_days(carer).get() == kept
    assert not access.visible_days(fresh(case.house.chen)).exists()
    told = HistoryEntry.objects.filter(object_id=kept.pk)
    assert [entry.changes for entry in told] == [{}]
    kept.kind = "birthday"
    with pytest.raises(Refused, match="不能改成"):
        keeping.save_day(kept, by=carer)
    client.force_login(case.house.chen)
    page = client.get(reverse("customers:days", args=[case.row.pk])).content.decode()
    assert "子女的日子" not in page and "配偶的日子" in page
    client.force_login(carer)
    page = client.get(reverse("customers:days", args=[case.row.pk])).content.decode()
    assert 'value="child"' in page and reverse("customers:day", args=[case.row.pk, kept.pk]) in page


def test_only_an_owner_who_may_read_it_is_reminded(case, carer, kept):
    remember(today=timezone.localdate(), after=0)
    assert not Todo.objects.filter(source="customers.care").exists(), "the owner may not read it"
    case.row.owner = carer
    case.row.save()
    remember(today=timezone.localdate(), after=0)
    assert Todo.objects.get(source="customers.care").owner == carer


def test_the_night_forgets_it_with_its_consent_or_its_time(case, carer, kept):
    today = timezone.localdate()
    assert forget_child_days(today=today) == 0
    assert forget_child_days(today=today + timedelta(150)) == 0
    assert forget_child_days(today=today + timedelta(200)) == 1, "kept for six months"
    again = keeping.save_day(day(case), by=carer)
    actions.withdraw_consent(Consent.objects.get(object_id=case.row.pk), by=case.chen)
    assert forget_child_days(today=today) == 1
    assert not ImportantDay.objects.filter(pk=again.pk).exists()
