"""Plain pages of opportunities and pipelines."""

from maizi.kernel.texts import N_
from maizi.kit.listing import View
from maizi.kit.pages import Pages, Section

from .. import access, actions
from ..models import Opportunity, Pipeline

OPPORTUNITIES = Pages(
    model=Opportunity,
    visible=access.visible_opportunities,
    may=access.may,
    save=actions.save_opportunity,
    columns=(
        "name", "customer", "stage", "state", "amount_yuan", "expected_on", "entered_at",
        "next_step", "next_on", "owner", "no",
    ),
    filters=(
        "state", "stage", "pipeline", "owner", "org_unit", "sort", "market", "source",
        "amount_yuan", "expected_on", "next_on", "entered_at", "created_at", "closed_at",
        "reason", "review_on", "customer", "competitor", "name",
    ),
    sections=(
        Section(N_("商机"), (
            "name", "customer", "sort", "market", "source", "pipeline", "owner",
            "amount_yuan", "expected_on",
        )),
        Section(N_("需求与决策"), ("need", "contact", "decider", "competitor")),
        Section(N_("下一步"), ("next_step", "next_on", "note")),
    ),
    bulk_fields=("expected_on", "next_step", "next_on", "amount_yuan", "competitor", "source"),
    views=(
        View("open", N_("进行中"), ("state.in.open",)),
        View("mine", N_("我负责的"), ("owner.me", "state.in.open")),
        View("due", N_("该推进的"), ("next_on.within.due", "state.in.open"), sort="next_on"),
        View("silent", N_("没有下一步"), ("next_on.empty", "state.in.open")),
        View("paused", N_("暂停待复查"), ("state.in.paused",)),
        View("won", N_("已成交"), ("state.in.won",)),
        View("lost", N_("已失败"), ("state.in.lost",)),
        View("all", N_("全部")),
    ),
    kind="opportunity",
)  # fmt: skip

PIPELINES = Pages(
    model=Pipeline,
    visible=access.visible_pipelines,
    may=lambda user, verb, row=None: access.may_pipeline(
        user, "change" if verb == "add" else verb, row
    ),
    save=actions.save_pipeline,
    columns=("name", "is_usual", "is_active", "note"),
    sections=(Section(N_("销售流程"), ("name", "is_usual", "is_active", "note")),),
)
