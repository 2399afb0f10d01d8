"""Words of what a company changes without code."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class Sort(Term):
    """What a parameter's value is."""

    INTEGER = "integer", N_("整数")
    DECIMAL = "decimal", N_("小数")
    PERCENT = "percent", N_("百分比")  # a fraction, typed and shown × 100
    MONEY = "money", N_("金额（元）")
    WAN = "wan", N_("金额（万元）")  # kept in yuan, typed and shown in 万元
    CHOICE = "choice", N_("选项")
    YES_NO = "yes_no", N_("是否")


class Basis(Term):
    """Why a default is what it is."""

    LAW = "law", N_("法定")
    SEED = "seed", N_("制度规定")
    BLANK = "blank", N_("制度留空")
    METHOD = "method", N_("统计方法")
    DEFAULT = "default", N_("系统默认")


class Section(Term):
    """The parts of the register of parameters."""

    ENGINE = "engine", N_("审批与核实")
    DEVELOPMENT = "development", N_("开发与拜访")
    KEY_ACCOUNTS = "key_accounts", N_("大客户")
    TRADE = "trade", N_("交易")
    CREDIT = "credit", N_("信用")
    COMPLAINTS = "complaints", N_("客户投诉")
    SERVICE = "service", N_("售后服务")
    ANALYSIS = "analysis", N_("客户分析")
    CARE = "care", N_("维系与数据质量")
    SURVEYS = "surveys", N_("满意度")
    CALLS = "calls", N_("外呼")
    RETENTION = "retention", N_("保存期限")
    PRIVACY = "privacy", N_("个人信息保护")


class Period(Term):
    """How often a number begins again at one."""

    NONE = "none", N_("不分期，一直往下编")
    YEAR = "year", N_("每年从 1 开始")
    MONTH = "month", N_("每月从 1 开始")
    DAY = "day", N_("每天从 1 开始")


class TemplateSort(Term):
    """What a template is made of, and what comes out of it."""

    WORD = "word", N_("Word 文档")
    LAYOUT = "layout", N_("PDF 版式")
