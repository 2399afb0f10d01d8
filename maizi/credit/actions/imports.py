"""Opening receivables and receipts out of sheets, posted customer by customer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import translation

from maizi.customers.access import visible_customers
from maizi.customers.models import Customer
from maizi.customers.queries import called
from maizi.fields.actions import next_number
from maizi.history.actions import record_many
from maizi.history.models import HistoryEntry
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.money import yuan
from maizi.kernel.sources import Source
from maizi.kernel.texts import N_, say
from maizi.kit.imports.declare import Kept, Line, Sitting
from maizi.kit.imports.terms import ImportMode, Verdict
from maizi.kit.sheets.headers import Target
from maizi.kit.sheets.kinds import Column, Kind

from .. import access
from ..models import Entry
from ..rules.allocating import oldest_first
from ..terms import EntryKind, PayWay
from .adjusting import reverse
from .book import Book, opened, refuse_closed

KEYS = ("number",)
SOURCE = "kit.importrun"
ENTRY = Entry._meta.label_lower
IMPORTED, TAKEN_BACK = N_("导入记账"), N_("撤销导入")
# key, label, kind, words people use
NAMES = "客户名称 客户全称 客户编号 单位名称 往来单位 购货单位 付款单位 付款人 对方户名 customer"
AMOUNTS = """
应收金额 欠款金额 未收金额 余额 期初余额 期初应收 收款金额 到账金额 贷方金额 收入金额 amount
"""
DAYS = "单据日期 开票日期 业务日期 收款日期 到账日期 交易日期 交易时间 记账日期 date"
NUMBERS = "单号 发票号 发票号码 凭证号 收款单号 流水号 交易流水号 number"
FIELDS: tuple[tuple[str, str, Kind, str], ...] = (
    ("customer", N_("客户"), Kind.TEXT, NAMES),
    ("amount", N_("金额"), Kind.MONEY, AMOUNTS),
    ("on", N_("日期"), Kind.DATE, DAYS),
    ("due_on", N_("到期日"), Kind.DATE, "到期日期 应收日期 付款期限 due"),
    ("number", N_("单据号"), Kind.TEXT, NUMBERS),
    ("way", N_("方式"), Kind.CHOICE, "收款方式 付款方式 结算方式 支付方式"),
    ("note", N_("摘要"), Kind.TEXT, "备注 说明 用途 附言 remark note"),
)
NEEDED = ("customer", "amount", "on")
LONGEST = {"customer": 120, "number": 40, "note": 200}
SPOKEN = {
    PayWay.TRANSFER: "转账 电汇 网银 汇款 银行 对公",
    PayWay.ACCEPTANCE: "承兑 银行承兑 商业承兑 票据",
    PayWay.CASH: "现款",
    PayWay.WECHAT: "微信",
    PayWay.ALIPAY: "支付宝支付",
}


@dataclass(slots=True)
class Draft:
    """One row, looked up: whose it is and how much."""

    customer: Customer | None = None
    amount: Decimal = Decimal(0)
    entry_id: int = 0


def may_import(user) -> bool:
    """Whether a person may bring postings in."""
    return access.may(user, "import")


def targets(user) -> list[Target]:
    """What columns can mean."""
    return [
        Target(key, label, kind, synonyms=_synonyms(label, words), needed=key in NEEDED)
        for key, label, kind, words in FIELDS
    ]


def columns(user, today: date) -> dict[str, Column]:
    """How the cells of each target are read."""
    return {
        key: Column(label, kind, longest=LONGEST.get(key, 0), needed=key in NEEDED,
                    choices=_ways() if key == "way" else {},
                    today=today if key == "on" else None)
        for key, label, kind, _ in FIELDS
    }  # fmt: skip


def prepare(sitting: Sitting, lines: list[Line]) -> None:
    """Check amounts; no query."""
    for line in lines:
        if line.is_refused or line.verdict is Verdict.DROPPED:
            continue
        draft = line.draft = Draft(amount=yuan(line.values["amount"]))
        if not draft.amount:
            line.refuse(say(N_("金额是 0，没有什么可记。")))
        elif draft.amount < 0 and _kind(sitting) == EntryKind.RECEIPT:
            line.refuse(say(N_("收款金额不能为负。退款请在客户的账户里登记。")))


def decide(sitting: Sitting, lines: list[Line]) -> None:
    """Find the customers, and what was posted under the same number before. Three queries."""
    opened_lines = [line for line in lines if line.draft is not None and not line.is_refused]
    if sitting.run.mode == ImportMode.UPDATE:
        for line in opened_lines:
            line.refuse(say(N_("已记的账不能用导入修改。请选“只新增”。")))
        return
    names = {line.values["customer"].strip() for line in opened_lines}
    rows = visible_customers(sitting.user)
    known: dict[str, list[Customer]] = {}
    for row in called(rows, names):
        for name in {row.name, row.no}:
            known.setdefault(name, []).append(row)
    numbers = {line.values.get("number", "") for line in opened_lines} - {""}
    there = Entry.objects.filter(kind=_kind(sitting), number__in=numbers)
    taken = set(there.values_list("account__customer", "number"))
    for line in opened_lines:
        _settle(sitting, line, known, taken)


def store(sitting: Sitting, lines: list[Line]) -> None:
    """Post them, one customer after the other, always in the same order of locks."""
    by_customer: dict[int, list[Line]] = {}
    for line in lines:
        if line.draft is not None and line.verdict is Verdict.ADD:
            by_customer.setdefault(line.draft.customer.pk, []).append(line)
    for customer_id in sorted(by_customer):
        with opened(customer_id, IMPORTED, by=sitting.user) as book:
            for line in by_customer[customer_id]:
                _post(sitting, book, line)
    told = [
        (line.draft.entry_id, line.values["customer"],
         {"amount_yuan": [None, str(line.draft.amount)]})
        for rows in by_customer.values() for line in rows
    ]  # fmt: skip
    if told:
        record_many(ENTRY, lines=told, verb=Verb.IMPORT, by=sitting.user, reason=sitting.run.name,
                    chain=sitting.chain)  # fmt: skip


def undo(sitting: Sitting, entries: Sequence[HistoryEntry]) -> tuple[int, list[Kept]]:
    """Post back what an import posted; what was posted back already stays as it is."""
    titles = {e.object_id: e.title for e in entries if e.kind == ENTRY and e.verb == Verb.IMPORT}
    done, kept = 0, []
    for row in Entry.objects.filter(pk__in=titles).select_related("account").order_by("account"):
        try:
            reverse(row, on=sitting.today, reason=sitting.run.name, by=sitting.user)
            done += 1
        except Refused as refusal:
            kept.append(Kept(row.pk, titles[row.pk], say(refusal.message, **refusal.params)))
    lines = [(pk, title, {}) for pk, title in titles.items()]
    record_many(ENTRY, lines=lines, verb=Verb.UNDO, by=sitting.user, reason=sitting.run.name,
                chain=f"undo-{sitting.run.pk}")  # fmt: skip
    return done, kept


def _settle(sitting: Sitting, line: Line, known: dict, taken: set) -> None:
    name, number = line.values["customer"].strip(), line.values.get("number", "")
    found = {row.pk: row for row in known.get(name, ())}
    if len(found) != 1:
        line.refuse(
            say(N_("有 {count} 个客户叫“{name}”。请改填客户编号。"), count=len(found), name=name)
            if found else say(N_("没有找到客户“{name}”，或您看不到它。"), name=name)
        )  # fmt: skip
        return
    (line.draft.customer,) = found.values()
    mark = (line.draft.customer.pk, number)
    earlier = sitting.memory.get(mark) if number else None
    if number and (mark in taken or earlier):
        line.refuse(say(N_("单据号“{number}”已经记过账。"), number=number))
        return
    try:
        refuse_closed(line.values["on"])
    except Refused as refusal:
        line.refuse(say(refusal.message, **refusal.params), "on")
        return
    sitting.memory[mark] = line.number
    line.verdict = Verdict.ADD


def _post(sitting: Sitting, book: Book, line: Line) -> None:
    kind, values, on = _kind(sitting), line.values, line.values["on"]
    is_receipt = kind == EntryKind.RECEIPT
    number = values.get("number") or (next_number("receipt", on=on) if is_receipt else "")
    entry = book.post(
        kind, -line.draft.amount if is_receipt else line.draft.amount, on, number=number,
        due_on=None if is_receipt else values.get("due_on"), note=values.get("note", ""),
        way=(values.get("way") or PayWay.TRANSFER) if is_receipt else "",
        source=Source(SOURCE, sitting.run.pk, str(line.number)),
    )  # fmt: skip
    line.draft.entry_id = entry.pk
    if is_receipt:
        book.match(entry, oldest_first(book.open_lines(is_debit=True), line.draft.amount), on)


def _kind(sitting: Sitting) -> EntryKind:
    return EntryKind(sitting.run.options.get("posts") or EntryKind.OPENING)


def _synonyms(label: str, words: str) -> tuple[str, ...]:
    """Our own Chinese word first, whatever language the page is in."""
    with translation.override("zh-hans"):
        return tuple(dict.fromkeys([label, *words.split()]))


def _ways() -> dict[str, str]:
    found = {way.chinese: way.value for way in PayWay}
    for way, words in SPOKEN.items():
        found |= dict.fromkeys(words.split(), way.value)
    return found
