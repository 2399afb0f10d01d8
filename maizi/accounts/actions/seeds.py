"""The roles every company begins with (M-2), as a table; companies change them as they like."""

from django.db import transaction

from maizi.history.actions import record_many
from maizi.history.terms import Verb

from ..models import OrgUnit, Role, User
from ..terms import Scope, UnitLevel
from .seeds_buying import ASKS, BUYING
from .seeds_groupbuys import GROUP_BUYS, GROUP_BUYS_BY_CODE
from .seeds_insight import INSIGHT_BY_CODE, INSIGHT_BY_FIELDS
from .seeds_keeping import keeping
from .seeds_keyaccounts import KEY_ACCOUNTS
from .seeds_mail import NEWS, WRITES_MAIL
from .seeds_parts import SPARES
from .seeds_performance import PERFORMANCE, TRAINING
from .seeds_rating import RATING
from .seeds_relationship import RELATIONSHIP_BY_FIELDS
from .seeds_selling import DIRECTS, SELLING
from .seeds_service import COMPLAINTS, FILED, PRESALES, SURVEYS, TICKETS
from .seeds_targets import TARGETS_BY_CODE, TARGETS_BY_FIELDS
from .seeds_warranty import WARRANTY_BY_CODE, WARRANTY_BY_FIELDS
from .seeds_widening import widen
from .units import create_unit

WORDS_BY_CODE = {  # verbs by role, of entities that few roles know
    "complaint": COMPLAINTS, "fields": FILED, "newsletter": NEWS, "performance": PERFORMANCE,
    "presale": PRESALES, "spare": SPARES, "survey": SURVEYS, "ticket": TICKETS, "training": TRAINING
}  # fmt: skip

# What a role does with customers.
SERVE = "read add change reveal"
SELL = f"{SERVE} claim release share"
LEAD = f"{SELL} assign import export merge tags appraise"
STEWARD = f"{SERVE} merge tags import appraise schemes clear"
RUN = f"{LEAD} schemes clear"
LOOK = "read"
REPORT = "read export"

# What it does with opportunities, by what it does with customers.
DEALS = {
    SELL: "read add change",
    LEAD: "read add change assign export",
    RUN: "read add change assign export pipelines",
    REPORT: "read export",
}

MARKETS = {SELL: "read", LEAD: "read change", RUN: "read change hear"}

VISITS = {SELL: "read add change", LEAD: "read add change export", RUN: "read add change export"}
# Who visits key accounts (B-31), and who may let others do so.
VISITS_KEY = (
    "ka_developer", "ka_development_manager", "ka_manager", "ka_department_manager",
    "marketing_manager", "marketing_director",
)  # fmt: skip

# Plans for key accounts, agreements and gifts.
ACCOUNTS = {
    SELL: {"keyplan": "read add change", "agreement": "read add change", "gift": "read add"},
    LEAD: {
        "keyplan": "read add change decide", "agreement": "read add change approve export",
        "gift": "read add approve export",
    },
}  # fmt: skip
ACCOUNTS[RUN] = ACCOUNTS[LEAD]

# How far it reaches into the field groups; groups left out are invisible.
FIELDS = {
    "sales": "basic=write contact=write family=write sensitive=masked credit=read",
    "lead": "basic=write contact=write family=write sensitive=read credit=read cost=read bank=read",
    "service": "basic=read contact=write family=read sensitive=none",
    "support": "basic=read contact=masked",
    "credit": "basic=read contact=read sensitive=masked credit=write bank=write",
    "finance": "basic=read contact=read credit=read cost=write bank=write",
    "trade": "basic=read contact=read cost=read",
    "buying": "basic=write contact=write cost=write bank=masked",
    "numbers": "basic=read",
    "steward": "basic=write contact=write family=read sensitive=masked bank=masked",
    "privacy": "basic=read contact=read family=read sensitive=write bank=masked",
    "staff": "basic=write contact=write",
    "none": "basic=read contact=masked",
}
# Whose field access lets them see what is sold, and for how much.
SEES_PRODUCTS = ("sales", "lead", "service", "support", "finance", "trade", "buying", "steward")
SEES_PRICES = ("sales", "lead", "service", "finance", "trade", "buying")
SEES_STOCK = SEES_PRICES
KEEPS_STOCK = {"stock": ["read", "post", "reverse", "count", "places", "import", "export"]}
KEEPS_PRODUCTS = {"product": ["read", "add", "change", "import", "export"]}
KEEPS_PRICES = {"price": ["read", "change", "export", "limits"]}
# Who sees what customers owe and may still order; who keeps limits, who keeps the ledger.
SEES_CREDIT = ("sales", "lead", "credit", "finance")
KEEPS_CREDIT = {"credit": ["read", "limits", "hold", "dun", "export"]}
KEEPS_LEDGER = {"credit": "read receive statement dun write_off adjust import export".split()}
ADMINISTER = "people roles security jobs"
SHAPE = "read parameters numbers templates"

# code: name, scope, customers, field access, duties
ROLES: dict[str, tuple[str, Scope, str, str, str]] = {
    "salesperson": ("销售人员", Scope.SELF, SELL, "sales",
        "收集资料、寻找目标客户、联系、谈判、成交"),
    "developer": ("客户开发人员", Scope.SELF, SELL, "sales",
        "收集并归档开发资料"),
    "ka_developer": ("大客户开发专员", Scope.SELF, SELL, "sales",
        "拜访目标大客户"),
    "ka_development_manager": ("大客户开发经理", Scope.SUBTREE, LEAD, "lead",
        "主持开发方式会议并决定"),
    "ka_manager": ("大客户经理", Scope.SUBTREE, LEAD, "lead",
        "带领大客户服务小组"),
    "ka_department_manager": ("大客户部经理", Scope.REGION, LEAD, "lead",
        "审核服务支持申请，批准服务评价"),
    "ka_representative": ("大客户服务代表", Scope.SELF, SERVE, "sales",
        "填写申请和评价，回访"),
    "support_sales": ("销售支持", Scope.SELF, SERVE, "service",
        "大客户服务小组的销售支持"),
    "support_training": ("培训支持", Scope.SELF, LOOK, "support",
        "大客户服务小组的培训支持"),
    "support_finance": ("财务支持", Scope.SELF, LOOK, "finance",
        "大客户服务小组的财务支持"),
    "support_technical": ("技术支持", Scope.SELF, LOOK, "service",
        "大客户服务小组的技术支持"),
    "support_marketing": ("市场支持", Scope.SELF, LOOK, "support",
        "大客户服务小组的市场支持"),
    "ka_office_district": ("区域大客户管理处", Scope.DISTRICT, REPORT, "credit",
        "提交等级变更申请，执行信用控制"),
    "ka_department_region": ("大区大客户部", Scope.REGION, REPORT, "credit",
        "当日审核等级变更申请"),
    "ka_centre_hq": ("总部大客户管理中心", Scope.ALL, REPORT, "credit",
        "统一管理信用，终审签字"),
    "marketing_manager": ("营销经理", Scope.SUBTREE, LEAD, "lead",
        "授权更新重要客户信息"),
    "marketing_director": ("营销总监", Scope.ALL, RUN, "lead",
        "批准一天延期，批准特殊付款条件"),
    "vice_president": ("副总裁", Scope.ALL, REPORT, "lead",
        "代为批准特殊付款条件"),
    "complaint_officer": ("投诉处理人员", Scope.SELF, LOOK, "service",
        "登记投诉、先行答复、按规定处理"),
    "service_supervisor": ("客户服务主管", Scope.SUBTREE, SERVE, "service",
        "批准备件计划，汇总服务指标"),
    "after_sales_head": ("售后服务部负责人", Scope.SUBTREE, SERVE, "service",
        "满意度调查后记录不足与改进"),
    "technician": ("技术人员", Scope.SELF, LOOK, "service",
        "安装、维修、上门服务"),
    "senior_engineer": ("高级工程师", Scope.SELF, LOOK, "service",
        "受总部派遣处理疑难"),
    "legal_counsel": ("法务", Scope.ALL, LOOK, "support",
        "确认恶意投诉，提示法定义务"),
    "supervision_group": ("客户监督服务小组", Scope.ALL, LOOK, "support",
        "监督服务行为"),
    "credit_officer": ("信用管理员", Scope.ALL, LOOK, "credit",
        "评分、额度与信用名单"),
    "call_agent": ("坐席", Scope.SELF, SERVE, "service",
        "外呼名单内的客户"),
    "call_supervisor": ("坐席主管", Scope.SUBTREE, f"{SERVE} assign", "service",
        "分配名单，监听质检"),
    "finance": ("财务", Scope.ALL, LOOK, "finance",
        "应收、收款、发票"),
    "warehouse": ("仓管", Scope.ALL, LOOK, "trade",
        "出入库与盘点"),
    "purchasing": ("采购", Scope.ALL, LOOK, "buying",
        "供应商与采购订单"),
    "hr": ("人力资源", Scope.ALL, "", "numbers",
        "服务水平与薪酬挂钩：只看指标"),
    "data_steward": ("数据管理员", Scope.ALL, STEWARD, "steward",
        "查重、合并、补全资料"),
    "privacy_officer": ("个人信息保护负责人", Scope.ALL, f"{REPORT} see_restricted", "privacy",
        "个人信息权利请求与受限记录"),
    "administrator": ("系统管理员", Scope.ALL, "", "staff",
        "人员、角色与安全；默认看不到业务数据"),
    "security_administrator": ("安全管理员", Scope.ALL, "", "none",
        "三员分立：角色与登录安全"),
    "auditor": ("审计员", Scope.ALL, "", "none",
        "三员分立：查看变更记录与登录记录"),
}  # fmt: skip
SYSTEM_GRANTS: dict[str, dict[str, list[str]]] = {
    "administrator": {
        "administration": ADMINISTER.split(),
        "audit": ["read"],
        "approval": ["design"],
        "calendar": ["import", "hours"],
        "channels": ["manage"],
        "clock": ["read"],
        "fields": SHAPE.split(),
        "privacy": ["safeguards"],
        "handover": ["open"],
        "mail": ["setup"],
    },
    "marketing_manager": KEEPS_PRODUCTS
    | {"price": ["read", "change", "export"], "market": ["read", "change", "hear"]},
    "marketing_director": (
        {"fields": ["read", "seal", "filed"], "stock": [*KEEPS_STOCK["stock"], "close"]}
        | KEEPS_PRODUCTS
        | KEEPS_PRICES
        | KEEPS_CREDIT
    ),
    "credit_officer": KEEPS_CREDIT,
    "ka_centre_hq": KEEPS_CREDIT,
    "warehouse": KEEPS_STOCK,
    "purchasing": KEEPS_PRODUCTS,
    "finance": {
        "price": ["read", "export"],
        "product": ["read", "export"],
        "stock": ["read", "export", "close"],
    }
    | KEEPS_LEDGER,
    "vice_president": {"approval": ["read"]},
    "hr": {"handover": ["open"]},
    "security_administrator": {"administration": ["roles", "security"]},
    "auditor": {
        "audit": ["read", "export"],
        "fields": ["read"],
        "privacy": ["read", "openings"],
    },
    "privacy_officer": {
        "privacy": ["read", "officer", "retention", "openings", "safeguards"],
        "fields": ["read"],
    },
    "data_steward": {"privacy": ["read", "retention"]},
}
UNITS = (
    "销售部", "市场部", "客户服务部", "售后服务部", "大客户管理中心", "财务部", "技术部", "质控部",
    "采购部", "生产部", "人力资源部", "培训部", "绩效考核部", "客户服务响应中心",
    "客户监督服务小组", "公司办公室", "新客户开发部",
)  # fmt: skip


@transaction.atomic
def seed_roles(*, by: User | None) -> int:
    """Add the roles that are missing; those that exist stay as the company has them, and learn
    what a new version has them do with kinds of records that the company did not know.

    Returns how many were added.
    """
    widen(_role, by=by)
    known = set(Role.objects.values_list("code", flat=True))
    missing = [_role(code) for code in ROLES if code not in known]
    if missing:
        Role.objects.bulk_create(missing)
        lines = [(r.pk, r.name, {"grants": [None, r.grants]}) for r in missing]
        record_many(Role._meta.label_lower, lines=lines, verb=Verb.CREATE, by=by)
    return len(missing)


@transaction.atomic
def seed_units(company: str, *, by: User | None) -> OrgUnit:
    """The headquarters with the usual departments, for a company that has no tree yet."""
    top = OrgUnit.objects.filter(parent=None).first()
    if top:
        return top
    top = create_unit(company, by=by, level=UnitLevel.HQ)
    for position, name in enumerate(UNITS, 1):
        create_unit(name, by=by, parent=top, position=position)
    return top


def _role(code: str) -> Role:
    name, scope, verbs, profile, note = ROLES[code]
    grants = {"customer": verbs.split()} if verbs else {}
    if verbs in (LEAD, RUN):
        grants["approval"] = ["read"]
        grants["handover"] = ["open", "manage"]
    if verbs in DEALS:
        grants["opportunity"] = DEALS[verbs].split()
    grants |= keeping(verbs)
    if verbs in VISITS:
        grants["visit"] = VISITS[verbs].split()
        grants["visit"] += ["key"] if code in VISITS_KEY else []
        grants["visit"] += ["override"] if code in VISITS_KEY and verbs != SELL else []
    grants |= {entity: words.split() for entity, words in ACCOUNTS.get(verbs, {}).items()}
    if verbs in MARKETS:
        grants["market"] = MARKETS[verbs].split()
    if verbs and profile in SEES_PRODUCTS:
        grants["product"] = ["read", "export"] if verbs == LEAD else ["read"]
    if verbs and profile in SEES_PRICES:
        grants["price"] = ["read"]
    if verbs:
        grants |= DIRECTS.get(code) or SELLING.get(profile, {})
        grants |= TARGETS_BY_FIELDS.get(profile, {})
        grants |= WARRANTY_BY_CODE.get(code) or WARRANTY_BY_FIELDS.get(profile, {})
        grants |= INSIGHT_BY_FIELDS.get(profile, {}) | GROUP_BUYS.get(profile, {})
        grants |= RELATIONSHIP_BY_FIELDS.get(profile, {})
        grants |= BUYING.get(code) or (ASKS if profile in ("sales", "lead", "service") else {})
    if verbs and profile in SEES_CREDIT:
        grants["credit"] = ["read", "dun", *(["export"] if verbs == LEAD else [])]
    if verbs and profile in SEES_STOCK:
        grants["stock"] = ["read", "export"] if verbs == LEAD else ["read"]
    for by_code in (TARGETS_BY_CODE, GROUP_BUYS_BY_CODE, INSIGHT_BY_CODE, KEY_ACCOUNTS):
        grants |= by_code.get(code, {})
    if code in RATING or verbs == LEAD:
        grants["rating"] = RATING.get(code, "read").split()
    if verbs and (profile in WRITES_MAIL or code in NEWS):
        grants["mail"] = ["use"]
    for entity, by_code in WORDS_BY_CODE.items():
        if code in by_code:
            grants[entity] = by_code[code].split()
    pairs = (pair.split("=") for pair in FIELDS[profile].split())
    return Role(
        code=code, name=name, scope=scope, note=note, is_seeded=True,
        grants=grants | SYSTEM_GRANTS.get(code, {}), field_access=dict(pairs),
    )  # fmt: skip
