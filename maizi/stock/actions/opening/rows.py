"""The rows of a sheet of opening stock: understood, checked, posted, taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from maizi.catalog.models import Barcode, Product
from maizi.catalog.queries import factors_of, own_quantity
from maizi.catalog.terms import Tracking
from maizi.history.actions import record_many
from maizi.history.models import HistoryEntry
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.sources import Source
from maizi.kernel.texts import N_, say
from maizi.kit.imports.declare import Kept, Sitting
from maizi.kit.imports.declare import Line as Typed
from maizi.kit.imports.terms import Verdict

from ...models import Bin, Serial, StockDocument, Warehouse
from ...terms import MovementKind
from ..book import locked_ledger
from ..drafts import Line
from ..goods import check_product
from ..posting import check_open, post
from ..reversing import reverse

KIND = StockDocument._meta.label_lower
ZERO = Decimal(0)


@dataclass(slots=True)
class Opening:
    """One row that has been understood."""

    warehouse: Warehouse | None = None
    line: Line | None = None


def prepare(sitting: Sitting, lines: list[Typed]) -> None:
    """Refuse what says nothing of a quantity. No query."""
    for line in lines:
        if line.is_refused or line.verdict is Verdict.DROPPED:
            continue
        line.draft = Opening()
        if not line.values.get("no") and not line.values.get("name"):
            line.refuse(say(N_("没有商品编号，也没有商品名称。")))
        quantity = line.values.get("quantity")
        if quantity is None and line.values.get("serials"):
            quantity = Decimal(len(line.values["serials"].split()))
            line.values["quantity"] = quantity
        if quantity is None:
            line.refuse(say(N_("没有数量。")))
        elif quantity < 0:
            line.refuse(say(N_("期初数量不能是负数。请先核对实物。")))
        elif quantity == 0:
            line.verdict = Verdict.SAME
        for key in ("price", "amount"):
            if (line.values.get(key) or ZERO) < 0:
                line.refuse(say(N_("成本不能是负数。")))


def decide(sitting: Sitting, lines: list[Typed]) -> None:
    """Find products, warehouses, bins, pieces; refuse rows that could not be posted."""
    opened = [line for line in lines if line.draft is not None and line.verdict is Verdict.ADD]
    known = _Known(sitting, opened)
    for line in opened:
        try:
            line.draft.warehouse = known.place(line)
            line.draft.line = known.line(line)
        except Refused as refusal:
            line.refuse(say(refusal.message, **refusal.params))


class _Known:
    """Products, places and pieces that the rows of a batch name. Eight queries."""

    def __init__(self, sitting: Sitting, lines: list[Typed]):
        self.sitting = sitting
        numbers = {line.values.get("no", "").strip() for line in lines} - {""}
        names = {line.values.get("name", "").strip() for line in lines} - {""}
        codes = dict(Barcode.objects.filter(code__in=numbers).values_list("code", "product"))
        rows = list(Product.objects.filter(
            Q(no__in=numbers) | Q(name__in=names) | Q(pk__in=codes.values())))  # fmt: skip
        by_id = {row.pk: row for row in rows}
        self.by_no = {row.no: row for row in rows}
        self.by_no |= {code: by_id[id_] for code, id_ in codes.items()}
        self.by_name: dict[str, list[Product]] = {}
        for row in rows:
            self.by_name.setdefault(row.name, []).append(row)
        self.factors = factors_of(rows)
        places = list(Warehouse.objects.filter(is_active=True))
        self.places = {name: row for row in places for name in (row.name, row.code)}
        self.usual = _usual(sitting, places)
        self.bins = {(row.warehouse_id, row.code): row for row in Bin.objects.filter(
            code__in={line.values.get("bin", "").strip().upper() for line in lines})}  # fmt: skip
        typed = {no for line in lines for no in line.values.get("serials", "").split()}
        self.there = set(Serial.objects.filter(
            product__in=by_id, no__in=typed, warehouse__isnull=False
        ).values_list("product", "no"))  # fmt: skip

    def place(self, line: Typed) -> Warehouse:
        name = line.values.get("warehouse", "").strip()
        found = self.places.get(name) if name else self.usual
        if found is None:
            raise Refused(N_("没有仓库“{name}”。请先建仓库，或选一个默认仓库。"), name=name or "—")
        return found

    def line(self, line: Typed) -> Line:
        """The row as a line of the document. Raises Refused for what could not be posted."""
        values, product = line.values, self._product(line)
        check_product(product)
        unit = values.get("unit", "").strip()
        quantity = values["quantity"]
        own_quantity(product, quantity, unit, self.factors[product.pk])
        serials = tuple(values.get("serials", "").split())
        if product.tracking == Tracking.SERIAL:
            self._check_serials(product, serials, quantity)
        batch = values.get("batch", "").strip()
        if product.tracking == Tracking.BATCH and not batch:
            raise Refused(N_("“{product}”按批次管理，请填写批号。"), product=product.name)
        bin_ = self.bins.get((line.draft.warehouse.pk, values.get("bin", "").strip().upper()))
        if values.get("bin") and bin_ is None:
            line.warn(say(N_("仓库里没有货位“{bin}”，没有分货位。"), bin=values["bin"]))
        price = values.get("price")
        if price is None and values.get("amount") is None:
            line.warn(say(N_("没有成本，按 0 入账。以后的平均成本会偏低。")))
        return Line(
            product, quantity, unit=unit, price_yuan=price or ZERO,
            amount_yuan=values.get("amount"), bin=bin_, batch=batch, serials=serials,
            expires_on=values.get("expires_on"),
        )  # fmt: skip

    def _product(self, line: Typed) -> Product:
        no, name = (line.values.get(key, "").strip() for key in ("no", "name"))
        if no:
            if no not in self.by_no:
                raise Refused(N_("没有编号或条码是“{no}”的商品。请先建商品。"), no=no)
            return self.by_no[no]
        found = self.by_name.get(name, [])
        if len(found) != 1:
            raise Refused(
                N_("名称是“{name}”的商品有 {count} 个，请写商品编号。"), name=name, count=len(found)
            )
        return found[0]

    def _check_serials(self, product: Product, serials: tuple[str, ...], quantity) -> None:
        if len(serials) != quantity or len(set(serials)) != len(serials):
            raise Refused(
                N_("“{product}”数量是 {pieces}，序列号有 {count} 个，两边要一致。"),
                product=product.name, pieces=f"{quantity.normalize():f}", count=len(set(serials)),
            )  # fmt: skip
        for no in serials:
            key = product.pk, no
            if key in self.there or key in self.sitting.memory:
                raise Refused(N_("序列号“{no}”已经在库，或在表里出现过。"), no=no)
        self.sitting.memory.update(dict.fromkeys(((product.pk, no) for no in serials), True))


def _usual(sitting: Sitting, places: list[Warehouse]) -> Warehouse | None:
    chosen = sitting.run.options.get("warehouse") or ""
    return next((row for row in places if str(row.pk) == str(chosen)), None)


def store(sitting: Sitting, lines: list[Typed]) -> None:
    """Post one document for each warehouse of the batch.

    Raises Refused when the period is closed: nothing of it comes in.
    """
    on = _day(sitting)
    check_open(on, locked_ledger())
    groups: dict[int, list[Typed]] = {}
    for line in lines:
        if line.verdict is Verdict.ADD and line.draft is not None and line.draft.line:
            groups.setdefault(line.draft.warehouse.pk, []).append(line)
    made = []
    for rows in groups.values():
        document = post(
            MovementKind.OPENING, warehouse=rows[0].draft.warehouse, on=on, by=sitting.user,
            lines=[row.draft.line for row in rows], note=sitting.run.name,
            source=Source("kit.importrun", sitting.run.pk, ""),
            token=f"import-{sitting.run.pk}-{rows[0].number}",
        )  # fmt: skip
        made.append((document.pk, document.no, {N_("行数"): [None, len(rows)]}))
    record_many(KIND, lines=made, verb=Verb.IMPORT, by=sitting.user, reason=sitting.run.name,
                chain=sitting.chain)  # fmt: skip


def _day(sitting: Sitting) -> date:
    text = str(sitting.run.options.get("on") or "")
    return date.fromisoformat(text) if text else sitting.today


def undo(sitting: Sitting, entries: Sequence[HistoryEntry]) -> tuple[int, list[Kept]]:
    """Reverse what the import posted, as far as the goods are still there."""
    done, kept = 0, []
    for entry in entries:
        row = StockDocument.objects.filter(pk=entry.object_id).first()
        if row is None or entry.verb != Verb.IMPORT:
            continue
        try:
            with transaction.atomic():
                reverse(row, by=sitting.user, reason=sitting.run.name)
            done += 1
        except Refused as refusal:
            kept.append(Kept(row.pk, row.no, say(refusal.message, **refusal.params)))
    record_many(
        KIND, lines=[(e.object_id, e.title, {}) for e in entries if e.verb == Verb.IMPORT],
        verb=Verb.UNDO, by=sitting.user, reason=sitting.run.name, chain=f"undo-{sitting.run.pk}",
    )  # fmt: skip
    return done, kept
