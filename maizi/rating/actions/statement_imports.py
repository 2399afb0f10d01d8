"""Financial statements of many customers and periods out of one sheet (D-12, L-6)."""

from collections.abc import Sequence
from datetime import date

from django.utils import translation

from maizi.customers.access import visible_customers
from maizi.customers.models import Customer
from maizi.customers.queries import called
from maizi.history.actions import record_many
from maizi.history.models import HistoryEntry
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say
from maizi.kit.imports.declare import Kept, Line, Sitting
from maizi.kit.imports.rows import touched_since
from maizi.kit.imports.terms import ImportMode, Verdict
from maizi.kit.sheets.headers import Target
from maizi.kit.sheets.kinds import Column, Kind

from .. import access
from ..models import FinancialStatement
from ..models.dossiers import FIGURES
from ..terms import StatementSpan
from .dossiers import refuse_parts

KEYS = ("customer",)
ROW = FinancialStatement._meta.label_lower
NAMES = "客户名称 客户全称 客户编号 单位名称 企业名称 customer"
ENDS = "截止日 报表日期 报告期 期末 会计期间 period"
SPANS = "期间 报表类型 报告类型 月数"
WORDS = {
    "current_assets": "流动资产合计", "inventory": "存货净额", "receivables": "应收账款净额 应收款",
    "total_assets": "资产总额 总资产", "current_liabilities": "流动负债合计",
    "total_liabilities": "负债总额 总负债", "revenue": "营业总收入 主营业务收入 销售收入",
    "cost": "主营业务成本 销售成本", "net_profit": "净利 税后利润",
    "operating_cash": "经营现金流 经营活动产生的现金流量净额 经营性现金流",
}  # fmt: skip
SPOKEN = {
    StatementSpan.YEAR: "年报 年度 全年 12 12个月 年", StatementSpan.HALF: "半年报 半年 6 中报",
    StatementSpan.THREE_QUARTERS: "三季报 前三季度 9", StatementSpan.QUARTER: "季报 一季报 季度 3",
}  # fmt: skip


def may_import(user) -> bool:
    """Whether a person may bring statements in."""
    return access.may(user, "evaluate")


def targets(user) -> list[Target]:
    """What columns can mean."""
    fixed = [
        Target("customer", N_("客户"), Kind.TEXT, synonyms=tuple(NAMES.split()), needed=True),
        Target("period_end", N_("截止日期"), Kind.DATE, synonyms=tuple(ENDS.split()), needed=True),
        Target("span", N_("期间"), Kind.CHOICE, synonyms=tuple(SPANS.split())),
    ]
    return fixed + [
        Target(name, label, Kind.MONEY, synonyms=(label, *WORDS[name].split()))
        for name, label in _labels().items()
    ]


def columns(user, today: date) -> dict[str, Column]:
    """How the cells of each target are read."""
    spans = {word: span.value for span, words in SPOKEN.items() for word in words.split()}
    spans |= {span.chinese: span.value for span in StatementSpan}
    fixed = {
        "customer": Column(N_("客户"), Kind.TEXT, longest=120, needed=True),
        "period_end": Column(N_("截止日期"), Kind.DATE, needed=True, today=today),
        "span": Column(N_("期间"), Kind.CHOICE, choices=spans),
    }
    return fixed | {name: Column(label, Kind.MONEY) for name, label in _labels().items()}


def prepare(sitting: Sitting, lines: list[Line]) -> None:
    """Check that parts are not more than their wholes; no query."""
    for line in lines:
        if line.is_refused or line.verdict is Verdict.DROPPED:
            continue
        values = line.values
        row = FinancialStatement(
            period_end=values["period_end"], span=values.get("span") or StatementSpan.YEAR,
            **{name: values.get(name) for name in FIGURES},
        )  # fmt: skip
        try:
            refuse_parts(row)
        except Refused as refusal:
            line.refuse(say(refusal.message, **refusal.params), refusal.field)
        else:
            line.draft = row


def decide(sitting: Sitting, lines: list[Line]) -> None:
    """Find the customers, and the periods that are there already. Two queries."""
    opened = [line for line in lines if line.draft is not None and not line.is_refused]
    if sitting.run.mode == ImportMode.UPDATE:
        for line in opened:
            line.refuse(say(N_("报表请用新增导入；改错请打开那一期修改。")))
        return
    names = {line.values["customer"].strip() for line in opened}
    known: dict[str, dict[int, Customer]] = {}
    for row in called(visible_customers(sitting.user), names):
        for name in {row.name, row.no}:
            known.setdefault(name, {})[row.pk] = row
    ids = {pk for found in known.values() for pk in found}
    there = FinancialStatement.objects.filter(customer__in=ids)
    taken = set(there.values_list("customer", "period_end", "span"))
    for line in opened:
        _settle(sitting, line, known, taken)


def _settle(sitting: Sitting, line: Line, known: dict, taken: set) -> None:
    name = line.values["customer"].strip()
    found = known.get(name, {})
    if len(found) != 1:
        words = N_("有 {count} 个客户叫“{name}”。请改填客户编号。") if found else N_(
            "没有找到客户“{name}”，或您看不到它。")  # fmt: skip
        line.refuse(say(words, count=len(found), name=name), "customer")
        return
    (line.draft.customer,) = found.values()
    mark = (line.draft.customer.pk, line.draft.period_end, str(line.draft.span))
    if mark in taken or mark in sitting.memory:
        line.refuse(say(N_("这一期的报表已经有了。请打开它修改。")), "period_end")
        return
    sitting.memory[mark] = line.number
    line.verdict = Verdict.ADD


def store(sitting: Sitting, lines: list[Line]) -> None:
    """Store them together."""
    added = [one.draft for one in lines if one.draft is not None and one.verdict is Verdict.ADD]
    FinancialStatement.objects.bulk_create(added)
    told = [(row.pk, str(row), {"period_end": [None, str(row.period_end)]}) for row in added]
    if told:
        record_many(ROW, lines=told, verb=Verb.IMPORT, by=sitting.user, reason=sitting.run.name,
                    chain=sitting.chain)  # fmt: skip


def undo(sitting: Sitting, entries: Sequence[HistoryEntry]) -> tuple[int, list[Kept]]:
    """Take the statements of an import out again; those that were changed since stay."""
    titles = {e.object_id: e.title for e in entries if e.kind == ROW and e.verb == Verb.IMPORT}
    touched = touched_since(ROW, titles, [sitting.chain])
    gone = [pk for pk in titles if pk not in touched]
    done = FinancialStatement.objects.filter(pk__in=gone).count()
    FinancialStatement.objects.filter(pk__in=gone).delete()
    lines = [(pk, titles[pk], {}) for pk in gone]
    record_many(ROW, lines=lines, verb=Verb.UNDO, by=sitting.user, reason=sitting.run.name,
                chain=f"undo-{sitting.run.pk}")  # fmt: skip
    return done, [Kept(pk, titles[pk], say(N_("导入以后改过，保留"))) for pk in touched]


def _labels() -> dict[str, str]:
    """Figure -> our own Chinese word, whatever language the page is in."""
    with translation.override("zh-hans"):
        return {
            name: str(FinancialStatement._meta.get_field(name).verbose_name) for name in FIGURES
        }


def written(user, run) -> list[tuple[str, str]]:
    """Some of the new statements, with their addresses. Two queries."""
    told = HistoryEntry.objects.filter(chain=f"import-{run.pk}", kind=ROW)
    ids = list(told.values_list("object_id", flat=True)[:10])
    rows = access.visible_statements(user).filter(pk__in=ids).select_related("customer")
    return [(f"{row.customer} {row}", row.get_absolute_url()) for row in rows]
