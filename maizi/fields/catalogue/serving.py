"""Complaints, service levels, spare parts, 三包, performance (E-4, F-4, F-30, F-51, F-60)."""

from decimal import Decimal

from maizi.kernel.texts import N_

from ..rules import Parameter
from ..rules.checks import (
    falling,
    faster_when_severe_or_near,
    never_falling,
    never_rising,
    rising,
    sum_to_one,
)
from ..terms import Basis, Section, Sort

MINUTES = N_("分钟")
SEVERITIES = (N_("轻度"), N_("一般"), N_("严重"), N_("非常严重"))
PLACES = (
    N_("轻度·近"), N_("轻度·中"), N_("轻度·远"), N_("一般·近"), N_("一般·中"), N_("一般·远"),
    N_("严重·近"), N_("严重·中"), N_("严重·远"), N_("非常严重·近"), N_("非常严重·中"),
    N_("非常严重·远"),
)  # fmt: skip

SERVING = (
    Parameter(
        "complaint.first_response", N_("投诉首次人工答复"), Section.COMPLAINTS, Sort.INTEGER,
        (30, 120, 240), unit=MINUTES, source="S003§13.5", rule="E-4", basis=Basis.BLANK,
        parts=(N_("P1 紧急"), N_("P2 重要"), N_("P3 普通")), least=1, most=2880, check=rising,
        is_per_unit=True, note=N_("自动回执不算；P3 按工作时间计。"),
    ),
    Parameter(
        "sla.radii", N_("服务半径"), Section.SERVICE, Sort.INTEGER, (20, 50, 100),
        unit=N_("公里"), source="S003§13.4", rule="F-4", basis=Basis.BLANK,
        parts=(N_("近"), N_("中"), N_("远")), least=1, most=2000, check=rising, is_per_unit=True,
        note=N_("正好在界线上算近的一档；超出最远一档，与客户约定到场时间。"),
    ),
    Parameter(
        "sla.response", N_("报修答复时限"), Section.SERVICE, Sort.INTEGER, (30, 20, 10, 5),
        unit=MINUTES, source="S003§13.4", rule="F-4", basis=Basis.BLANK, parts=SEVERITIES, least=1,
        most=1440, check=never_rising, is_per_unit=True,
    ),
    Parameter(
        "sla.arrive", N_("到场时限"), Section.SERVICE, Sort.INTEGER,
        (120, 240, 480, 90, 180, 360, 60, 120, 240, 30, 60, 120), unit=MINUTES,
        source="S003§13.4", rule="F-4", basis=Basis.BLANK, parts=PLACES, least=1, most=10080,
        check=faster_when_severe_or_near, is_per_unit=True,
    ),
    Parameter(
        "sla.restore", N_("到场后修复时限"), Section.SERVICE, Sort.INTEGER, (60, 240, 720),
        unit=MINUTES, source="S003§13.4", rule="F-4", basis=Basis.BLANK, parts=SEVERITIES[:3],
        least=1, most=43200, check=never_falling, is_per_unit=True,
        note=N_("非常严重的由工程师到场后一小时内承诺。"),
    ),
    Parameter(
        "spare.service_level", N_("备件满足率目标"), Section.SERVICE, Sort.PERCENT,
        Decimal("0.95"), source="S003§14.4", rule="F-60", least=Decimal("0.5"),
        most=Decimal("0.999"), is_per_unit=True,
    ),
    Parameter(
        "sanbao.exchange_restarts_windows", N_("换货后三包期重新计算退换期"), Section.SERVICE,
        Sort.YES_NO, False, source="S003§13.4", rule="Q-10",
    ),
    Parameter(
        "sanbao.sale_date_basis", N_("三包起算日"), Section.SERVICE, Sort.CHOICE, "later_of",
        source="S003§13.4", rule="Q-10",
        choices={
            "later_of": N_("发票日与交货日中较晚的"),
            "invoice": N_("发票日"),
        },
    ),
    Parameter(
        "perf.weights", N_("服务绩效权重"), Section.SERVICE, Sort.DECIMAL,
        (Decimal("0.4"), Decimal("0.3"), Decimal("0.3")), source="S003§14.4", rule="F-51",
        parts=(N_("质量"), N_("数量"), N_("态度")), least=0, most=1, check=sum_to_one,
    ),
    Parameter(
        "perf.pay_range", N_("绩效系数的上下限"), Section.SERVICE, Sort.DECIMAL,
        (Decimal("1.2"), Decimal("0.6")), source="S003§14.4", rule="F-51",
        parts=(N_("最高"), N_("最低")), least=0, most=3, check=falling,
    ),
    Parameter(
        "call.marketing_hours", N_("营销外呼时段（工作日）"), Section.CALLS, Sort.INTEGER,
        (9, 12, 14, 18), unit=N_("点"), rule="J-10", basis=Basis.DEFAULT,
        parts=(N_("上午开始"), N_("上午结束"), N_("下午开始"), N_("下午结束")), least=8, most=21,
        check=rising, is_per_unit=True, note=N_("不得超出运营商规定的 8 点到 21 点。"),
    ),
    Parameter(
        "call.most_a_day", N_("同一号码每天最多外呼"), Section.CALLS, Sort.INTEGER, 3,
        unit=N_("次"), rule="J-10", least=1, most=5, note=N_("运营商规定 24 小时内最多 5 次。"),
    ),
    Parameter(
        "call.answered_marketing_days", N_("接通过的营销电话至少间隔"), Section.CALLS,
        Sort.INTEGER, 7, unit=N_("天"), rule="J-10", least=1, most=365,
    ),
    Parameter(
        "call.recording_days", N_("通话录音保存"), Section.CALLS, Sort.INTEGER, 180,
        unit=N_("天"), rule="J-6", least=30, most=3650,
        note=N_("主管部门要求至少 30 天；涉及投诉的另按投诉记录保存。"),
    ),
)  # fmt: skip
