"""Plain pages of events."""

from maizi.kernel.texts import N_
from maizi.kit.listing import View
from maizi.kit.pages import Pages, Section

from . import access, actions
from .models import Event

EVENTS = Pages(
    model=Event,
    visible=access.visible_events,
    may=access.may,
    save=actions.save_event,
    columns=("name", "sort", "starts_at", "place", "state", "owner", "no"),
    filters=("state", "sort", "owner", "org_unit", "starts_at", "name"),
    sections=(
        Section(N_("活动"), ("name", "sort", "goal", "budget_yuan", "owner")),
        Section(N_("时间和地点"), ("starts_at", "minutes", "place", "places", "answer_until")),
        Section(N_("邀请"), ("words",)),
    ),
    views=(
        View("coming", N_("要办的"), ("state.in.planned,open",), sort="starts_at"),
        View("closed", N_("已总结"), ("state.in.closed",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip
