"""Plain pages of keeping customers."""

from maizi.kernel.texts import N_
from maizi.kit.listing import View
from maizi.kit.pages import Pages, Section

from . import access, actions
from .models import Conflict, WinBack

WIN_BACKS = Pages(
    model=WinBack,
    visible=access.visible_win_backs,
    may=access.may_win_back,
    save=actions.save_case,
    columns=("customer", "lost_yuan", "trigger", "cause", "state", "owner", "opened_on"),
    filters=("state", "trigger", "cause", "owner", "opened_on", "customer"),
    sections=(Section(N_("客户挽回"), ("cause", "offer", "cost_yuan")),),
    views=(
        View("open", N_("挽回中"), ("state.in.open",), sort="-lost_yuan"),
        View("won", N_("已挽回"), ("state.in.won",)),
        View("failed", N_("未挽回"), ("state.in.failed",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip
CONFLICTS = Pages(
    model=Conflict,
    visible=access.visible_conflicts,
    may=access.may_win_back,
    save=actions.save_conflict,
    columns=("customer", "situation", "state", "trust", "owner", "opened_on", "solved_on"),
    filters=("state", "trust", "owner", "opened_on", "customer"),
    sections=(
        Section(N_("发生了什么"), ("situation", "behaviour", "effect", "facts")),
        Section(N_("双方怎么看"), ("our_view", "their_view", "hidden_need", "misunderstanding",
                                   "idea")),
    ),
    views=(
        View("open", N_("处理中"), ("state.in.open",), sort="opened_on"),
        View("solved", N_("已化解"), ("state.in.solved",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip
