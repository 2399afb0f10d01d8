"""Plain pages of meetings."""

from maizi.kernel.texts import N_
from maizi.kit.listing import View
from maizi.kit.pages import Pages, Section

from . import access, actions
from .models import Meeting

MEETINGS = Pages(
    model=Meeting,
    visible=access.visible_meetings,
    may=access.may,
    save=actions.save_meeting,
    columns=("title", "starts_at", "state", "host", "place", "no"),
    filters=("state", "host", "org_unit", "starts_at", "title"),
    sections=(
        Section(N_("会议"), (
            "title", "purpose", "needed", "customer", "starts_at", "minutes", "place", "host",
        )),
    ),
    views=(
        View("coming", N_("要开的会"), ("state.in.preparing,ready,holding",), sort="starts_at"),
        View("following", N_("跟踪中"), ("state.in.following",)),
        View("closed", N_("已关闭"), ("state.in.closed",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip
