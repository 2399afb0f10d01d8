"""Development, visits and key accounts (B-24, B-36, D-10, D-11, D-20, F-40)."""

from decimal import Decimal

from maizi.kernel.texts import N_

from ..rules import Parameter
from ..rules.checks import falling, rising
from ..terms import Basis, Section, Sort

DAYS, WORKDAYS, WEEKS = N_("天"), N_("个工作日"), N_("周")
YEARS, PIECES = N_("年"), N_("个")
MILLION = 1_000_000

SELLING = (
    Parameter(
        "pool.recycle_days", N_("没有有效跟进多久掉入公海"), Section.DEVELOPMENT, Sort.INTEGER,
        (15, 30), unit=DAYS, rule="B-4", parts=(N_("线索"), N_("未成交客户")), least=1, most=3650,
        note=N_("新建收回规则时的初值；大客户永远不会掉入公海。"),
    ),
    Parameter(
        "pool.warning_days", N_("掉入公海前几天提醒"), Section.DEVELOPMENT, Sort.INTEGER, 3,
        unit=DAYS, rule="B-4", least=0, most=60, note=N_("0 表示不提醒，到期当晚收回。"),
    ),
    Parameter(
        "pool.claim_limit", N_("每人每期最多领取"), Section.DEVELOPMENT, Sort.INTEGER, 50,
        unit=PIECES, rule="B-4", least=0, most=100_000, note=N_("0 表示不限。"),
    ),
    Parameter(
        "pool.claim_period_days", N_("领取上限的一期有多长"), Section.DEVELOPMENT, Sort.INTEGER,
        30, unit=DAYS, rule="B-4", least=1, most=366, note=N_("往回数，今天也算一天。"),
    ),
    Parameter(
        "pool.claims_a_day", N_("每人每天最多领取"), Section.DEVELOPMENT, Sort.INTEGER, 0,
        unit=PIECES, rule="B-4", least=0, most=10_000, note=N_("0 表示不限。"),
    ),
    Parameter(
        "pool.new_claims_a_day", N_("每人每天最多领取新资料"), Section.DEVELOPMENT, Sort.INTEGER,
        0, unit=PIECES, rule="B-4", least=0, most=10_000,
        note=N_("新资料是还没有人负责过的客户；0 表示不限。"),
    ),
    Parameter(
        "pool.cool_off_days", N_("原负责人几天后才能再领"), Section.DEVELOPMENT, Sort.INTEGER, 7,
        unit=DAYS, rule="B-4", least=0, most=366, note=N_("0 表示马上可以。"),
    ),
    Parameter(
        "pool.capacity", N_("每人名下最多几个客户"), Section.DEVELOPMENT, Sort.INTEGER, 0,
        unit=PIECES, rule="B-4", least=0, most=1_000_000,
        note=N_("0 表示不限；角色和个人可以另定。已成交的客户不计入。"),
    ),
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
