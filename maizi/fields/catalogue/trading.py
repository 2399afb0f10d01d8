"""Products and prices (I-1, I-2)."""

from decimal import Decimal

from maizi.kernel.texts import N_

from ..rules import Parameter
from ..terms import Section, Sort

TRADING = (
    Parameter(
        "price.discount_most", N_("没有单独规定的角色最多让利"), Section.TRADE, Sort.PERCENT,
        Decimal("0.05"), rule="I-2", least=0, most=1,
        note=N_("各角色的折扣权限在“价格 › 折扣权限”里单独规定；超过的须审批。"),
    ),
    Parameter(
        "parts.duty_years", N_("停产后继续供应备件的年限"), Section.TRADE, Sort.INTEGER, 5,
        unit=N_("年"), rule="I-1", least=0, most=30,
    ),
    Parameter(
        "stock.negative", N_("允许负库存出库"), Section.TRADE, Sort.YES_NO, False, rule="I-6",
        note=N_("默认不允许：库存不够的单据不能过账。"),
    ),
    Parameter(
        "stock.slow_days", N_("多少天没有出库算呆滞"), Section.TRADE, Sort.INTEGER, 90,
        unit=N_("天"), rule="I-6", least=1, most=3650,
    ),
)  # fmt: skip
