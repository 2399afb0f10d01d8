"""Keeping customers: important days (C-10)."""

from maizi.kernel.texts import N_

from ..rules import Parameter
from ..terms import Section, Sort

CARE = (
    Parameter(
        "care.lead_days", N_("重要日子提前几天提醒"), Section.CARE, Sort.INTEGER, (7, 1, 0),
        unit=N_("天"), source="S002③", rule="C-10",
        parts=(N_("第一次"), N_("第二次"), N_("第三次")), least=0, most=90,
        note=N_("生日、周年、到期日等。每个日子可以另行设定。"),
    ),
)  # fmt: skip
