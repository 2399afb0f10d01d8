"""What this app makes known: rights, numbers, events, parameters (G, §O)."""

from decimal import Decimal

from maizi.accounts.access import Entity
from maizi.fields.access import NumberKind, NumberShape, Parameter
from maizi.fields.terms import Basis, Section, Sort
from maizi.inbox.access import EventKind
from maizi.kernel.texts import N_

SURVEY = Entity(
    "survey",
    N_("满意度"),
    {
        "read": N_("查看结果"),
        "interview": N_("电话代填、转交链接"),
        "handle": N_("处理不满意提醒"),
        "plan": N_("发起调查、生成名单、发送"),
        "design": N_("设计问卷"),
        "file": N_("提交不足与改进"),
        "export": N_("导出"),
    },
)
NUMBERS = NumberKind("survey", N_("调查编号"), NumberShape("DC"))
ALERT_SOURCE, FILE_SOURCE = "satisfaction.alert", "satisfaction.file"
ONLY_FILED = N_("提交了不足与改进，这条待办自己完成。请打开调查提交。")
ONLY_CALLED = N_("记下和客户谈了什么，这条待办自己完成。请打开提醒，做第三步。")
EVENTS = (
    EventKind("satisfaction.alert", N_("我的客户不满意"), by_mail=True, is_urgent=True),
    EventKind("satisfaction.closed", N_("满意度调查截止了"), by_mail=True),
)
COPIES, DAYS, POINTS, WORKDAYS = N_("份"), N_("天"), N_("分"), N_("个工作日")


def _number(code: str, label: str, default, unit: str = "", **more) -> Parameter:
    given = {"sort": Sort.INTEGER, "unit": unit, "rule": "G-9", "least": 0, "most": 365} | more
    sort = given.pop("sort")
    return Parameter(code, label, Section.SURVEYS, sort, default, **given)


def _method(code: str, label: str, default: str, rule: str, **more) -> Parameter:
    return _number(code, label, Decimal(default), sort=Sort.DECIMAL, basis=Basis.METHOD,
                   rule=rule, **{"most": 1} | more)  # fmt: skip


PARAMETERS = (
    _number("survey.rest_days", N_("同一位客户隔多少天才能再问"), 30, DAYS),
    _number("survey.low_mark", N_("打到几分（5 分制）算不满意"), 2, POINTS, rule="E-11", least=1,
            most=4),
    _number("survey.low_nps", N_("推荐意愿到几分算不满意"), 6, POINTS, rule="E-11", most=8),
    _number("survey.alert_days", N_("不满意的客户多久内联系"), 1, WORKDAYS, rule="E-11", most=30),
    _number("survey.low_index", N_("指标低于多少分要提改进"), 60, POINTS, rule="G-1", least=1,
            most=99),
    _number("survey.file_days", N_("截止后多久提交不足与改进"), 10, WORKDAYS, rule="F-55", least=1,
            most=60),
    _number("survey.few", N_("答卷少于多少份要注明仅供参考"), 30, COPIES, rule="G-5", least=5,
            most=1000),
    _number("survey.cell_min", N_("分组少于多少份不显示"), 5, COPIES, least=5, most=100),
    _number(
        "survey.n_min", N_("统计筛选至少需要的完整答卷"), 100, COPIES, rule="G-3",
        basis=Basis.METHOD, least=30, most=100_000,
        note=N_("同时不少于题目数的 5 倍；不够时只给出“证据不足”的结果。"),
    ),
    _method("survey.corr_keep", N_("保留指标的最低相关系数"), "0.30", "G-3"),
    _method("survey.corr_merge", N_("建议合并的相关系数"), "0.85", "G-3"),
    _method("survey.kmo_min", N_("允许因子分析的最低 KMO"), "0.6", "G-3", least=Decimal("0.5")),
    _method("survey.cr_max", N_("层次分析的一致性比率上限"), "0.10", "G-4",
            least=Decimal("0.01"), most=Decimal("0.20")),
)  # fmt: skip
