"""Plain pages of group buying: lists, plans, outreach."""

from maizi.kernel.texts import N_
from maizi.kit.listing import View
from maizi.kit.pages import Pages, Section

from .. import access, actions
from ..models import GroupBuy, GroupBuyPlan, OutreachRecord, Registration

GROUP_BUYS = Pages(
    model=GroupBuy,
    visible=access.visible_group_buys,
    may=lambda user, verb, row=None: access.may(user, verb, row),
    columns=("name", "state", "product", "total_quantity", "participants", "closes_at",
             "price_yuan", "owner", "no"),
    filters=("state", "product", "owner", "closes_at", "name"),
    sections=(
        Section(N_("团购什么"), ("name", "product", "list_price_yuan", "owner")),
        Section(N_("什么时候达成"), (
            "threshold_sort", "threshold_value", "opens_at", "closes_at", "most_per_customer",
        )),
        Section(N_("订金与承诺"), (
            "deposit_sort", "deposit_value", "guarantee", "delivery_plan", "deliver_on",
        )),
    ),
    views=(
        View("running", N_("进行中"), ("state.in.open,reached,ordering",), sort="closes_at"),
        View("draft", N_("筹备中"), ("state.in.draft,pending,approved",)),
        View("ended", N_("已结束"), ("state.in.fulfilled,settled,failed,cancelled",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip
REGISTRATIONS = Pages(
    model=Registration,
    visible=access.visible_registrations,
    may=lambda user, verb, row=None: verb in ("view", "export", "unmask")
    and access.may(user, verb, row),
    columns=("name", "activity", "quantity", "state", "shown_yuan", "price_yuan", "customer",
             "contact_name", "phone", "deposit_yuan", "refund_due_on", "at"),
    filters=("activity", "state", "customer", "at", "name", "refund_due_on"),
    sections=(Section(N_("团购登记"), ("name", "activity", "quantity", "customer")),),
    views=(
        View("active", N_("有效的"), ("state.in.pending,valid,leaving,ordered",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip
PLANS = Pages(
    model=GroupBuyPlan,
    visible=access.visible_plans,
    may=access.may_plan,
    save=actions.save_plan,
    columns=("name", "customer", "state", "wanted", "expected_quantity", "need_confirmed_at",
             "owner"),
    filters=("state", "owner", "customer", "need_confirmed_at", "name"),
    sections=(
        Section(N_("为谁、为什么"), ("name", "customer", "owner", "goal")),
        Section(N_("需求特点"), (
            "wanted", "expected_quantity", "wants_quality", "wants_high_end", "wants_fair_price",
            "wants_packaging", "demand_note",
        )),
        Section(N_("分析与策略"), ("summary", "strategy")),
    ),
    views=(
        View("open", N_("进行中"), ("state.in.collecting,analysing,developing",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip
OUTREACH = Pages(
    model=OutreachRecord,
    visible=access.visible_outreach,
    may=access.may_outreach,
    save=actions.save_outreach,
    columns=("name", "sort", "on", "cost_yuan", "leads", "activity", "owner"),
    filters=("sort", "on", "activity", "name"),
    sections=(Section(N_("团购推广"), (
        "sort", "name", "on", "cost_yuan", "leads", "activity", "note",
    )),),
)  # fmt: skip
UNUSED = ("bulk", "undo", "cell", "reveal")
