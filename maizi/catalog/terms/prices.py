"""Words of prices (I-2)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class PriceKind(Term):
    """Where a price comes from, in the order in which the steps are tried."""

    CONTRACT = "contract", N_("合同价")
    GROUP_BUY = "group_buy", N_("团购阶梯价")
    CUSTOMER = "customer", N_("客户专价")
    GROUP = "group", N_("客户类别价")
    LIST = "list", N_("标价")


class CustomerGroup(Term):
    """Groups of customers that a price list may be for."""

    KEY = "key", N_("大客户")
    VALUE_A = "value_a", N_("VIP客户（价值等级A）")
    VALUE_B = "value_b", N_("主要客户（价值等级B）")
    VALUE_C = "value_c", N_("普通客户（价值等级C）")
    VALUE_D = "value_d", N_("小客户（价值等级D）")


class DiscountVerdict(Term):
    """What must happen before a price may be offered."""

    OK = "ok", N_("可以直接报价")
    APPROVAL = "approval", N_("超过折扣权限，须审批")
    SALES_LEAD = "sales_lead", N_("低于成本，须销售经理批准")


class ChangeWay(Term):
    """How a mass change moves prices."""

    PERCENT = "percent", N_("按百分比")
    AMOUNT = "amount", N_("按金额")


class Rounding(Term):
    """To what a changed price is rounded, half up."""

    CENT = "0.01", N_("到分")
    DIME = "0.1", N_("到角")
    YUAN = "1", N_("到元")
    TEN = "10", N_("到十元")


class ChangeState(Term):
    """Whether a mass change stands."""

    DONE = "done", N_("已调价")
    UNDONE = "undone", N_("已撤销")
