"""Plain pages of service: tickets, points, engineers, knowledge, plans."""

from maizi.kernel.texts import N_
from maizi.kit.listing import View
from maizi.kit.pages import Pages, Section

from .. import access, actions
from ..models import Article, EmergencyPlan, Engineer, PreventivePlan, ServicePoint, Ticket

OPEN = "state.not_in.closed,cancelled"

TICKETS = Pages(
    model=Ticket,
    visible=access.visible_tickets,
    may=lambda user, verb, row=None: access.may(user, verb, row),
    save=actions.amend,
    columns=(
        "title", "severity", "no", "type", "customer", "state", "engineer", "owner",
        "received_at", "product", "unit", "band", "km", "planned_at", "score",
    ),
    filters=(
        "state", "severity", "type", "owner", "engineer", "customer", "product", "family",
        "received_at", "channel", "mode", "band", "point", "planned_at", "restored_at",
        "ended_at", "score", "reopened", "fault_code", "complaint_no", "no", "title",
    ),
    sections=(
        Section(N_("客户和地点"), (
            "contact_name", "phone", "place", "latitude", "longitude", "km",
        )),
        Section(N_("什么事"), ("type", "title", "symptom", "channel")),
        Section(N_("关于什么"), ("product", "family")),
    ),
    views=(
        View("open", N_("未结束"), (OPEN,), sort="-received_at"),
        View("mine", N_("我受理的"), ("owner.me", OPEN), sort="-received_at"),
        View("given", N_("派给我的"), ("engineer.me", OPEN), sort="-received_at"),
        View("worst", N_("严重的"), ("severity.in.serious,critical", OPEN)),
        View("confirming", N_("待确认"), ("state.in.restored,confirmed",)),
        View("reopened", N_("重开过"), ("reopened.at_least.1",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip
POINTS = Pages(
    model=ServicePoint,
    visible=access.visible_points,
    may=access.may_set_up,
    columns=("name", "unit", "address", "hotline", "warehouse", "is_active"),
    filters=("unit", "is_active"),
    sections=(
        Section(N_("服务网点"), ("name", "unit", "address", "hotline", "warehouse", "is_active")),
        Section(N_("在地图上的位置"), ("latitude", "longitude")),
    ),
    views=(View("active", N_("启用的"), ("is_active.yes",)), View("all", N_("全部"))),
)
ENGINEERS = Pages(
    model=Engineer,
    visible=access.visible_engineers,
    may=access.may_set_up,
    save=actions.save_engineer,
    columns=("user", "point", "calendar", "most_jobs", "warehouse", "is_active"),
    filters=("point", "calendar", "is_active"),
    sections=(
        Section(N_("工程师"), (
            "user", "point", "calendar", "most_jobs", "warehouse", "is_active",
        )),
    ),
    views=(View("active", N_("可派工的"), ("is_active.yes",)), View("all", N_("全部"))),
)  # fmt: skip
ARTICLES = Pages(
    model=Article,
    visible=access.visible_articles,
    may=access.may_write,
    save=actions.save_article,
    columns=("title", "family", "symptom", "state", "author", "changed_at"),
    filters=("family", "state", "author", "title", "symptom"),
    sections=(Section(N_("知识文章"), ("title", "family", "symptom", "body")),),
    views=(
        View("published", N_("已发布"), ("state.in.published",)),
        View("drafts", N_("待审核或发布"), ("state.in.draft,reviewed",)),
        View("all", N_("全部")),
    ),
)
EMERGENCY_PLANS = Pages(
    model=EmergencyPlan,
    visible=access.visible_emergency_plans,
    may=access.may_write,
    save=actions.save_emergency_plan,
    columns=("family", "most_minutes", "kit", "is_active"),
    filters=("family", "is_active"),
    sections=(
        Section(N_("应急预案"), (
            "family", "chain", "kit", "most_minutes", "steps", "is_active",
        )),
    ),
    views=(View("all", N_("全部")),),
)  # fmt: skip
PREVENTIVE_PLANS = Pages(
    model=PreventivePlan,
    visible=access.visible_plans,
    may=access.may_set_up,
    columns=("name", "family", "months", "scope", "lead_days", "owner", "is_active"),
    filters=("family", "scope", "is_active"),
    sections=(
        Section(N_("预防计划"), (
            "name", "family", "months", "scope", "lead_days", "checklist", "owner", "is_active",
        )),
    ),
    views=(View("all", N_("全部")),),
)  # fmt: skip
UNUSED = ("bulk", "undo", "cell", "reveal")
