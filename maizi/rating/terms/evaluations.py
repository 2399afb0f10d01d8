"""Words of an evaluation, its papers, and what makes it due again (D-12, D-30)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class EvaluationState(Term):
    """How far an evaluation is."""

    OPEN = "open", N_("评分中")
    PENDING = "pending", N_("审批中")
    APPROVED = "approved", N_("已批准")
    CLOSED = "closed", N_("已作废")


OPEN = (EvaluationState.OPEN, EvaluationState.PENDING)


class PaperKind(Term):
    """What is collected before a grade is given (D-12 a)."""

    IDENTITY = "identity", N_("法定代表人或本人身份证明")
    LICENCE = "licence", N_("营业执照")
    ANNUAL = "annual", N_("上年度财务报表")
    QUARTER = "quarter", N_("最近季度财务报表")
    GUARANTEE = "guarantee", N_("担保文件")
    CONSENT = "consent", N_("征信查询书面授权")
    OTHER = "other", N_("其他")


class StatementSpan(Term):
    """How long a period a financial statement tells of; its months."""

    YEAR = "12", N_("年报")
    HALF = "6", N_("半年报")
    THREE_QUARTERS = "9", N_("三季报（九个月）")
    QUARTER = "3", N_("季报（三个月）")


class Ratio(Term):
    """What is computed from financial statements (L-6)."""

    CURRENT = "current", N_("流动比率")
    QUICK = "quick", N_("速动比率")
    CASH_COVER = "cash_cover", N_("经营现金流 ÷ 流动负债")
    DEBT = "debt", N_("资产负债率")
    EQUITY = "equity", N_("权益比率")
    GROSS_MARGIN = "gross_margin", N_("毛利率")
    NET_MARGIN = "net_margin", N_("净利率")
    RECEIVABLE_DAYS = "receivable_days", N_("应收周转天数")
    STOCK_DAYS = "stock_days", N_("存货周转天数")


class Trigger(Term):
    """Why a grade is looked at again (D-30)."""

    EXPIRY = "expiry", N_("评级到期")
    OVERDUE = "overdue", N_("逾期超过 60 天")
    STATEMENTS = "statements", N_("财务报表过期")
    GROWTH = "growth", N_("订单骤增一倍以上")
    DRIFT = "drift", N_("付款表现变化，等级会变")
    COMPLAINT = "complaint", N_("付款方面的投诉")
    OWNERSHIP = "ownership", N_("股权或法定代表人变更")
    GUARANTOR = "guarantor", N_("失去担保人")
    REQUEST = "request", N_("客户要求人工复核")


class ReviewState(Term):
    """Whether somebody has looked."""

    OPEN = "open", N_("待复评")
    DONE = "done", N_("已处理")
