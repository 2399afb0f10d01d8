"""What is asked about an enterprise: the four aspects of A-3."""

from functools import partial

from maizi.kernel.privacy import FieldGroup
from maizi.kernel.texts import N_

from .asked_of_all import CONDUCT, DEMAND, reach
from .attributes import Attribute
from .profile import (
    ArchiveQuestion,
    Attitude,
    AttributeSort,
    ContentClass,
    Level,
    OrganisationForm,
    Origin,
    ProfileGroup,
    PurchaseMode,
    SalesBand,
)
from .words import Industry, Nature, StaffSize

G, Q = ProfileGroup, ArchiveQuestion
LONG, CHOICE, AMOUNT = AttributeSort.LONG_TEXT, AttributeSort.CHOICE, AttributeSort.AMOUNT
ATTITUDE, BEHAVIOUR = Origin.ATTITUDE, Origin.BEHAVIOUR
_who = partial(Attribute, group=G.FOUNDATION, question=Q.WHO)
_trade = partial(Attribute, group=G.TRADE)

ENTERPRISE: tuple[Attribute, ...] = (
    # 1 基础资料
    _who("name", N_("名称"), need=3, columns=("name",)),
    _who("short_name", N_("简称"), columns=("short_name",)),
    _who("usc_code", N_("统一社会信用代码"), need=3, columns=("usc_code",)),
    _who(
        "industry", N_("行业类型"), need=3, sort=CHOICE, choices=Industry, columns=("industry",),
    ),
    _who("nature", N_("客户性质"), need=2, sort=CHOICE, choices=Nature, columns=("nature",)),
    _who(
        "organisation_form", N_("企业组织形式"), need=2, sort=CHOICE, choices=OrganisationForm,
    ),
    _who(
        "staff_size", N_("公司规模"), need=2, sort=CHOICE, choices=StaffSize,
        columns=("staff_size",), is_quantitative=True,
    ),
    _who(
        "annual_sales", N_("年销售额"), sort=CHOICE, choices=SalesBand, is_quantitative=True,
        origin=BEHAVIOUR, content=ContentClass.FINANCE,
    ),
    _who(
        "legal_representative", N_("法定代表人"), need=2, columns=("legal_representative",),
    ),
    _who(
        "chief", N_("经营管理者"), need=2, sort=AttributeSort.CONTACT,
        hint=N_("从联系人里选，他的个人档案记在联系人上"),
    ),
    _who(
        "founded_on", N_("创业时间"), sort=AttributeSort.DAY, columns=("founded_on",),
        hint=N_("2012-06-18、2012-06 或 2012"),
    ),
    Attribute(
        "first_trade_on", N_("与本公司交易时间"), G.FOUNDATION, AttributeSort.DAY,
        columns=("first_trade_on",), hint=N_("2019-03-05、2019-03 或 2019"),
    ),
    Attribute(
        "registered_capital", N_("注册资本（元）"), G.FOUNDATION, AMOUNT, is_quantitative=True,
        columns=("registered_capital_yuan",), content=ContentClass.FINANCE,
    ),
    Attribute(
        "assets", N_("资产（元）"), G.FOUNDATION, AMOUNT, is_quantitative=True,
        content=ContentClass.FINANCE,
    ),
    *reach(G.FOUNDATION),
    Attribute("fax", N_("传真"), G.FOUNDATION, field_group=FieldGroup.CONTACT),
    Attribute("website", N_("网站"), G.FOUNDATION, columns=("website",)),
    Attribute(
        "location", N_("地理位置"), G.FOUNDATION, content=ContentClass.ADDRESS,
        hint=N_("靠近哪里、怎么走、能不能进货车"),
    ),
    *DEMAND,
    # 2 客户特征
    Attribute("service_area", N_("服务区域"), G.CHARACTER, need=2),
    Attribute("sales_ability", N_("销售能力"), G.CHARACTER, LONG),
    Attribute("growth_potential", N_("成长潜力"), G.CHARACTER, CHOICE, choices=Level, need=2),
    Attribute("business_idea", N_("经营观念"), G.CHARACTER, LONG, origin=ATTITUDE),
    Attribute("business_policy", N_("经营方针"), G.CHARACTER, LONG),
    Attribute("management_features", N_("经营管理特点"), G.CHARACTER, LONG),
    Attribute("scale", N_("经营规模"), G.CHARACTER, hint=N_("门店、产线、网点的数量")),
    # 3 业务状况
    Attribute(
        "main_products", N_("主营产品"), G.BUSINESS, need=2, question=Q.CONSUMPTION,
    ),
    Attribute("side_business", N_("兼营业务"), G.BUSINESS),
    Attribute("sales_past", N_("以往销售实绩"), G.BUSINESS, LONG, origin=BEHAVIOUR),
    Attribute("sales_present", N_("目前销售实绩"), G.BUSINESS, LONG, origin=BEHAVIOUR),
    Attribute("staff_quality", N_("业务人员素质"), G.BUSINESS, LONG),
    Attribute("competitor_ties", N_("与竞争对手的关系"), G.BUSINESS, LONG, need=2),
    Attribute("business_ties", N_("与我方的业务关系"), G.BUSINESS, LONG),
    Attribute(
        "attitude_to_us", N_("合作态度"), G.BUSINESS, CHOICE, choices=Attitude, need=2,
        origin=ATTITUDE,
    ),
    Attribute(
        "purchase_mode", N_("采购方式"), G.BUSINESS, AttributeSort.CHOICES, choices=PurchaseMode,
        need=2, origin=BEHAVIOUR, question=Q.CONSUMPTION,
    ),
    Attribute(
        "purchase_route", N_("采购组织与流程"), G.BUSINESS, LONG, need=2, question=Q.CONSUMPTION,
        hint=N_("谁提需求、谁比价、谁签字、多久走完"),
    ),
    Attribute("structure", N_("组织结构"), G.BUSINESS, LONG),
    Attribute("staff", N_("员工情况"), G.BUSINESS, LONG),
    Attribute("benefits", N_("员工福利"), G.BUSINESS, LONG, hint=N_("节日礼品、团购的时间和预算")),
    Attribute("plans", N_("发展计划"), G.BUSINESS, LONG),
    Attribute("problems", N_("面临的问题"), G.BUSINESS, LONG, question=Q.WHY),
    # 4 交易现状
    _trade("selling_activity", N_("销售活动状况"), sort=LONG, origin=BEHAVIOUR),
    _trade("market_image", N_("市场形象"), sort=LONG, origin=ATTITUDE),
    _trade("reputation", N_("声誉"), sort=LONG, origin=ATTITUDE),
    _trade("trade_conditions", N_("交易条件"), sort=LONG, need=2, content=ContentClass.FINANCE),
    _trade("credit_standing", N_("信用状况"), sort=LONG, field_group=FieldGroup.CREDIT),
    _trade("past_problems", N_("出现过的信用问题"), sort=LONG, field_group=FieldGroup.CREDIT),
    _trade("advantages", N_("保持的优势"), sort=LONG),
    _trade("open_issues", N_("未解决的问题"), sort=LONG),
    _trade(
        "monthly_purchase", N_("月采购额（元）"), sort=AMOUNT, is_quantitative=True, need=2,
        origin=BEHAVIOUR, question=Q.CONSUMPTION, content=ContentClass.FINANCE,
    ),
    _trade(
        "monthly_sales", N_("月销售额（元）"), sort=AMOUNT, is_quantitative=True,
        origin=BEHAVIOUR, content=ContentClass.FINANCE,
    ),
    _trade(
        "our_share", N_("我方占其采购的份额"), sort=AttributeSort.RATIO, is_quantitative=True,
        need=2, origin=BEHAVIOUR, content=ContentClass.FINANCE,
    ),
    _trade("product_sales", N_("单品销售情况"), sort=LONG, origin=BEHAVIOUR),
    Attribute("other", N_("其他可供参考的资料"), G.OTHER, LONG),
    *CONDUCT,
)  # fmt: skip
