"""Complaints of the scene, with a body for everything that can be done to them."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from maizi.complaints import actions
from maizi.complaints.models import Analysis, Cause, Complaint, Door, Improvement, Saying
from maizi.history.actions import recorded
from maizi.kit.models import SavedView
from tests.house import fresh

KINDS = ("complaint", "cause", "door", "saying", "improvement")


class Grievances:
    """A complaint of chen's customer that lin handles, asked of boss, suspected, and the rest."""

    def __init__(self, house, customer):
        by = fresh(house.lin)
        actions.seed_causes()
        self.cause, self.saying = Cause.objects.first(), Saying.objects.first()
        self.door = self._made(Door(name="投诉热线", owner=house.boss), actions.save_door, house)
        row = Complaint(
            customer=customer, complainant="王芳", phone="13912340002", category="product",
            title="停机", words="一周停了三次",
        )  # fmt: skip
        self.complaint, self.token = actions.receive(row, by=fresh(house.chen), owner=house.lin)
        self.offer = actions.hand_off(
            self.complaint, taker=house.boss, reason="出差", promised="", by=by
        )
        self.suspicion = actions.suspect(self.complaint, evidence="录音三段，索要五万元", by=by)
        self.improvement = self._made(
            Improvement(title="加检查项", cause=self.cause, owner=house.boss,
                        due_on=timezone.localdate()),
            actions.save_improvement, house,
        )  # fmt: skip
        self.analysis = actions.keep_analysis(
            Analysis(title="十月", since=date(2026, 10, 1), until=date(2026, 10, 31), summary="好"),
            by=fresh(house.boss),
        )
        ended = Complaint(
            customer=customer, complainant="赵敏", category="price", title="价格", words="太贵"
        )
        ended, _token = actions.receive(ended, by=fresh(house.chen), owner=house.lin)
        ended = actions.withdraw(ended, reason="已说明", by=by)
        self.lesson = actions.publish_lesson(
            ended, title="先说清价格", text="报价时说明阶梯价。", by=fresh(house.boss)
        )
        self.views = {
            name: SavedView.objects.create(kind=f"complaints.{name}", owner=house.chen, name="我的")
            for name in KINDS
        }

    def _made(self, row, save, house):
        with recorded(row, "create", by=fresh(house.boss)):
            save(row, "create", by=fresh(house.boss))
        return row


def argument(scene, url: str, name: str):
    """A value for an argument of a route; None where the matrix knows better."""
    own = scene.grievances
    if not url.startswith("complaints:"):
        return None
    found = {
        "code": own.door.code, "token": own.token, "verb": "contact",
        "what": "done" if url == "complaints:improve" else "go_on",
        "answer": "accept" if url == "complaints:answer_offer" else "supervisor",
    }  # fmt: skip
    return found.get(name)


def _nothing(s) -> dict:
    return {}


def _export(s) -> dict:
    return {"reason": "月报", "format": "csv"}


def _view(s) -> dict:
    return {"name": "新视图"}


def _taken(s) -> dict:
    return {
        "channel": "phone", "complainant": "李明", "phone": "13700001111", "category": "service",
        "words": "没人来", "harm": "minor", "emotion": "calm",
    }  # fmt: skip


def _edited(s) -> dict:
    row = s.grievances.complaint
    return {
        "customer": row.customer_id, "complainant": "王芳", "phone": row.phone, "title": "又停机",
        "category": "product", "harm": "loss", "emotion": "angry",
    }  # fmt: skip


def _door(s) -> dict:
    return {"name": "监督专线", "sort": "supervision", "owner": s.house.boss.pk, "is_active": "on"}


def _improvement(s) -> dict:
    return {"title": "改单子", "cause": s.grievances.cause.pk, "owner": s.house.boss.pk,
            "due_on": timezone.localdate().isoformat()}  # fmt: skip


def _analysis(s) -> dict:
    return {"title": "九月", "since": "2026-09-01", "until": "2026-09-30", "summary": "平稳"}


BODIES = {
    "complaints:complaint_new": _taken,
    "complaints:complaint_edit": _edited,
    "complaints:act": lambda s: {
        "topic": "answer", "way": "phone", "is_reached": "on", "text": "抱歉，我来查"},
    "complaints:carry": _nothing,
    "complaints:answer_offer": lambda s: {"offer": s.grievances.offer.pk},
    "complaints:judge_malice": lambda s: {"suspicion": s.grievances.suspicion.pk},
    "complaints:add_file": lambda s: {"file": SimpleUploadedFile("b.png", s.seal)},
    "complaints:analysis_export": lambda s: {"since": "2026-09-01", "until": "2026-09-30"},
    "complaints:analysis_keep": _analysis,
    "complaints:analysis_kept": _analysis,
    "complaints:analysis_send": _nothing,
    "complaints:improve": _nothing,
    "complaints:lesson": _nothing,
    "complaints:tell": lambda s: {"complainant": "路人", "phone": "13800000000", "words": "脏"},
    "complaints:follow": lambda s: {"text": "又停了"},
    "complaints:cause_new": lambda s: {"name": "新原因", "sort": "man", "is_active": "on"},
    "complaints:cause_edit": lambda s: {"name": "改原因", "sort": "man", "is_active": "on"},
    "complaints:door_new": _door,
    "complaints:door_edit": _door,
    "complaints:saying_new": lambda s: {"text": "很抱歉", "is_active": "on"},
    "complaints:saying_edit": lambda s: {"text": "很抱歉", "is_active": "on"},
    "complaints:improvement_new": _improvement,
    "complaints:improvement_edit": _improvement,
}  # fmt: skip
for _kind in KINDS:
    BODIES[f"complaints:{_kind}_export"] = _export
    BODIES[f"complaints:{_kind}_save_view"] = _view
    BODIES[f"complaints:{_kind}_remove_view"] = _nothing
RECORDS = {
    "complaints:": lambda s: s.grievances.complaint,
    "complaints:cause": lambda s: s.grievances.cause,
    "complaints:door": lambda s: s.grievances.door,
    "complaints:saying": lambda s: s.grievances.saying,
    "complaints:improve": lambda s: s.grievances.improvement,
    "complaints:analysis_": lambda s: s.grievances.analysis,
    "complaints:lesson": lambda s: s.grievances.lesson,
}
