"""Statistics of the satisfaction survey (G-3, G-4)."""

from decimal import Decimal

from maizi.kernel.texts import N_

from ..rules import Parameter
from ..terms import Basis, Section, Sort

SURVEYS = (
    Parameter(
        "survey.n_min", N_("统计筛选至少需要的完整答卷"), Section.SURVEYS, Sort.INTEGER, 100,
        unit=N_("份"), rule="G-3", basis=Basis.METHOD, least=30, most=100_000,
        note=N_("同时不少于题目数的 5 倍；不够时只给出“证据不足”的结果。"),
    ),
    Parameter(
        "survey.corr_keep", N_("保留指标的最低相关系数"), Section.SURVEYS, Sort.DECIMAL,
        Decimal("0.30"), rule="G-3", basis=Basis.METHOD, least=0, most=1,
    ),
    Parameter(
        "survey.corr_merge", N_("建议合并的相关系数"), Section.SURVEYS, Sort.DECIMAL,
        Decimal("0.85"), rule="G-3", basis=Basis.METHOD, least=0, most=1,
    ),
    Parameter(
        "survey.kmo_min", N_("允许因子分析的最低 KMO"), Section.SURVEYS, Sort.DECIMAL,
        Decimal("0.6"), rule="G-3", basis=Basis.METHOD, least=Decimal("0.5"), most=1,
    ),
    Parameter(
        "survey.cr_max", N_("层次分析的一致性比率上限"), Section.SURVEYS, Sort.DECIMAL,
        Decimal("0.10"), rule="G-4", basis=Basis.METHOD, least=Decimal("0.01"),
        most=Decimal("0.20"),
    ),
)  # fmt: skip
