"""Credit grades, limits, terms, grace (D-3, D-30)."""

from decimal import Decimal

from maizi.kernel.texts import N_

from ..rules import Parameter
from ..rules.checks import falling, never_rising, rising
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
    Parameter(
        "credit.region_days", N_("逾期超过多少天由大区决定"), Section.CREDIT, Sort.INTEGER, 30,
        unit=DAYS, rule="D-30", least=1, most=365,
        note=N_("逾期超过宽限但不超过这个天数的，由信用管理员决定。"),
    ),
    Parameter(
        "credit.excess", N_("超额多少由谁批准（占额度）"), Section.CREDIT, Sort.PERCENT,
        (Decimal("0.10"), Decimal("0.30")), rule="D-30",
        parts=(N_("大客户经理或营销经理"), N_("大区")), least=0, most=10, check=rising,
        note=N_("再多由总部批准。"),
    ),
    Parameter(
        "credit.review_months", N_("信用等级多久复评一次"), Section.CREDIT, Sort.INTEGER,
        (12, 6, 3), unit=N_("个月"), rule="D-3", parts=GRADES[:3], least=1, most=36,
        check=never_rising, note=N_("到期未复评的，新的赊销订单须信用管理员批准。"),
    ),
    Parameter(
        "credit.c_use", N_("信用等级C用到额度多少须审批"), Section.CREDIT, Sort.PERCENT,
        Decimal("0.80"), rule="D-3", least=0, most=1,
    ),
    Parameter(
        "credit.new_deposit", N_("信用等级C买新产品的定金"), Section.CREDIT, Sort.PERCENT,
        Decimal("0.30"), rule="D-3", least=0, most=1,
        note=N_("新产品：客户从没有订过的产品。"),
    ),
    Parameter(
        "credit.default_rates", N_("一年内违约的比例"), Section.CREDIT, Sort.PERCENT,
        tuple(Decimal(n) for n in ("0.01", "0.03", "0.08", "0.25", "0.08")), rule="D-3",
        parts=(*GRADES, N_("未评级")), least=0, most=1,
        note=N_("预期损失 = 未收应收 × 违约比例 × 违约后收不回的比例。"),
    ),
    Parameter(
        "credit.loss_share", N_("违约后收不回的比例"), Section.CREDIT, Sort.PERCENT,
        Decimal("0.60"), rule="D-3", least=0, most=1,
    ),
    Parameter(
        "credit.dunning_days", N_("逾期多少天发哪一级催款函"), Section.CREDIT, Sort.INTEGER,
        (10, 30, 60), unit=DAYS, rule="I-8",
        parts=(N_("提醒函"), N_("催款函"), N_("最后通知")), least=1, most=365, check=rising,
    ),
    Parameter(
        "credit.reminders", N_("应收提醒在到期前后的天数"), Section.CREDIT, Sort.INTEGER,
        (-3, 0, 3, 10, 30), unit=DAYS, rule="I-8",
        parts=(N_("第一次"), N_("第二次"), N_("第三次"), N_("第四次"), N_("第五次")),
        least=-60, most=365, check=rising, note=N_("负数是到期以前。"),
    ),
    Parameter(
        "credit.auto_apply", N_("新开的应收自动用预收冲抵"), Section.CREDIT, Sort.YES_NO, True,
        rule="I-8",
    ),
    Parameter(
        "credit.dso_days", N_("应收周转天数按最近多少天的销售计算"), Section.CREDIT, Sort.INTEGER,
        365, unit=DAYS, rule="I-8", least=30, most=730,
    ),
    Parameter(
        "credit.statement_days", N_("对账单链接的有效期"), Section.CREDIT, Sort.INTEGER, 30,
        unit=DAYS, rule="I-8", least=1, most=180,
    ),
)  # fmt: skip
