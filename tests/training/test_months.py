"""Months of engineers out of real tickets; signing them off (F-51)."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from maizi.clocks.models import Clock
from maizi.fields.actions import change_parameter
from maizi.history.models import HistoryEntry
from maizi.inbox.models import Notice
from maizi.kernel.errors import Refused
from maizi.service import actions as service_actions
from maizi.training import access, actions, queries
from maizi.training.models import SignedMonth
from tests.house import fresh
from tests.service.conftest import now

pytestmark = pytest.mark.django_db


def row_of(staff, person, *, by=None):
    found = queries.sheet_of(fresh(by or staff.he), staff.month)
    return next(row for row in found.rows if row.person.pk == person.pk)


def test_a_month_is_made_of_the_tickets_of_service(staff):
    staff.done(day=5)
    staff.done(day=6, score=3)
    figures = row_of(staff, staff.zhao).figures
    assert (figures.jobs, figures.first, figures.rating) == (2, 1, 4)
    assert figures.sla == 1 and figures.weighted == 2
    # the second came in a day after the first was mended, for the same piece
    assert figures.again == Decimal("0.5")
    assert figures.quality == 90 and figures.index == Decimal("60.00")
    assert row_of(staff, staff.qian).figures.index is None


def test_a_broken_promise_and_a_second_visit_count(staff):
    row = staff.done()
    Clock.objects.filter(object_id=row.pk, code="service.arrive").update(state="late")
    entry = row.entries.get(state="on_site")
    entry.pk, entry.at = None, entry.at - timedelta(minutes=1)
    entry.save(force_insert=True)
    figures = row_of(staff, staff.zhao).figures
    assert figures.first == 0 and figures.sla == Decimal("0.5")


def test_answering_is_the_desks_promise_not_the_engineers(staff):
    row = staff.done()
    Clock.objects.filter(object_id=row.pk, code="service.response").update(state="late")
    assert row_of(staff, staff.zhao).figures.sla == 1


def test_no_rating_says_so(staff):
    """Without what the customer gave in the end, his points of conduct are the rating."""
    row = staff.done(score=None)
    assert row_of(staff, staff.zhao).figures.missing == ["客户评分"]
    row.conduct.create(point="polite", score=4)
    row.conduct.create(point="clean", score=5)
    assert row_of(staff, staff.zhao).figures.rating == Decimal("4.5")


def test_reopened_tickets_count_for_who_mended_them(staff):
    row = staff.done(score=4)
    service_actions.reopen(row, reason="又停了", by=fresh(staff.wu))
    mended = row.entries.get(state="restored").at
    row.entries.filter(state="reopened").update(at=mended + timedelta(days=5))
    figures = row_of(staff, staff.zhao).figures
    assert (figures.jobs, figures.first, figures.again, figures.rating) == (1, 0, 1, None)


def test_parameters_decide(staff):
    staff.done()
    change_parameter("perf.target_jobs", given=["2"], by=fresh(staff.house.boss), reason="小网点")
    assert row_of(staff, staff.zhao).figures.quantity == 50


def test_the_sheet_asks_the_same_however_many(staff):
    staff.done(day=3)
    access.may(he := fresh(staff.he), "view")
    with CaptureQueriesContext(connection) as one:
        queries.sheet_of(he, staff.month)
    for day in (4, 5, 6):
        staff.done(day=day)
    for n in range(4):
        staff._engineer(
            staff.house.person(f"eng{n}", f"工程师{n}", staff.unit, "technician"), staff.nanjing
        )
    access.may(he := fresh(staff.he), "view")
    with CaptureQueriesContext(connection) as many:
        queries.sheet_of(he, staff.month)
    assert len(many) == len(one) <= 14, [q["sql"][:120] for q in many]


def test_a_month_is_signed_once_and_stands(staff):
    """F-51: figures, base and pay are kept as they stood; what happens later changes nothing."""
    staff.done()
    row = actions.sign_month(staff.zhao, month=staff.month, **staff.signing())
    assert row.index == Decimal("70.75")  # 0.4·100 + 0.3·2.5 + 0.3·100
    assert row.pay_yuan == Decimal("2722.50")  # 3000 × 0.9075
    staff.done(day=20)
    shown = row_of(staff, staff.zhao)
    assert shown.signed == row and shown.figures.jobs == 1 and shown.pay_yuan == row.pay_yuan
    assert [job.no for job in shown.jobs] == [one["no"] for one in row.kept]
    assert shown.jobs[0].rating == 5
    with pytest.raises(Refused, match="已经签发"):
        actions.sign_month(staff.zhao, month=staff.month, **staff.signing())
    with pytest.raises(IntegrityError), transaction.atomic():
        SignedMonth.objects.create(**{
            field.attname: getattr(now(row), field.attname)
            for field in SignedMonth._meta.concrete_fields if not field.primary_key
        })  # fmt: skip
    assert queries.basic_before(staff.zhao, staff.today.replace(day=1)) == 3000


def test_the_history_tells_the_index_and_no_money(staff):
    staff.done()
    row = actions.sign_month(staff.zhao, month=staff.month, **staff.signing())
    entry = HistoryEntry.objects.get(object_id=row.pk)
    assert entry.actor_id == staff.he.pk and "70.75" in entry.changes_json
    numbers = re.findall(r"\d+", entry.changes_json)
    assert not {"3000", "2722"} & set(numbers)
    told = Notice.objects.get(user=staff.zhao, event="training.signed")
    assert "70.75" in told.title and "2722" not in told.title


@pytest.mark.parametrize("who", ["zhao", "qian", "wu"])
def test_only_who_leads_signs(staff, who):
    staff.done()
    with pytest.raises(Refused, match="只有上级能签发"):
        actions.sign_month(
            staff.zhao, month=staff.month, **staff.signing(by=fresh(getattr(staff, who)))
        )
    assert not SignedMonth.objects.exists()


def test_nobody_signs_his_own(staff):
    staff._engineer(staff.he, staff.nanjing)
    with pytest.raises(Refused, match="自己的由上级签"):
        actions.sign_month(staff.he, month=staff.month, **staff.signing())


def test_a_supervisor_elsewhere_does_not_sign(staff):
    staff.done()
    far = staff.house.person("far", "远主管", staff.house.north, "service_supervisor")
    with pytest.raises(Refused, match="只有上级能签发"):
        actions.sign_month(staff.zhao, month=staff.month, **staff.signing(by=fresh(far)))
    assert queries.sheet_of(fresh(far), staff.month).rows == []


def test_what_is_refused(staff):
    staff.done()
    with pytest.raises(Refused, match="还没有结束"):
        actions.sign_month(staff.zhao, month=staff.today, **staff.signing())
    with pytest.raises(Refused, match="不能是负数"):
        actions.sign_month(staff.zhao, month=staff.month, **staff.signing(basic_yuan=Decimal(-1)))
    with pytest.raises(Refused, match="缺首次修复率、承诺兑现率、返修率、客户评分"):
        actions.sign_month(staff.qian, month=staff.month, **staff.signing())
    assert not SignedMonth.objects.exists()


def test_one_sees_oneself_and_whom_one_leads(staff):
    staff.done()
    actions.sign_month(staff.zhao, month=staff.month, **staff.signing())
    assert [row.person for row in queries.sheet_of(fresh(staff.zhao), staff.month).rows] == [
        staff.zhao
    ]
    mine = row_of(staff, staff.zhao, by=staff.zhao)
    assert mine.figures.index == Decimal("70.75")
    assert mine.basic_yuan is mine.pay_yuan is None
    assert queries.sheet_of(fresh(staff.wu), staff.month).rows == []
    assert row_of(staff, staff.zhao, by=staff.house.boss).pay_yuan == Decimal("2722.50")
    assert access.visible_months(fresh(staff.qian)).count() == 0
