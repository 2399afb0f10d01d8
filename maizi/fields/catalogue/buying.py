"""Purchasing and the supplier ledger (I-5)."""

from decimal import Decimal

from maizi.kernel.texts import N_

from ..rules import Parameter
from ..terms import Section, Sort

MOST = Decimal(10**9)

BUYING = (
    Parameter(
        "purchase.order_approval_from", N_("采购订单多少元起须审批"), Section.TRADE, Sort.MONEY,
        Decimal(10_000), rule="I-5", least=0, most=MOST,
        note=N_("不到这个金额的订单提交即批准；0 表示每张都审批。"),
    ),
    Parameter(
        "purchase.request_approval_from", N_("请购单估计多少元起须审批"), Section.TRADE,
        Sort.MONEY, Decimal(1_000), rule="I-5", least=0, most=MOST,
    ),
    Parameter(
        "purchase.over_receipt", N_("收货最多可以超过订购数量"), Section.TRADE, Sort.PERCENT,
        Decimal(0), rule="I-5", least=0, most=1, note=N_("再多的只能拒收。"),
    ),
    Parameter(
        "purchase.payable_basis", N_("应付从什么时候算起"), Section.TRADE, Sort.CHOICE, "receipt",
        rule="I-5",
        choices={"receipt": N_("入库即应付"), "invoice": N_("收到发票才应付")},
        note=N_("改动以后，已经入库的单据仍按当时的规定。"),
    ),
    Parameter(
        "purchase.tax_deductible", N_("进项税可以抵扣"), Section.TRADE, Sort.YES_NO, True,
        rule="I-5", note=N_("是：库存成本不含税；否（小规模纳税人）：库存成本含税。"),
    ),
)  # fmt: skip
