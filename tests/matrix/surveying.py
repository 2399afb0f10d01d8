"""Surveys of the scene: lin's, planned, open and ended; chen's customers answer in them."""

from datetime import timedelta

from django.utils import timezone

from maizi.complaints.models import Cause
from maizi.complaints.terms import Step
from maizi.kit.models import SavedView
from maizi.kit.pages import save
from maizi.satisfaction import actions
from maizi.satisfaction.models import Invitation, Questionnaire, Round, Shortfall
from maizi.satisfaction.pages import ROUNDS
from maizi.satisfaction.rules.answers import Given
from tests.house import fresh

LISTS = ("round", "questionnaire", "alert")


class Surveying:
    """What lin has asked, and what was answered."""

    def __init__(self, scene):
        self.house, self.lin, self.chen = scene.house, fresh(scene.house.lin), scene.house.chen
        actions.seed_questionnaires()
        self.people = [scene.made(f"南京受访{n}厂", self.chen) for n in range(5)]
        self.ready = Questionnaire.objects.get(type="post_service")
        self.draft = actions.renew(Questionnaire.objects.get(type="periodic"), by=self.lin)
        self.planned, self.full = self.round("筹备中的"), self.round("可以开始的")
        self.ask(self.full, self.people[0])
        self.open = self.begun("进行中的", self.people)
        self.low, self.other = self.answer(self.open, 2), self.answer(self.open, 1)
        self.row, self.spare = self.open.invitations.filter(is_answered=False)[:2]
        self.token = actions.hand_link(self.row, by=self.lin)
        self.alert, self.last = self.low.alert, self.other.alert
        for step in list(Step)[2:]:
            actions.take_step(self.last, step, note="做了", by=self.lin)
        self.ended = actions.close_round(self.begun("已截止的", self.people[:1]), by=self.lin)
        self.settled = actions.close_round(self.begun("可定稿的", self.people[:1]), by=self.lin)
        self.shortfall = Shortfall.objects.create(round=self.ended, title="上门慢")
        self.filed = actions.close_round(self.begun("可提交的", self.people[:1]), by=self.lin)
        self.cause = Cause.objects.create(name="排期太满", sort="method")
        self.views = {
            name: SavedView.objects.create(
                kind=f"satisfaction.{name}", owner=self.chen, name="我的"
            )
            for name in LISTS
        }

    def round(self, name: str) -> Round:
        row = Round(
            name=name, type="periodic", way="link", questionnaire=self.periodic,
            closes_on=timezone.localdate() + timedelta(days=9),
        )  # fmt: skip
        save(ROUNDS, row=row, verb="create", by=self.lin)
        return row

    @property
    def periodic(self) -> Questionnaire:
        return Questionnaire.objects.get(type="periodic", state="ready")

    def ask(self, row: Round, customer) -> Invitation:
        now = timezone.now()
        return Invitation.objects.create(round=row, customer=customer, made_at=now)

    def begun(self, name: str, people) -> Round:
        row = self.round(name)
        for one in people:
            self.ask(row, one)
        return actions.begin(row, by=self.lin)

    def answer(self, row: Round, mark: int):
        one = row.invitations.filter(is_answered=False).first()
        return actions.take_answer(one, self.given(row, mark))

    def given(self, row: Round, mark: int) -> dict[int, Given]:
        found = {}
        for one in row.questionnaire.questions.all():
            if one.kind in ("scale", "nps"):
                found[one.pk] = Given(mark)
            elif one.kind == "pair":
                found[one.pk] = Given(mark, 4)
        return found

    def posted(self) -> dict[str, str]:
        """A whole questionnaire as a browser sends it."""
        found = {}
        for id_, one in self.given(self.open, 4).items():
            found[f"q{id_}"] = str(one.value)
            if one.expected:
                found[f"q{id_}_expected"] = str(one.expected)
        return found


RECORDS = {
    "satisfaction:": lambda s: s.surveying.open,
    "satisfaction:fill": lambda s: s.surveying.planned,
    "satisfaction:begin": lambda s: s.surveying.full,
    "satisfaction:questionnaire": lambda s: s.surveying.draft,
    "satisfaction:preview": lambda s: s.surveying.draft,
    "satisfaction:ready": lambda s: s.surveying.draft,
    "satisfaction:weights": lambda s: s.surveying.draft,
    "satisfaction:indicator_new": lambda s: s.surveying.draft,
    "satisfaction:question_new": lambda s: s.surveying.draft,
    "satisfaction:renew": lambda s: s.surveying.ready,
    "satisfaction:retire": lambda s: s.surveying.ready,
    "satisfaction:indicator": lambda s: s.surveying.draft.indicators.first(),
    "satisfaction:drop_indicator": lambda s: s.surveying.draft.indicators.first(),
    "satisfaction:question": lambda s: s.surveying.draft.questions.first(),
    "satisfaction:move_question": lambda s: s.surveying.draft.questions.last(),
    "satisfaction:drop_question": lambda s: s.surveying.draft.questions.first(),
    "satisfaction:alert": lambda s: s.surveying.alert,
    "satisfaction:step": lambda s: s.surveying.alert,
    "satisfaction:complain": lambda s: s.surveying.alert,
    "satisfaction:end_alert": lambda s: s.surveying.last,
    "satisfaction:response": lambda s: s.surveying.low,
    "satisfaction:hand": lambda s: s.surveying.row,
    "satisfaction:interview": lambda s: s.surveying.row,
    "satisfaction:drop": lambda s: s.surveying.spare,
    "satisfaction:act": lambda s: s.surveying.shortfall,
    "satisfaction:leave": lambda s: s.surveying.shortfall,
    "satisfaction:improve": lambda s: s.surveying.ended,
    "satisfaction:add_shortfall": lambda s: s.surveying.ended,
    "satisfaction:file_review": lambda s: s.surveying.filed,
    "satisfaction:finalise": lambda s: s.surveying.settled,
}


def _day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def _round(s, name: str) -> dict:
    return {
        "name": name, "type": "periodic", "questionnaire": s.surveying.periodic.pk,
        "owner": s.house.lin.pk, "way": "link", "closes_on": _day(8), "since": "", "until": "",
    }  # fmt: skip


BODIES = {
    "satisfaction:round_new": lambda s: _round(s, "新一轮") | {"owner": ""},
    "satisfaction:round_edit": lambda s: _round(s, "改名"),
    "satisfaction:questionnaire_new": lambda s: {"title": "新问卷", "type": "periodic"},
    "satisfaction:questionnaire_edit": lambda s: {"title": "改名", "type": "periodic"},
    "satisfaction:indicator_new": lambda s: {"name": "备件", "percent": "10"},
    "satisfaction:indicator": lambda s: {"name": "备件", "percent": "10"},
    "satisfaction:question_new": lambda s: {"kind": "text", "text": "还有呢？", "top": "5"},
    "satisfaction:question": lambda s: {"kind": "text", "text": "还有呢？", "top": "5"},
    "satisfaction:weights": lambda s: {
        f"c{i}_{j}": "1" for i in range(5) for j in range(i + 1, 5)
    } | {"take": "1"},
    "satisfaction:answer": lambda s: s.surveying.posted(),
    "satisfaction:interview": lambda s: s.surveying.posted(),
    "satisfaction:step": lambda s: {"note": "打了电话"},
    "satisfaction:end_alert": lambda s: {"result": "满意了"},
    "satisfaction:complain": lambda s: {"words": "等了三天"},
    "satisfaction:act": lambda s: {
        "title": "加一班", "cause": s.surveying.cause.pk, "owner": s.house.chen.pk,
        "due_on": _day(9),
    },
    "satisfaction:leave": lambda s: {"because": "样本太少"},
    "satisfaction:add_shortfall": lambda s: {"title": "单子看不懂"},
    "satisfaction:file_review": lambda s: {"review": "总体好"},
    **{
        f"satisfaction:{name}_{page}": (lambda s, body=body: body)
        for name in LISTS
        for page, body in (
            ("export", {"reason": "月报", "format": "csv"}), ("save_view", {"name": "新视图"}),
            ("remove_view", {}),
        )
    },
    **{
        f"satisfaction:{name}": lambda s: {}
        for name in (
            "ready", "renew", "retire", "drop_indicator", "drop_question", "move_question",
            "hand", "drop", "fill", "begin", "send", "remind", "close", "results_export",
            "finalise",
        )
    },
}  # fmt: skip


def argument(scene, url: str, name: str):
    """Values for the arguments of the pages of satisfaction."""
    if not url.startswith("satisfaction:"):
        return None
    return {"token": scene.surveying.token, "step": "calm", "way": "up"}.get(name)
