"""Installed pieces out of sheets: each row one piece, found again by its serial."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import ProtectedError
from django.utils import translation

from maizi.catalog.models import Product
from maizi.customers.access import visible_customers
from maizi.customers.models import Customer
from maizi.customers.queries import called
from maizi.history.actions import record_many
from maizi.history.models import HistoryEntry
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say
from maizi.kit.imports.declare import Kept, Line, Sitting
from maizi.kit.imports.terms import ImportMode, Verdict
from maizi.kit.sheets.headers import Target
from maizi.kit.sheets.kinds import Column, Kind
from maizi.search.actions import drop

from .. import access
from ..models import Unit
from .units import save_unit

KEYS = ("serial",)
UNIT = Unit._meta.label_lower
# key, label, kind, words people use, longest
FIELDS: tuple[tuple[str, str, Kind, str, int], ...] = (
    ("serial", N_("序列号"), Kind.TEXT, "机身号 机号 出厂编号 SN serial", 60),
    (
        "product",
        N_("商品"),
        Kind.TEXT,
        "商品名称 型号 产品型号 商品编号 设备名称 product",
        120,
    ),
    ("customer", N_("客户"), Kind.TEXT, "客户名称 客户编号 用户 使用单位 购买单位 customer", 120),
    ("contact_name", N_("联系人"), Kind.TEXT, "用户姓名 contact", 40),
    ("phone", N_("联系电话"), Kind.TEXT, "手机 电话 手机号码 phone", 30),
    ("place", N_("安装地点"), Kind.TEXT, "地址 安装地址 address", 200),
    ("invoice_no", N_("发票号码"), Kind.TEXT, "发票号 invoice", 24),
    ("invoiced_on", N_("发票日期"), Kind.DATE, "开票日期 购买日期 销售日期", 0),
    ("price_yuan", N_("发票价格"), Kind.MONEY, "价格 单价 购买价格 金额 price", 0),
    ("delivered_on", N_("交付日期"), Kind.DATE, "发货日期 送货日期 到货日期", 0),
    ("produced_on", N_("出厂日期"), Kind.DATE, "生产日期", 0),
    ("voucher_no", N_("三包凭证号"), Kind.TEXT, "保修卡号 凭证号", 40),
)
NEEDED = ("serial", "product")
PLAIN = ("contact_name", "phone", "place", "invoice_no", "invoiced_on", "price_yuan",
         "delivered_on", "produced_on", "voucher_no")  # fmt: skip
DAYS = ("invoiced_on", "delivered_on", "produced_on")


@dataclass(slots=True)
class Draft:
    """One row, looked up: which goods, whose."""

    product: Product | None = None
    customer: Customer | None = None
    unit_id: int = 0


def may_import(user) -> bool:
    """Whether a person may bring pieces in."""
    return access.may(user, "import")


def targets(user) -> list[Target]:
    """What columns can mean."""
    return [
        Target(key, label, kind, synonyms=_synonyms(label, words), needed=key in NEEDED)
        for key, label, kind, words, _longest in FIELDS
    ]


def columns(user, today: date) -> dict[str, Column]:
    """How the cells of each target are read."""
    return {
        key: Column(label, kind, longest=longest, needed=key in NEEDED, choices={},
                    today=today if key in DAYS else None)
        for key, label, kind, _words, longest in FIELDS
    }  # fmt: skip


def prepare(sitting: Sitting, lines: list[Line]) -> None:
    """Nothing is known without the database; no query."""
    for line in lines:
        if not line.is_refused and line.verdict is not Verdict.DROPPED:
            line.draft = Draft()


def decide(sitting: Sitting, lines: list[Line]) -> None:
    """Find goods and customers, and the serials that are there. Four queries."""
    open_lines = [line for line in lines if line.draft is not None and not line.is_refused]
    if sitting.run.mode == ImportMode.UPDATE:
        for line in open_lines:
            line.refuse(say(N_("设备档案不能用导入修改。请选“只新增”。")))
        return
    goods = _goods({line.values["product"].strip() for line in open_lines})
    owners: dict[str, dict[int, Customer]] = {}
    names = {line.values.get("customer", "").strip() for line in open_lines} - {""}
    for row in called(visible_customers(sitting.user), names):
        for name in {row.name, row.no}:
            owners.setdefault(name, {})[row.pk] = row
    serials = {line.values["serial"].strip() for line in open_lines}
    taken = set(Unit.objects.filter(serial__in=serials).values_list("product", "serial"))
    for line in open_lines:
        _settle(line, goods=goods, owners=owners, taken=taken, memory=sitting.memory)


def store(sitting: Sitting, lines: list[Line]) -> None:
    """Give every new row its record."""
    told = []
    for line in lines:
        if line.draft is None or line.verdict is not Verdict.ADD:
            continue
        values = {name: line.values[name] for name in PLAIN if line.values.get(name) is not None}
        row = Unit(
            serial=line.values["serial"].strip(), product=line.draft.product,
            customer=line.draft.customer, import_id=sitting.run.pk, **values,
        )  # fmt: skip
        try:
            save_unit(row, Verb.IMPORT, by=sitting.user)
        except Refused as refusal:
            line.refuse(say(refusal.message, **refusal.params), refusal.field)
            continue
        told.append((row.pk, row.serial, {"product": [None, row.product_id]}))
    if told:
        record_many(UNIT, lines=told, verb=Verb.IMPORT, by=sitting.user, reason=sitting.run.name,
                    chain=sitting.chain)  # fmt: skip


def undo(sitting: Sitting, entries: Sequence[HistoryEntry]) -> tuple[int, list[Kept]]:
    """Take the records out again that nothing hangs on yet."""
    titles = {e.object_id: e.title for e in entries if e.kind == UNIT and e.verb == Verb.IMPORT}
    gone, kept = [], []
    for row in Unit.objects.filter(pk__in=titles):
        try:
            pk = row.pk
            row.delete()
            gone.append(pk)
        except ProtectedError:
            kept.append(Kept(row.pk, row.serial, say(N_("已经有维修、判定或验收，留下了。"))))
    drop(gone)
    record_many(UNIT, lines=[(pk, titles[pk], {}) for pk in gone], verb=Verb.UNDO,
                by=sitting.user, reason=sitting.run.name,
                chain=f"undo-{sitting.run.pk}")  # fmt: skip
    return len(gone), kept


def _goods(names: set[str]) -> dict[str, dict[int, Product]]:
    found: dict[str, dict[int, Product]] = {}
    for field in ("no", "name", "model"):
        for row in Product.objects.filter(**{f"{field}__in": names}):
            found.setdefault(getattr(row, field), {})[row.pk] = row
    return found


def _settle(line: Line, *, goods: dict, owners: dict, taken: set, memory: dict) -> None:
    name, owner = line.values["product"].strip(), line.values.get("customer", "").strip()
    product = _one(line, goods.get(name, {}), name, column="product")
    customer = _one(line, owners.get(owner, {}), owner, column="customer") if owner else None
    if line.is_refused:
        return
    mark = (product.pk, line.values["serial"].strip())
    if mark in taken or mark in memory:
        line.refuse(say(N_("序列号“{serial}”已经建档。"), serial=mark[1]), "serial")
        return
    memory[mark] = line.number
    line.draft.product, line.draft.customer = product, customer


def _one(line: Line, found: dict, name: str, *, column: str):
    """The only row of this name; the line is refused for none and for several."""
    if len(found) == 1:
        return next(iter(found.values()))
    line.refuse(
        say(N_("有 {count} 条叫“{name}”。请改填编号。"), count=len(found), name=name)
        if found else say(N_("没有找到“{name}”，或您看不到它。"), name=name), column,
    )  # fmt: skip
    return None


def _synonyms(label: str, words: str) -> tuple[str, ...]:
    """Our own Chinese word first, whatever language the page is in."""
    with translation.override("zh-hans"):
        return tuple(dict.fromkeys([label, *words.split()]))
