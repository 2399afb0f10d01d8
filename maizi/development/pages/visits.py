"""Plain pages of visits."""

from maizi.kernel.texts import N_
from maizi.kit.listing import View
from maizi.kit.pages import Pages, Section

from .. import access, actions
from ..models import Visit

VISITS = Pages(
    model=Visit,
    visible=access.visible_visits,
    may=access.may_visit,
    save=actions.save_visit,
    columns=(
        "purpose", "customer", "contact", "planned_at", "state", "mode", "visitor", "followup_on",
        "no",
    ),
    filters=(
        "state", "visitor", "org_unit", "mode", "planned_at", "ended_at", "followup_on",
        "customer", "opportunity", "purpose",
    ),
    sections=(
        Section(N_("拜访计划"), (
            "customer", "contact", "opportunity", "purpose", "planned_at", "minutes", "place",
            "mode", "mode_reason", "visitor", "level_reason",
        )),
    ),
    views=(
        View("mine", N_("我的计划"), ("visitor.me", "state.in.planned,ready"), sort="planned_at"),
        View("open", N_("全部计划"), ("state.in.planned,ready",), sort="planned_at"),
        View("owed", N_("待再次联系"), ("followup_on.filled", "state.in.done"),
             sort="followup_on"),
        View("done", N_("已完成"), ("state.in.done",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip
