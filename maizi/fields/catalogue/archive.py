"""Appraisal, tags, classes and clearing out of the archive (A-11 … A-16, A-40)."""

from decimal import Decimal

from maizi.kernel.texts import N_

from ..rules import Parameter
from ..rules.checks import falling
from ..terms import Section, Sort

DAYS, COUNT, SECONDS = N_("天"), N_("个"), N_("秒")
GROUPS = (N_("联系方式"), N_("地址"), N_("业务状况"), N_("基本资料"))

ARCHIVE = (
    Parameter(
        "appraisal.file", N_("鉴定：归档的最低要求"), Section.CARE, Sort.INTEGER, (3, 2),
        source="S000§2.1", rule="A-14", parts=(N_("可信度"), N_("实用价值")), least=1, most=5,
        note=N_("业务关联性为“无关”的不归档。"),
    ),
    Parameter(
        "appraisal.verify", N_("鉴定：待核实的范围"), Section.CARE, Sort.INTEGER, (2, 3),
        source="S000§2.1", rule="A-14", parts=(N_("可信度不高于"), N_("实用价值不低于")),
        least=1, most=5,
    ),
    Parameter(
        "appraisal.content", N_("鉴定：内容的完整程度"), Section.CARE, Sort.PERCENT,
        (Decimal("0.8"), Decimal("0.5")), rule="A-14", parts=(N_("完整"), N_("部分完整")),
        least=0, most=1, check=falling,
    ),
    Parameter(
        "gb.min_completeness", N_("团购客户资料的最低完整度"), Section.CARE, Sort.PERCENT,
        Decimal("0.8"), source="S003§8.4", rule="A-11", least=0, most=1,
    ),
    Parameter(
        "quality.bands", N_("资料质量的分档"), Section.CARE, Sort.DECIMAL,
        (Decimal("0.85"), Decimal("0.7"), Decimal("0.5")), rule="A-40",
        parts=(N_("优"), N_("良"), N_("中")), least=0, most=1, check=falling,
    ),
    Parameter(
        "quality.group_weights", N_("资料新鲜度各组的权重"), Section.CARE, Sort.DECIMAL,
        (Decimal(3), Decimal(2), Decimal(2), Decimal(1)), rule="A-40", parts=GROUPS,
        least=Decimal("0.1"), most=10,
    ),
    Parameter(
        "tags.undo_seconds", N_("打标签后可以撤销的时间"), Section.CARE, Sort.INTEGER, 10,
        unit=SECONDS, source="S002②", rule="A-16", least=3, most=600,
    ),
    Parameter(
        "tags.most", N_("标签的数量上限"), Section.CARE, Sort.INTEGER, (30, 20, 1000), unit=COUNT,
        rule="A-16", parts=(N_("一个客户"), N_("一次"), N_("全公司")), least=1, most=10_000,
    ),
    Parameter(
        "classes.most", N_("分类规则的上限"), Section.CARE, Sort.INTEGER, (4, 100, 30), unit=COUNT,
        rule="A-15", parts=(N_("括号层数"), N_("一个方案的条件"), N_("一个方案的类别")), least=1,
        most=500,
    ),
    Parameter(
        "classes.dry_run", N_("保存前试算的客户数上限"), Section.CARE, Sort.INTEGER, 100_000,
        unit=COUNT, rule="A-15", least=1_000, most=5_000_000,
        note=N_("客户更多时，按最近登记的这么多客户估算。"),
    ),
    Parameter(
        "archive.recover_days", N_("归入回收后可以恢复的时间"), Section.CARE, Sort.INTEGER, 30,
        unit=DAYS, source="S003§12.4", rule="A-40", least=1, most=365,
    ),
)  # fmt: skip
