"""The menu by work: what this person may use."""

from dataclasses import dataclass

from django.template import engines
from django.utils.translation import gettext as _

from maizi.accounts.access import may
from maizi.inbox.queries import unread_count
from maizi.kernel.texts import N_
from maizi.kit.jinja import address


@dataclass(frozen=True)
class Entry:
    """One entry: label, icon, url name, and the (entity, verb) that shows it.

    is_alone  the pages below its address do not belong to it
    """

    label: str
    icon: str
    url: str
    right: tuple[str, str] | None = None
    is_alone: bool = False


MENU: list[tuple[str, list[Entry]]] = [
    (
        N_("工作台"),
        [
            Entry(N_("今日"), "sun", "desk:today"),
            Entry(N_("审批"), "clipboard-check", "approvals:boxes"),
            Entry(N_("我的待办"), "checks", "inbox:todos", is_alone=True),
        ],
    ),
    (
        N_("客户管理"),
        [
            Entry(N_("客户档案"), "users", "customers:customer_list", ("customer", "read")),
            Entry(N_("公海"), "ripple", "customers:pool_list", ("customer", "read")),
            Entry(
                N_("跟进提醒"),
                "clock-exclamation",
                "customers:tagpromise_list",
                ("customer", "read"),
            ),
            Entry(
                N_("资料采集"), "database", "customers:collectionbatch_list", ("customer", "add")
            ),
            Entry(N_("资料鉴定"), "gauge", "customers:appraisal", ("customer", "appraise")),
            Entry(N_("客户分类"), "stack-2", "customers:schemes", ("customer", "read")),
            Entry(N_("数据质量"), "chart-bar", "customers:quality_board", ("customer", "read")),
            Entry(N_("档案清理"), "archive", "customers:clearing", ("customer", "clear")),
            Entry(N_("查重"), "user-search", "customers:check", ("customer", "read")),
            Entry(N_("疑似重复"), "git-merge", "customers:twins", ("customer", "merge")),
        ],
    ),
    (
        N_("开发"),
        [
            Entry(
                N_("商机列表"), "target", "development:opportunity_list", ("opportunity", "read")
            ),
            Entry(N_("商机看板"), "layout-kanban", "development:board", ("opportunity", "read")),
            Entry(N_("拜访列表"), "map-pin", "development:visit_list", ("visit", "read")),
            Entry(N_("大客户计划"), "crown", "development:keyplan_list", ("keyplan", "read")),
            Entry(
                N_("合作协议"), "certificate", "development:agreement_list", ("agreement", "read")
            ),
            Entry(N_("礼品登记"), "gift", "development:gift_list", ("gift", "read")),
            Entry(N_("目标市场"), "map", "development:targetmarket_list", ("market", "read")),
            Entry(
                N_("开发统计"),
                "report-analytics",
                "development:statistics",
                ("opportunity", "read"),
            ),
        ],
    ),
    (
        N_("维护"),
        [
            Entry(N_("离职交接"), "transfer", "care:hand_overs"),
        ],
    ),
    (
        N_("客户投诉"),
        [
            Entry(N_("投诉看板"), "layout-kanban", "complaints:board", ("complaint", "read")),
            Entry(
                N_("投诉列表"), "message-report", "complaints:complaint_list", ("complaint", "read")
            ),
            Entry(
                N_("投诉分析"), "report-analytics", "complaints:analysis", ("complaint", "analyse")
            ),
            Entry(
                N_("改进措施"), "trending-up", "complaints:improvement_list", ("complaint", "read")
            ),
            Entry(N_("投诉案例"), "bulb", "complaints:lessons", ("complaint", "read")),
            Entry(N_("投诉入口"), "qrcode", "complaints:door_list", ("complaint", "setup")),
        ],
    ),
    (
        N_("销售"),
        [
            Entry(N_("报价单"), "receipt-2", "sales:quote_list", ("quote", "read")),
            Entry(N_("销售订单"), "shopping-cart", "sales:order_list", ("order", "read")),
            Entry(N_("发货单"), "truck-delivery", "sales:delivery_list", ("delivery", "read")),
            Entry(N_("销售发票"), "receipt", "sales:invoice_list", ("invoice", "read")),
            Entry(N_("退换货单"), "arrow-back-up", "sales:return_list", ("return", "read")),
            Entry(N_("销售报表"), "report-analytics", "sales:reports", ("order", "read")),
            Entry(N_("商品"), "package", "catalog:product_list", ("product", "read")),
            Entry(N_("价格"), "coin-yuan", "catalog:pricelist_list", ("price", "read")),
            Entry(N_("目标达成"), "target", "targets:board", ("target", "read")),
        ],
    ),
    (
        N_("库存与采购"),
        [
            Entry(N_("库存"), "building-warehouse", "stock:stockaccount_list", ("stock", "read")),
            Entry(N_("采购管理"), "truck", "purchasing:work", ("purchase", "read")),
            Entry(
                N_("请购单"),
                "clipboard-list",
                "purchasing:purchaserequest_list",
                ("purchase", "request"),
            ),
            Entry(N_("供应商"), "building-store", "purchasing:supplier_list", ("supplier", "read")),
            Entry(N_("应付账龄"), "coin-yuan", "purchasing:payables", ("payable", "read")),
        ],
    ),
    (
        N_("应收与信用"),
        [
            Entry(N_("应收"), "report-money", "credit:creditaccount_list", ("credit", "read")),
            Entry(N_("收款与往来"), "receipt", "credit:entry_list", ("credit", "read")),
            Entry(N_("对账单"), "file-text", "credit:statement_list", ("credit", "read")),
            Entry(N_("坏账核销"), "file-alert", "credit:writeoff_list", ("credit", "read")),
        ],
    ),  # fmt: skip
    (N_("设置"), [Entry(N_("设置"), "settings", "setup:home")]),
]


MINE = [
    Entry(N_("消息设置"), "bell", "inbox:preferences"),
    Entry(N_("导出申请"), "file-export", "privacy:exports"),
    Entry(N_("查看客户的申请"), "inbox", "customers:requests", ("customer", "read")),
]
CREATE = [
    Entry(N_("客户"), "user-plus", "customers:customer_new", ("customer", "add")),
    Entry(N_("报价单"), "receipt-2", "sales:quote_new", ("quote", "add")),
    Entry(N_("销售订单"), "shopping-cart", "sales:order_new", ("order", "add")),
    Entry(N_("投诉"), "message-report", "complaints:complaint_new", ("complaint", "add")),
    Entry(N_("商机"), "target", "development:opportunity_new", ("opportunity", "add")),
    Entry(N_("拜访"), "map-pin", "development:visit_new", ("visit", "add")),
]


def menu(request) -> list[tuple[str, list[dict]]]:
    """Sections with the entries the person may use; `active` marks the one he is in."""
    shown = [(_(title), _offered(entries, request)) for title, entries in MENU]
    inside = [e for _title, entries in shown for e in entries if e["active"]]
    nearest = max(inside, key=lambda entry: len(entry["url"]), default=None)
    for entry in inside:
        entry["active"] = entry is nearest
    return [(title, entries) for title, entries in shown if entries]


def doors(request) -> dict:
    """Addresses that the shell needs from the apps above it."""
    return {
        "home": address("desk:today"),
        "search": address("desk:search"),
        "suggest": address("desk:suggest"),
        "manifest": address("desk:webmanifest"),
        "customers": address("customers:customer_list"),
        "settings": address("setup:home"),
        "notices": address("inbox:notices"),
        "bell": address("inbox:bell"),
        "notice_count": unread_count(request.user) if hasattr(request, "user") else 0,
        "mine": _offered(MINE, request),
        "create": _offered(CREATE, request),
    }


def install() -> None:
    """Give the templates menu and doors; the shell below cannot know the apps above it."""
    engines["jinja2"].env.globals |= {"menu": menu, "doors": doors}


def _offered(entries: list[Entry], request) -> list[dict]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    return [
        {"label": _(i.label), "icon": i.icon, "url": address(i.url), "active": _is_in(i, request)}
        for i in entries
        if i.right is None or may(user, *i.right)
    ]


def _is_in(entry: Entry, request) -> bool:
    own = address(entry.url)
    return request.path == own or own == _nearest(request.path)


def _nearest(path: str) -> str:
    """The longest address of an entry that a page lies below; "" for none."""
    entries = (entry for _title, entries in MENU for entry in entries if not entry.is_alone)
    above = [a for a in (address(entry.url) for entry in entries) if a != "/"]
    return max((a for a in above if path.startswith(a)), key=len, default="")
