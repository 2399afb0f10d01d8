"""Approvals, verification, how long things are kept (A-31, A-32, X15)."""

from decimal import Decimal

from maizi.kernel.texts import N_

from ..rules import Parameter
from ..rules.checks import never_falling, rising_percents
from ..terms import Basis, Section, Sort

DAYS, HOURS, YEARS, MONTHS = N_("天"), N_("小时"), N_("年"), N_("个月")
CLASSES = (N_("A 级 VIP 客户"), N_("B 级主要客户"), N_("C 级普通客户"), N_("D 级小客户"))

ENGINES = (
    Parameter(
        "approvals.expiry_hours", N_("批准后待执行的更新权限有效期"), Section.ENGINE,
        Sort.INTEGER, 24, unit=HOURS, source="S003§12.4", rule="A-32", least=1, most=240,
        note=N_("批准的内容在有效期内没有写入，而原来的值又变了，就要重新申请。"),
    ),
    Parameter(
        "clocks.warn", N_("时限用掉多少时提醒"), Section.ENGINE, Sort.PERCENT,
        (Decimal("0.50"), Decimal("0.80")), rule="0.6", parts=(N_("第一次"), N_("第二次")),
        least=Decimal("0.01"), most=Decimal("0.99"), check=rising_percents,
        note=N_("以后开始的时限按新的比例提醒，已经在走的不变。审批只提醒第二次。"),
    ),
    Parameter(
        "verification.days", N_("按价值等级核实客户资料的间隔"), Section.ENGINE,
        Sort.INTEGER, (30, 60, 180, 365), unit=DAYS, source="S003§12.4", rule="A-31",
        parts=CLASSES, least=1, most=1825, check=never_falling,
        note=N_("到期生成核实任务，越重要的客户越勤。大客户按 A 级；还没有价值等级的按 D 级。"),
    ),
    Parameter(
        "verification.most_a_night", N_("每晚最多给一个人安排几个核实任务"), Section.ENGINE,
        Sort.INTEGER, 10, unit=N_("个"), rule="A-31", least=1, most=200,
        note=N_("其余的在以后几晚继续安排，大客户和最久没有核实的在前。"),
    ),
    Parameter(
        "verification.answer_days", N_("核实任务的完成期限"), Section.ENGINE, Sort.INTEGER, 7,
        unit=DAYS, rule="A-31", least=1, most=90,
    ),
    Parameter(
        "retention.invoices_years", N_("发票与交易凭证"), Section.RETENTION, Sort.INTEGER, 5,
        unit=YEARS, source="发票管理办法", rule="X15", basis=Basis.LAW, least=5, most=30,
        note=N_("法律要求至少 5 年，只能更长。"),
    ),
    Parameter(
        "retention.complaints_years", N_("投诉记录"), Section.RETENTION, Sort.INTEGER, 3,
        unit=YEARS, rule="X15", basis=Basis.LAW, least=3, most=30,
        note=N_("不少于诉讼时效 3 年，只能更长。"),
    ),
    Parameter(
        "retention.visits_years", N_("拜访记录"), Section.RETENTION, Sort.INTEGER, 5,
        unit=YEARS, rule="A-50", least=1, most=30,
    ),
    Parameter(
        "retention.personal_months", N_("不再往来的个人信息"), Section.RETENTION, Sort.INTEGER,
        36, unit=MONTHS, source="S003§12.4", rule="A-40", least=1, most=120,
        note=N_("超过这么久没有任何往来，列入清理名单，由数据管理员确认。"),
    ),
    Parameter(
        "backups.alarm_hours", N_("多久没有完好的备份就提醒管理员"), Section.RETENTION,
        Sort.INTEGER, 26, unit=HOURS, rule="A-50", least=2, most=200,
    ),
    Parameter(
        "backups.keep_daily", N_("保留最近几天的备份"), Section.RETENTION, Sort.INTEGER, 7,
        unit=DAYS, rule="A-50", least=1, most=90,
    ),
    Parameter(
        "backups.keep_weekly", N_("保留最近几周的备份"), Section.RETENTION, Sort.INTEGER, 5,
        unit=N_("周"), rule="A-50", least=0, most=60,
    ),
    Parameter(
        "backups.keep_monthly", N_("保留最近几个月的备份"), Section.RETENTION, Sort.INTEGER, 12,
        unit=MONTHS, rule="A-50", least=0, most=120,
    ),
)  # fmt: skip
