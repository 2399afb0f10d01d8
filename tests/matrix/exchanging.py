"""Meetings on experience of the scene, with a body for everything done to them."""

from datetime import timedelta

from django.utils import timezone

from maizi.kit.models import SavedView
from maizi.kit.pages import save
from maizi.training.models import Exchange, Experience
from maizi.training.pages import EXCHANGES, EXPERIENCES
from tests.house import fresh

KINDS = ("exchange", "experience")


class Exchanging:
    """A meeting of boss's, what boss brought to it, and what chen wrote before he moved."""

    def __init__(self, scene):
        boss, self.today = fresh(scene.house.boss), timezone.localdate()
        self.people = [scene.house.chen, scene.house.xu]
        self.row = Exchange(
            topic="十一月交流", from_on=self.today - timedelta(30), to_on=self.today,
            held_on=self.today, host=scene.house.boss,
        )  # fmt: skip
        save(EXCHANGES, row=self.row, verb="create", by=boss)
        self.row.people.set(self.people)
        self.own = Experience(title="高温停机", problem="停机", cause="积灰", solution="清洗")
        save(EXPERIENCES, row=self.own, verb="create", by=boss)
        self.other = Experience.objects.create(
            title="跳闸", problem="跳闸", cause="油稠", solution="预热", author=scene.house.chen
        )
        scene.views |= {
            name: SavedView.objects.create(
                kind=f"training.{name}", owner=scene.house.chen, name="我的"
            )
            for name in KINDS
        }


def _nothing(s) -> dict:
    return {}


def _meeting(s) -> dict:
    day = s.exchanging.today.isoformat()
    return {"topic": "十二月交流", "from_on": day, "to_on": day, "held_on": day,
            "host": s.house.boss.pk, "people": [one.pk for one in s.exchanging.people]}  # fmt: skip


def _experience(s) -> dict:
    return {"title": "漏油", "problem": "漏油", "cause": "油封老化", "solution": "换油封"}


BODIES = {
    "training:exchange_new": _meeting,
    "training:exchange_edit": _meeting,
    "training:exchange_hold": lambda s: {"minutes": "谈了高温停机"},
    "training:exchange_cancel": lambda s: {"reason": "改期"},
    "training:experience_new": _experience,
    "training:experience_edit": _experience,
    "training:experience_review": lambda s: {"answer": "yes", "opinion": "好"},
}
for _kind in KINDS:
    BODIES[f"training:{_kind}_export"] = lambda s: {"reason": "月报", "format": "csv"}
    BODIES[f"training:{_kind}_save_view"] = lambda s: {"name": "新视图"}
    BODIES[f"training:{_kind}_remove_view"] = _nothing
RECORDS = {
    "training:exchange": lambda s: s.exchanging.row,
    "training:experience": lambda s: s.exchanging.own,
    "training:experience_review": lambda s: s.exchanging.other,
}
