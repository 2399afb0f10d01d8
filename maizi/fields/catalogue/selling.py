"""Development, visits and key accounts (B-24, B-36, D-10, D-11, D-20, F-40)."""

from decimal import Decimal

from maizi.kernel.texts import N_

from ..rules import Parameter
from ..rules.checks import falling, rising
from ..terms import Basis, Section, Sort

DAYS, WORKDAYS, WEEKS = N_("天"), N_("个工作日"), N_("周")
YEARS = N_("年")
MILLION = 1_000_000

SELLING = (
    Parameter(
        "ka.dev.roi_min", N_("“值得开发”的最低投入产出比"), Section.DEVELOPMENT, Sort.DECIMAL,
        Decimal("0.20"), source="S003§9.2", rule="B-24", basis=Basis.BLANK, least=0, most=10,
    ),
    Parameter(
        "ka.dev.risk", N_("开发风险系数"), Section.DEVELOPMENT, Sort.DECIMAL,
        (Decimal("0.05"), Decimal("0.15"), Decimal("0.30")), source="S003§9.2", rule="B-24",
        basis=Basis.BLANK, parts=(N_("低"), N_("中"), N_("高")), least=0, most=1, check=rising,
    ),
    Parameter(
        "visit.followup_days", N_("拜访后再次听取意见的期限"), Section.DEVELOPMENT, Sort.INTEGER,
        7, unit=DAYS, source="S003§9.6", rule="B-36", basis=Basis.SEED, is_fixed=True,
        note=N_("制度规定一周之内。"),
    ),
    Parameter(
        "ka.list.thresholds", N_("大客户名单的年交易额界线"), Section.KEY_ACCOUNTS, Sort.WAN,
        tuple(Decimal(n) * MILLION for n in (5, 2, 1, "0.5")), source="S003§11.4", rule="D-10",
        basis=Basis.BLANK, parts=(N_("绿名单"), N_("黄名单"), N_("红名单"), N_("黑名单")), least=0,
        most=Decimal(10**12), check=falling,
        note=N_("最近 12 个月的交易额达到界线进入相应名单；低于最后一条不是大客户。"),
    ),
    Parameter(
        "ka.fulfil_min", N_("履约率低于多少自动降级"), Section.KEY_ACCOUNTS, Sort.PERCENT,
        Decimal("0.75"), source="S003§11.4", rule="D-11", basis=Basis.BLANK, least=0, most=1,
        note=N_("严格低于才降级；等于不降。"),
    ),
    Parameter(
        "ka.change.submit_days", N_("等级变更：提交申请期限"), Section.KEY_ACCOUNTS, Sort.INTEGER,
        3, unit=DAYS, source="S003§11.5", rule="D-20", basis=Basis.BLANK, least=1, most=30,
        is_per_unit=True,
    ),
    Parameter(
        "ka.change.hq_days", N_("等级变更：总部审签期限"), Section.KEY_ACCOUNTS, Sort.INTEGER,
        2, unit=WORKDAYS, source="S003§11.5", rule="D-20", basis=Basis.BLANK, least=1, most=30,
    ),
    Parameter(
        "ka.change.total_days", N_("等级变更：全程最长"), Section.KEY_ACCOUNTS, Sort.INTEGER,
        7, unit=DAYS, source="S003§11.5", rule="D-20", basis=Basis.BLANK, least=1, most=60,
    ),
    Parameter(
        "ka.change.extension_max", N_("等级变更：最多延期"), Section.KEY_ACCOUNTS, Sort.INTEGER,
        1, unit=DAYS, source="S003§11.5", rule="D-20", basis=Basis.SEED, is_fixed=True,
        note=N_("制度规定只能延一次，最多一天，须营销总监批准。"),
    ),
    Parameter(
        "ka.service.revisit_weeks", N_("大客户活动后回访期限"), Section.KEY_ACCOUNTS,
        Sort.INTEGER, 2, unit=WEEKS, source="S003§10.5", rule="F-45", basis=Basis.BLANK, least=1,
        most=26, is_per_unit=True,
    ),
    Parameter(
        "warranty.limited_years", N_("大客户有限保修"), Section.KEY_ACCOUNTS, Sort.INTEGER, 1,
        unit=YEARS, source="S003§10.2", rule="F-42", basis=Basis.BLANK, least=0, most=20,
    ),
    Parameter(
        "warranty.onsite_years", N_("大客户上门保修"), Section.KEY_ACCOUNTS, Sort.INTEGER, 1,
        unit=YEARS, source="S003§10.2", rule="F-42", basis=Basis.BLANK, least=0, most=20,
    ),
    Parameter(
        "warranty.full_years", N_("大客户全面保修"), Section.KEY_ACCOUNTS, Sort.INTEGER, 1,
        unit=YEARS, source="S003§10.2", rule="F-42", basis=Basis.BLANK, least=0, most=20,
    ),
    Parameter(
        "warranty.special_years", N_("特殊地区另加的保修"), Section.KEY_ACCOUNTS, Sort.INTEGER, 0,
        unit=YEARS, source="S003§10.2", rule="F-42", basis=Basis.BLANK, least=0, most=20,
        is_per_unit=True, note=N_("0 表示没有特殊承诺。"),
    ),
)  # fmt: skip
