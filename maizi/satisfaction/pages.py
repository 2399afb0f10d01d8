"""Plain pages of satisfaction: rounds, questionnaires, cases of dissatisfied customers."""

from maizi.kernel.texts import N_
from maizi.kit.listing import View
from maizi.kit.pages import Pages, Section

from . import access, actions
from .models import Alert, Questionnaire, Round

ROUNDS = Pages(
    model=Round,
    visible=access.visible_rounds,
    may=access.may,
    save=actions.save_round,
    columns=("name", "type", "state", "questionnaire", "way", "closes_on", "owner", "no",
             "closed_at", "file_by", "filed_at"),
    filters=("state", "type", "way", "owner", "org_unit", "closes_on", "is_anonymous", "name"),
    sections=(
        Section(N_("调查"), ("name", "type", "questionnaire", "owner")),
        Section(N_("问谁"), ("since", "until", "value_class", "nature", "province")),
        Section(N_("怎么问"), ("way", "closes_on", "quota", "is_anonymous", "words")),
    ),
    views=(
        View("open", N_("筹备和进行中"), ("state.in.planned,open",)),
        View("closed", N_("待定稿"), ("state.in.closed",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip
QUESTIONNAIRES = Pages(
    model=Questionnaire,
    visible=access.visible_questionnaires,
    may=access.may_design,
    save=actions.save_questionnaire,
    columns=("title", "version", "type", "state", "ready_at", "created_by"),
    filters=("state", "type", "title"),
    sections=(Section(N_("问卷"), ("title", "type", "intro", "thanks")),),
    views=(
        View("ready", N_("可用的"), ("state.in.ready",)),
        View("draft", N_("草稿"), ("state.in.draft",)),
        View("all", N_("全部")),
    ),
)
ALERTS = Pages(
    model=Alert,
    visible=access.visible_alerts,
    may=access.may_handle,
    columns=("customer", "question", "mark", "state", "owner", "due_on", "round", "raised_at",
             "done_at", "result"),
    filters=("state", "owner", "customer", "round", "due_on", "mark", "raised_at"),
    sections=(Section(N_("不满意提醒"), ("customer", "question", "mark", "owner", "due_on")),),
    views=(
        View("mine", N_("我的"), ("owner.me", "state.in.open"), sort="due_on"),
        View("open", N_("处理中"), ("state.in.open",), sort="due_on"),
        View("all", N_("全部")),
    ),
)  # fmt: skip
UNUSED = ("", "bulk", "undo", "cell", "reveal", "print")
