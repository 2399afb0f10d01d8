"""Plain pages of complaints: the list, causes, ways, sayings, improvements."""

from maizi.kernel.texts import N_
from maizi.kit.listing import View
from maizi.kit.pages import Pages, Section

from .. import access, actions
from ..models import Cause, Complaint, Door, Improvement, Saying

OPEN = "state.not_in.closed,analysed,not_upheld,withdrawn"

COMPLAINTS = Pages(
    model=Complaint,
    visible=access.visible_complaints,
    may=lambda user, verb, row=None: access.may(user, verb, row),
    save=actions.amend,
    columns=(
        "title", "priority", "no", "customer", "category", "state", "owner", "received_at",
        "product", "validity", "province", "nth_contact", "satisfied", "cost_yuan",
    ),
    filters=(
        "state", "priority", "category", "owner", "customer", "product", "received_at", "channel",
        "harm", "validity", "nature", "main_unit", "main_cause", "province", "satisfied",
        "about_person", "is_confidential", "is_exposed", "reopened", "cost_yuan", "improvement",
        "promised_on", "ended_at", "serial", "no", "title",
    ),
    sections=(
        Section(N_("谁在投诉"), (
            "customer", "complainant", "phone", "reach", "is_confidential", "province",
        )),
        Section(N_("什么事"), (
            "title", "category", "facts", "demand", "harm", "emotion", "is_exposed",
            "about_person",
        )),
        Section(N_("关于什么"), ("product", "serial", "order_no", "purchased_on", "shipped_on")),
    ),
    views=(
        View("open", N_("未办结"), (OPEN,), sort="priority"),
        View("mine", N_("我的"), ("owner.me", OPEN), sort="priority"),
        View("urgent", N_("P1 紧急"), ("priority.in.p1", OPEN), sort="priority"),
        View("confirming", N_("待回访"), ("state.in.confirming",)),
        View("reopened", N_("重开过"), ("reopened.at_least.1",)),
        View("closed", N_("已办结"), ("state.in.closed,analysed,not_upheld,withdrawn",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip
CAUSES = Pages(
    model=Cause,
    visible=access.visible_causes,
    may=access.may_set_up,
    columns=("name", "sort", "note", "is_active"),
    filters=("sort", "is_active"),
    sections=(Section(N_("投诉原因"), ("name", "sort", "note", "is_active")),),
    views=(View("active", N_("启用的"), ("is_active.yes",)), View("all", N_("全部"))),
)
DOORS = Pages(
    model=Door,
    visible=access.visible_doors,
    may=access.may_set_up,
    save=actions.save_door,
    columns=("name", "sort", "unit", "owner", "hotline", "is_active"),
    filters=("sort", "is_active"),
    sections=(
        Section(N_("投诉入口"), ("name", "sort", "unit", "owner", "hotline", "note", "is_active")),
    ),
    views=(View("all", N_("全部")),),
)
SAYINGS = Pages(
    model=Saying,
    visible=access.visible_sayings,
    may=access.may_set_up,
    columns=("text", "is_forbidden", "is_active"),
    filters=("is_forbidden", "is_active"),
    sections=(Section(N_("答复用语"), ("text", "is_forbidden", "is_active")),),
    views=(
        View("templates", N_("答复模板"), ("is_forbidden.no",)),
        View("forbidden", N_("禁用语"), ("is_forbidden.yes",)),
        View("all", N_("全部")),
    ),
)
IMPROVEMENTS = Pages(
    model=Improvement,
    visible=access.visible_improvements,
    may=access.may_improve,
    save=actions.save_improvement,
    columns=("title", "cause", "owner", "due_on", "state", "done_on", "verdict"),
    filters=("state", "cause", "owner", "due_on", "verdict"),
    sections=(Section(N_("改进措施"), ("title", "cause", "owner", "due_on", "measures")),),
    views=(
        View("open", N_("进行中"), ("state.in.open,done",)),
        View("checked", N_("已评估"), ("state.in.checked",)),
        View("all", N_("全部")),
    ),
)
UNUSED = ("bulk", "undo", "cell", "reveal")
