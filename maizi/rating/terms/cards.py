"""Words of scorecards (D-1, D-2)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class Factor(Term):
    """The five influences on a customer's credit (D-1)."""

    ECONOMIC = "economic", N_("经济环境")
    MARKET = "market", N_("市场环境")
    FINANCIAL = "financial", N_("财务状况")
    GUARANTEE = "guarantee", N_("债务担保")
    QUALITY = "quality", N_("企业素质")


class CardSort(Term):
    """Which school a scorecard follows (D-2)."""

    C5 = "5c", N_("5C 评分卡")
    P5 = "5p", N_("5P 评分卡")
    A6 = "6a", N_("6A 评分卡")
    OWN = "own", N_("自定评分卡")


class CardState(Term):
    """How far a version of a scorecard is."""

    DRAFT = "draft", N_("草稿")
    ACTIVE = "active", N_("使用中")
    RETIRED = "retired", N_("已停用")


class Serves(Term):
    """Which customers a scorecard is for; or a loan book only."""

    ENTERPRISE = "enterprise", N_("企业客户")
    INDIVIDUAL = "individual", N_("个人客户")
    BOOK = "book", N_("组合试算")


class Measure(Term):
    """Where the value of an trait comes from; nobody types those that are computed."""

    MANUAL = "manual", N_("人工评分")
    ON_TIME = "on_time", N_("24 个月按时付款率")
    LATE_COUNT = "late_count", N_("24 个月逾期超 30 天次数")
    CURRENT = "current", N_("流动比率")
    QUICK = "quick", N_("速动比率")
    CASH_COVER = "cash_cover", N_("经营现金流 ÷ 流动负债")
    YEARS = "years", N_("经营年限")
    DEBT = "debt", N_("资产负债率")
    NET_MARGIN = "net_margin", N_("净利率")
    COVER = "cover", N_("担保价值 ÷ 申请额度")
    ATTRIBUTE = "attribute", N_("组合的一个属性")


FROM_LEDGER = (Measure.ON_TIME, Measure.LATE_COUNT)
AUTOMATIC = tuple(one for one in Measure if one not in (Measure.MANUAL, Measure.ATTRIBUTE))
