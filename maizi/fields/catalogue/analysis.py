"""Value classes, churn, return visits, quality of the archive (H-2, H-30, C-3, A-40)."""

from decimal import Decimal

from maizi.kernel.texts import N_

from ..rules import Parameter
from ..rules.checks import never_falling, never_rising, rising, sum_to_one
from ..terms import Basis, Section, Sort

DAYS = N_("天")
CLASSES = (N_("A 级 VIP 客户"), N_("B 级主要客户"), N_("C 级普通客户"), N_("D 级小客户"))

ANALYSIS = (
    Parameter(
        "value.abc", N_("价值等级的累计人数比例"), Section.ANALYSIS, Sort.PERCENT,
        (Decimal("0.01"), Decimal("0.05"), Decimal("0.20")), source="S001", rule="H-2",
        basis=Basis.SEED, parts=CLASSES[:3], least=Decimal("0.001"), most=Decimal("0.99"),
        check=rising, note=N_("按金额从高到低排，累计到这个比例为止；其余是 D 级。"),
    ),
    Parameter(
        "churn.k", N_("判断流失：平均间隔的倍数"), Section.ANALYSIS, Sort.DECIMAL, Decimal(3),
        unit=N_("倍"), rule="C-4", least=1, most=20,
    ),
    Parameter(
        "churn.floor", N_("判断流失：至少多久没有交易"), Section.ANALYSIS, Sort.INTEGER, 90,
        unit=DAYS, rule="C-4", least=1, most=1825,
    ),
    Parameter(
        "churn.single", N_("判断流失：只买过一次的客户"), Section.ANALYSIS, Sort.INTEGER, 180,
        unit=DAYS, rule="C-4", least=1, most=1825,
    ),
    Parameter(
        "return_visit.base", N_("回访间隔"), Section.CARE, Sort.INTEGER, (15, 30, 90, 180),
        unit=DAYS, source="S002③", rule="C-3", parts=CLASSES, least=7, most=730,
        check=never_falling, is_per_unit=True,
    ),
    Parameter(
        "return_visit.factor", N_("回访间隔按忠诚度的系数"), Section.CARE, Sort.DECIMAL,
        (Decimal("1.25"), Decimal(1), Decimal("0.8"), Decimal("0.6")), source="S002③",
        rule="C-3", parts=(N_("忠诚度高"), N_("较高"), N_("一般"), N_("忠诚度低")),
        least=Decimal("0.1"), most=3, check=never_rising, is_per_unit=True,
    ),
    Parameter(
        "quality.half_life", N_("资料新鲜度的半衰期"), Section.CARE, Sort.INTEGER,
        (180, 365, 180, 730), unit=DAYS, rule="A-40",
        parts=(N_("联系方式"), N_("地址"), N_("业务状况"), N_("基本资料")), least=1, most=3650,
    ),
    Parameter(
        "quality.weights", N_("资料质量得分的权重"), Section.CARE, Sort.DECIMAL,
        (Decimal("0.5"), Decimal("0.3"), Decimal("0.2")), rule="A-40",
        parts=(N_("全面性"), N_("及时性"), N_("有效性")), least=0, most=1, check=sum_to_one,
    ),
)  # fmt: skip
