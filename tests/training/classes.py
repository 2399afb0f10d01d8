"""A course for compressors, a class of it with zhao and qian in it, taught by sun."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from maizi.kit.pages import save
from maizi.training import actions
from maizi.training.models import Course, TrainingClass
from maizi.training.pages import CLASSES, COURSES
from maizi.training.terms import Presence
from tests.house import fresh
from tests.service.conftest import Service, now


class School(Service):
    """he keeps training; sun teaches."""

    def __init__(self, house):
        super().__init__(house)
        self.today = timezone.localdate()
        self.sun = house.person("sun", "孙工程", self.unit, "senior_engineer")
        self.course = self.opened("AC-01", families=[self.family])

    def opened(self, code: str, *, families=(), products=(), **values) -> Course:
        """A course with a syllabus that certifies for something."""
        row = Course(**{"code": code, "name": f"课程 {code}", "valid_months": 12} | values)
        save(COURSES, row=row, verb="create", by=fresh(self.he))
        actions.set_lessons(row, [("原理", Decimal(4)), ("拆装", Decimal("6.5"))], by=self.he)
        row = actions.set_cover(now(row), families=families, products=products, by=self.he)
        return now(row)

    def planned(self, course=None, **values) -> TrainingClass:
        """A class that has begun an hour ago."""
        given = {
            "course": course or self.course, "place": "南京培训室", "trainer": self.sun,
            "starts_at": timezone.now() - timedelta(hours=1), "seats": 3,
        } | values  # fmt: skip
        row = TrainingClass(**given)
        save(CLASSES, row=row, verb="create", by=fresh(self.he))
        return row

    def filled(self, row=None, *people, **values) -> TrainingClass:
        """The same, with people who were there: zhao and qian."""
        row = row or self.planned(**values)
        actions.enrol(row, people or (self.zhao, self.qian), by=fresh(self.he))
        seats = dict.fromkeys(row.enrolments.values_list("pk", flat=True), Presence.PRESENT)
        actions.mark_presence(row, seats, by=fresh(self.sun))
        return now(row)

    def scored(self, row, person, score, *, on=None, by=None):
        """The certificate of one examination; None for who did not pass."""
        one = row.enrolments.get(person=person)
        found = actions.enter_scores(
            row, {one.pk: Decimal(score)}, on=on or self.today, by=fresh(by or self.sun)
        )
        return found[0] if found else None

    def certified(self, person, course=None):
        """A certificate of somebody, by a class of his own."""
        row = self.filled(self.planned(course), person)
        return self.scored(row, person, 90)
