"""Courses, classes and certificates of the scene, with a body for everything done to them."""

from datetime import timedelta

from django.utils import timezone

from maizi.kit.models import SavedView
from maizi.kit.pages import save
from maizi.training import actions
from maizi.training.models import Course, TrainingClass
from maizi.training.pages import CLASSES, COURSES
from maizi.training.terms import Presence
from tests.house import fresh

KINDS = ("course", "trainingclass", "certificate")


class Coursing:
    """What boss keeps: two courses, a class that goes on, one that chen passed."""

    def __init__(self, scene):
        house, self.boss = scene.house, fresh(scene.house.boss)
        self.family, self.today = scene.servicing.other, timezone.localdate()
        self.course, self.idle = self._course("A-1"), self._course("A-2")
        actions.set_cover(self.course, families=[self.family], products=[], by=self.boss)
        self.row, self.done = self._class(house.meng), self._class(house.meng)
        actions.enrol(self.row, [house.chen, house.xu], by=self.boss)
        self.seat = self._there(self.row, house.chen)
        self.spare = self.row.enrolments.get(person=house.xu)
        actions.enrol(self.done, [house.chen], by=self.boss)
        passed = {self._there(self.done, house.chen).pk: 95}
        (self.certificate,) = actions.enter_scores(self.done, passed, on=self.today, by=self.boss)
        views = {
            name: SavedView.objects.create(kind=f"training.{name}", owner=house.chen, name="我的")
            for name in KINDS
        }
        scene.views |= views

    def _course(self, code: str) -> Course:
        row = Course(code=code, name=f"课程 {code}")
        save(COURSES, row=row, verb="create", by=self.boss)
        return actions.set_lessons(row, [("原理", 2)], by=self.boss)

    def _class(self, trainer) -> TrainingClass:
        begun = timezone.now() - timedelta(hours=1)
        row = TrainingClass(course=self.course, trainer=trainer, place="培训室", starts_at=begun)
        save(CLASSES, row=row, verb="create", by=self.boss)
        return row

    def _there(self, row: TrainingClass, person):
        seat = row.enrolments.get(person=person)
        actions.mark_presence(row, {seat.pk: Presence.PRESENT}, by=self.boss)
        return seat


def argument(scene, url: str, name: str):
    """A value for an argument of a route; None where the matrix knows better."""
    own = url == "training:drop" and name == "enrolment"
    return scene.coursing.spare.pk if own else None


def _nothing(s) -> dict:
    return {}


def _course(code: str):
    return lambda s: {"code": code, "name": "改名", "pass_mark": "70", "valid_months": "12"}


def _class(s) -> dict:
    moment = timezone.localtime(timezone.now() + timedelta(days=1))
    return {"course": s.coursing.course.pk, "trainer": s.house.meng.pk, "place": "培训室",
            "starts_at": moment.strftime("%Y-%m-%dT%H:%M"), "seats": "20"}  # fmt: skip


BODIES = {
    "training:course_new": _course("A-3"),
    "training:course_edit": _course("A-1"),
    "training:lessons": lambda s: {"title_0": "拆装", "hours_0": "3"},
    "training:cover": lambda s: {"families": [s.coursing.family.pk]},
    "training:retire": _nothing,
    "training:trainingclass_new": _class,
    "training:trainingclass_edit": _class,
    "training:enrol": lambda s: {"people": [s.house.lin.pk]},
    "training:drop": _nothing,
    "training:attend": lambda s: {
        f"presence_{s.coursing.seat.pk}": "present",
        f"presence_{s.coursing.spare.pk}": "absent",
    },
    "training:scores": lambda s: {
        "on": s.coursing.today.isoformat(),
        f"score_{s.coursing.seat.pk}": "88",
    },
    "training:close": _nothing,
    "training:cancel": lambda s: {"reason": "改期"},
    "training:revoke": lambda s: {"reason": "代考"},
}
for _kind in KINDS:
    BODIES[f"training:{_kind}_export"] = lambda s: {"reason": "月报", "format": "csv"}
    BODIES[f"training:{_kind}_save_view"] = lambda s: {"name": "新视图"}
    BODIES[f"training:{_kind}_remove_view"] = _nothing
RECORDS = {
    "training:course": lambda s: s.coursing.course,
    "training:lessons": lambda s: s.coursing.course,
    "training:cover": lambda s: s.coursing.course,
    "training:retire": lambda s: s.coursing.idle,
    "training:trainingclass": lambda s: s.coursing.row,
    "training:enrol": lambda s: s.coursing.row,
    "training:drop": lambda s: s.coursing.row,
    "training:attend": lambda s: s.coursing.row,
    "training:scores": lambda s: s.coursing.row,
    "training:close": lambda s: s.coursing.done,
    "training:cancel": lambda s: s.coursing.row,
    "training:certificate": lambda s: s.coursing.certificate,
    "training:revoke": lambda s: s.coursing.certificate,
}
