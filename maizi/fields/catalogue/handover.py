"""Hand-over (C-70)."""

from maizi.kernel.texts import N_

from ..rules import Parameter
from ..terms import Section, Sort

DAYS, LETTERS = N_("天"), N_("个字")

HANDOVER = (
    Parameter(
        "handover.introduce_days", N_("接手后多少天内向客户介绍自己"), Section.CARE,
        Sort.INTEGER, 7, unit=DAYS, source="S002③", rule="C-70", least=1, most=90,
    ),
    Parameter(
        "handover.note_letters", N_("重要客户的交接说明至少"), Section.CARE, Sort.INTEGER, 20,
        unit=LETTERS, rule="C-70", least=1, most=1000,
    ),
    Parameter(
        "handover.report_days", N_("查看与导出报告往回看"), Section.CARE, Sort.INTEGER, 30,
        unit=DAYS, source="S002③", rule="C-70", least=1, most=365,
    ),
)  # fmt: skip
