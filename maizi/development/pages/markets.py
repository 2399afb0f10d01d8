"""Plain pages of target markets and needs."""

from maizi.kernel.texts import N_
from maizi.kit.listing import View
from maizi.kit.pages import Pages, Section

from .. import access, actions
from ..models import Need, TargetMarket

MARKETS = Pages(
    model=TargetMarket,
    visible=access.visible_markets,
    may=lambda user, verb, row=None: verb != "export" and access.may_market(user, verb, row),
    save=actions.save_market,
    columns=("name", "state", "regions", "products", "size_estimate", "starts_on", "ends_on",
             "owner"),
    filters=("state", "owner", "name"),
    sections=(
        Section(N_("目标市场"), (
            "name", "state", "owner", "products", "size_estimate", "volume_yuan", "starts_on",
            "ends_on", "note",
        )),
    ),
    views=(
        View("active", N_("进行中"), ("state.in.active",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip

NEEDS = Pages(
    model=Need,
    visible=access.visible_needs,
    may=access.may_need,
    save=actions.save_need,
    columns=("text", "customer", "state", "why", "seen_on", "by"),
    filters=("state", "customer", "seen_on", "by", "text"),
    sections=(Section(N_("客户需求"), (
        "customer", "text", "why", "evidence", "seen_on", "state",
    )),),
    bulk_fields=("state", "why", "evidence"),
    views=(
        View("open", N_("还没有满足的"), ("state.in.new,confirmed,offered",)),
        View("new", N_("新发现"), ("state.in.new",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip
