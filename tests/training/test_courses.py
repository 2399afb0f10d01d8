"""Courses, classes, examinations, certificates, and the gate of dispatch (F-52)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maizi.accounts.access import rights_of
from maizi.fields.actions import change_parameter
from maizi.history.models import HistoryEntry
from maizi.inbox.models import Notice
from maizi.kernel.errors import Refused
from maizi.kit.pages import save
from maizi.training import actions, queries
from maizi.training.models import Attempt, Certificate
from maizi.training.pages import CLASSES, COURSES
from maizi.training.rules.courses import last_day
from maizi.training.terms import Presence
from tests.house import fresh
from tests.service.conftest import now

pytestmark = pytest.mark.django_db


def test_a_course_has_versions(school):
    row = school.course
    assert (row.hours, row.version) == (Decimal("10.5"), 1)
    actions.set_lessons(row, [("原理", Decimal(4)), ("拆装", Decimal("6.5"))], by=school.he)
    assert now(row).version == 1, "the same syllabus is no other version"
    actions.set_lessons(row, [("原理", Decimal(4))], by=school.he)
    row = now(row)
    assert (row.hours, row.version, row.lessons.count()) == (4, 2, 1)
    row.pass_mark = 70
    save(COURSES, row=row, verb="change", by=fresh(school.he))
    assert now(row).version == 3
    actions.set_cover(now(row), families=[], products=[school.product], by=school.he)
    row = now(row)
    assert row.version == 4 and not row.families.exists()
    entry = HistoryEntry.objects.filter(object_id=row.pk).order_by("-seq").first()
    assert entry.changes["families"] == [[school.family.pk], []]
    with pytest.raises(Refused, match="学时必须大于 0") as refused:
        actions.set_lessons(row, [("甲", Decimal(1)), ("乙", Decimal(0))], by=school.he)
    assert refused.value.field == "hours_1"


def test_classes_that_are_refused(school):
    bare = school.opened("X")
    bare.lessons.all().delete()
    type(bare).objects.filter(pk=bare.pk).update(hours=0)
    with pytest.raises(Refused, match="还没有大纲"):
        school.planned(now(bare))
    gone = school.opened("Y")
    actions.retire_course(gone, is_retired=True, by=school.he)
    with pytest.raises(Refused, match="已停用"):
        school.planned(now(gone))
    school.sun.is_active = False
    with pytest.raises(Refused, match="讲师已离职"):
        school.planned()
    school.sun.is_active = True
    row = school.filled()
    for change, words in (
        ({"course": bare}, "不能换课程|还没有大纲"), ({"seats": 1}, "只剩 0 个"),
        ({"trainer": school.zhao}, "不能同时是学员"),
    ):  # fmt: skip
        row = now(row)
        for name, value in change.items():
            setattr(row, name, value)
        with pytest.raises(Refused, match=words):
            save(CLASSES, row=row, verb="change", by=fresh(school.he))
    with pytest.raises(Refused, match="进行中的培训班"):
        actions.retire_course(school.course, is_retired=True, by=school.he)


def test_seats_and_enrolment(school):
    row = school.planned(seats=2)
    assert actions.enrol(row, [school.zhao], by=school.he) == 1
    assert actions.enrol(row, [school.zhao], by=school.he) == 0, "twice is once"
    assert Notice.objects.filter(user=school.zhao, event="training.enrolled").count() == 1
    with pytest.raises(Refused, match="只剩 1 个"):
        actions.enrol(row, [school.qian, school.wu], by=school.he)
    with pytest.raises(Refused, match="是讲师或已离职"):
        actions.enrol(row, [school.sun], by=school.he)
    one = row.enrolments.get()
    actions.drop(one, by=school.he)
    assert not row.enrolments.exists()
    actions.enrol(row, [school.zhao, school.qian], by=school.he)
    one = row.enrolments.get(person=school.zhao)
    actions.mark_presence(row, {one.pk: Presence.PRESENT}, by=school.sun)
    with pytest.raises(Refused, match="已经到课"):
        actions.drop(one, by=school.he)
    with pytest.raises(Refused, match="还有 1 人没有登记考勤"):
        actions.close_class(row, by=school.sun)
    later = school.planned(starts_at=timezone.now() + timedelta(days=1))
    actions.enrol(later, [school.zhao], by=school.he)
    with pytest.raises(Refused, match="还没有开课"):
        actions.mark_presence(later, {later.enrolments.get().pk: Presence.PRESENT}, by=school.sun)


def test_passing_issues_a_certificate_at_once(school):
    """F-52: 80 of 100 passes; the certificate lasts twelve months, and he hears of it."""
    row = school.filled()
    assert school.scored(row, school.zhao, "79.9") is None
    assert "79.9" in Notice.objects.get(user=school.zhao, event="training.result").title
    found = school.scored(row, school.zhao, 80)
    assert found.valid_from == school.today and found.valid_to == last_day(school.today, 12)
    assert list(found.families.all()) == [school.family] and found.no.startswith("ZS")
    assert [t.nth for t in Attempt.objects.filter(enrolment__person=school.zhao)] == [1, 2]
    told = Notice.objects.filter(user=school.zhao, event="training.result").latest("id")
    assert found.no in told.title
    with pytest.raises(Refused, match="已经及格"):
        school.scored(row, school.zhao, 100)
    with pytest.raises(Refused, match="不能晚于今天"):
        school.scored(row, school.qian, 90, on=school.today + timedelta(1))
    with pytest.raises(Refused, match="还没有填任何成绩"):
        actions.enter_scores(row, {}, on=school.today, by=school.sun)
    actions.close_class(row, by=school.sun)
    with pytest.raises(Refused, match="已经结束或取消"):
        school.scored(row, school.qian, 90)
    assert Certificate.objects.count() == 1


def test_nobody_notes_his_own(school):
    row = school.filled(None, school.zhao, school.he)
    with pytest.raises(Refused, match="由别人登记"):
        school.scored(row, school.he, 100, by=school.he)
    seat = row.enrolments.get(person=school.he)
    with pytest.raises(Refused, match="由别人登记"):
        actions.mark_presence(row, {seat.pk: Presence.ABSENT}, by=fresh(school.he))
    mine = school.certified(school.he)
    with pytest.raises(Refused, match="由别人吊销"):
        actions.revoke(mine, reason="试试", by=fresh(school.he))


def test_attempts_are_limited_by_the_parameter(school):
    change_parameter("training.most_attempts", given=["1"], by=fresh(school.house.admin),
                     reason="从严")  # fmt: skip
    row = school.filled()
    school.scored(row, school.zhao, 10)
    with pytest.raises(Refused, match="到了上限"):
        school.scored(row, school.zhao, 90)
    one = row.enrolments.get(person=school.zhao)
    with pytest.raises(Refused, match="已经考过"):
        actions.mark_presence(row, {one.pk: Presence.ABSENT}, by=school.sun)
    with pytest.raises(Refused, match="已经有人考过试"):
        actions.cancel_class(row, reason="改期", by=school.he)


def test_cancelling_says_why(school):
    row = school.planned()
    actions.enrol(row, [school.zhao], by=school.he)
    with pytest.raises(Refused, match="取消的原因"):
        actions.cancel_class(row, reason=" ", by=school.he)
    row = actions.cancel_class(row, reason="讲师出差", by=school.he)
    assert now(row).state == "cancelled" and now(row).cancel_reason == "讲师出差"
    assert "讲师出差" in Notice.objects.filter(user=school.zhao).latest("id").title
    with pytest.raises(Refused, match="已经结束或取消"):
        actions.enrol(row, [school.qian], by=school.he)


def test_the_database_keeps_scores_and_validity(school):
    row = school.filled()
    one = row.enrolments.get(person=school.zhao)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(enrolment=one, nth=1, on=school.today, score=101, pass_mark=80,
                               examiner=school.sun)  # fmt: skip
    found = school.certified(school.zhao)
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(pk=found.pk).update(valid_to=found.valid_from - timedelta(1))


def test_the_end_is_announced_once_to_him_and_his_superior(school):
    found = school.certified(school.zhao)
    early = found.valid_to - timedelta(days=61)
    assert actions.warn_of_ending(today=early) == 0
    assert actions.warn_of_ending(today=early + timedelta(days=1)) == 1
    assert actions.warn_of_ending(today=early + timedelta(days=2)) == 0, "once"
    for who in (school.zhao, school.he):
        told = Notice.objects.get(user=who, event="training.ending")
        assert found.no in told.title and found.valid_to.isoformat() in told.title
    assert not Notice.objects.filter(user=school.qian, event="training.ending").exists()


def test_what_was_renewed_or_revoked_is_not_announced(school):
    old, other = school.certified(school.zhao), school.certified(school.qian)
    Certificate.objects.filter(pk=old.pk).update(valid_to=school.today + timedelta(10))
    actions.revoke(other, reason="考试作弊", by=fresh(school.he))
    school.certified(school.zhao)
    assert actions.warn_of_ending(today=school.today) == 0
    change_parameter("training.warn_days", given=["5"], by=fresh(school.house.admin), reason="少")
    Certificate.objects.exclude(pk=old.pk).delete()
    assert actions.warn_of_ending(today=school.today) == 0
    assert actions.warn_of_ending(today=school.today + timedelta(5)) == 1


def test_revoking_says_why(school):
    found = school.certified(school.zhao)
    with pytest.raises(Refused, match="吊销的原因"):
        actions.revoke(found, reason="", by=fresh(school.he))
    found = actions.revoke(found, reason="考试作弊", by=fresh(school.he))
    assert found.revoked_by == school.he
    assert "考试作弊" in Notice.objects.get(user=school.zhao, event="training.revoked").title
    with pytest.raises(Refused, match="已经吊销"):
        actions.revoke(found, reason="再来", by=fresh(school.he))


def test_the_matrix_says_who_may_work_on_what(school):
    found = school.certified(school.zhao)
    far = school.house.person("far", "远主管", school.house.north, "service_supervisor")
    matrix = queries.matrix_of(fresh(school.he))
    assert [one.name for one in matrix.columns] == ["空压机"]
    rows = {person.username: cells[0] for person, cells in matrix.rows}
    assert rows["zhao"].until == found.valid_to and rows["zhao"].standing.value == "valid"
    assert rows["qian"].until is None
    later = queries.matrix_of(fresh(school.he), today=found.valid_to + timedelta(1))
    assert {p.username: c[0] for p, c in later.rows}["zhao"].standing.value == "over"
    own = queries.matrix_of(fresh(school.zhao))
    assert [person.username for person, _cells in own.rows] == ["zhao"]
    assert far and queries.matrix_of(fresh(school.wu)).rows == []


def test_pages_ask_the_same_however_many(school):
    row = school.filled(seats=9)
    school.scored(row, school.zhao, 90)
    looks = (
        queries.matrix_of, lambda by: queries.class_shown(by, row),
        lambda by: queries.course_shown(by, school.course),
    )  # fmt: skip

    def asked() -> list[int]:
        by, counts = fresh(school.he), []
        rights_of(by)
        for look in looks:
            with CaptureQueriesContext(connection) as found:
                look(by)
            counts.append(len(found))
        return counts

    before = asked()
    for n in range(4):
        who = school.house.person(f"eng{n}", f"工程师{n}", school.unit, "technician")
        school._engineer(who, school.nanjing)
        school.filled(row, who)
        school.scored(row, who, 85)
    assert asked() == before
