"""Credit grades, limits, terms, grace (D-3, D-30)."""

from decimal import Decimal

from maizi.kernel.texts import N_

from ..rules import Parameter
from ..rules.checks import falling, never_rising
from ..terms import Section, Sort

DAYS = N_("天")
GRADES = (N_("A 优"), N_("B 良"), N_("C 一般"), N_("D 差"))

CREDIT = (
    Parameter(
        "credit.grade_cut", N_("信用等级的最低得分"), Section.CREDIT, Sort.INTEGER, (85, 70, 60),
        unit=N_("分"), source="S000", rule="D-3", parts=GRADES[:3], least=1, most=100,
        check=falling, note=N_("低于最后一条为 D 级。"),
    ),
    Parameter(
        "credit.factor", N_("信用额度系数"), Section.CREDIT, Sort.DECIMAL,
        (Decimal(1), Decimal("0.8"), Decimal("0.6"), Decimal(0)), rule="D-3", parts=GRADES,
        least=0, most=2, check=never_rising,
    ),
    Parameter(
        "credit.terms", N_("最长账期"), Section.CREDIT, Sort.INTEGER, (60, 30, 15, 0), unit=DAYS,
        rule="D-3", parts=GRADES, least=0, most=365, check=never_rising,
    ),
    Parameter(
        "credit.grace", N_("逾期宽限"), Section.CREDIT, Sort.INTEGER, (15, 7, 0), unit=DAYS,
        rule="D-30", parts=GRADES[:3], least=0, most=180, check=never_rising,
        note=N_("逾期在宽限之内的应收款不妨碍新订单；D 级没有赊销。"),
    ),
)  # fmt: skip
