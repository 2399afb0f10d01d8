"""Inside the transaction: which row is new, which means a stored product, which one repeats."""

from collections.abc import Iterable

from maizi.history.models import HistoryEntry
from maizi.kernel.texts import N_, say
from maizi.kit.imports.declare import Line, Sitting
from maizi.kit.imports.rows import kept
from maizi.kit.imports.terms import ImportMode, Phase, Verdict

from ...models import Barcode, Product
from ...queries import counted_by
from ...rules.barcodes import twins_of
from .targets import KEYS

KIND = Product._meta.label_lower
FOLLOWING = ("name_key", "sort_name")
NEVER_EMPTIED = frozenset(("name", "no", "sort", "unit", "tax_rate", "tracking", "packaging",
                           "list_price_yuan"))  # fmt: skip


class Stored:
    """Stored products that the rows of a batch name by number, barcode or what they are called."""

    def __init__(self, sitting: Sitting, lines: Iterable[Line]):
        drafts = [line.draft for line in lines]
        codes = {twin for d in drafts if d.barcode for twin in twins_of(d.barcode.value)}
        numbers = {d.values["no"] for d in drafts if d.values.get("no")}
        keys = {d.values["name_key"] for d in drafts if d.values.get("name_key")}
        on_codes = Barcode.objects.filter(code__in=codes).values_list("code", "product")
        self._owners = dict(on_codes)
        rows = Product.objects.filter(no__in=numbers) | Product.objects.filter(name_key__in=keys)
        rows = rows | Product.objects.filter(pk__in=self._owners.values())
        if sitting.phase is Phase.IMPORT:
            rows = rows.select_for_update()
        found = list(rows.order_by("id"))
        self._by_id = {row.pk: row for row in found}
        self.by_no = {row.no: row for row in found}
        self.by_key: dict[str, list[Product]] = {}
        for row in found:
            self.by_key.setdefault(row.name_key, []).append(row)

    def by_code(self, code) -> Product | None:
        """The product this barcode is on."""
        owners = (self._owners.get(twin) for twin in twins_of(code.value)) if code else ()
        return next((self._by_id[id_] for id_ in owners if id_ in self._by_id), None)


def decide(sitting: Sitting, lines: list[Line]) -> None:
    """Set the verdicts of a batch. Four queries at most, whatever the rows."""
    opened = [line for line in lines if line.draft is not None and not line.is_refused]
    stored = Stored(sitting, opened)
    own = _own_rows(sitting, stored)
    for line in opened:
        _settle(sitting, line, stored, own)


def _own_rows(sitting: Sitting, stored: Stored) -> set[int]:
    """Products that this very import wrote earlier: an interrupted pass goes on."""
    if sitting.phase is not Phase.IMPORT:
        return set()
    written = HistoryEntry.objects.filter(
        kind=KIND, object_id__in=list(stored._by_id), chain=sitting.chain
    )
    return set(written.values_list("object_id", flat=True))


def _settle(sitting: Sitting, line: Line, stored: Stored, own: set[int]) -> None:
    values, mode = line.draft.values, sitting.run.mode
    row = _named(sitting, line, stored)
    if row is not None and row.pk not in own:
        if mode == ImportMode.ADD:
            line.refuse(say(N_("已有这个商品：“{name}”（{no}）。"), name=row.name, no=row.no))
        else:
            _take(sitting, line, row)
        return
    if line.is_refused:
        return
    if row is None and mode == ImportMode.UPDATE:
        line.refuse(say(N_("没有找到要更新的商品。")))
        return
    mark = _mark(line)
    if row is not None or mark in sitting.memory:
        _repeat(sitting, line, mark)
        return
    if not values.get("name"):
        line.refuse(say(N_("没有商品名称，也没有型号、类别可以代替。请填写，或删除这一行。")))
        return
    line.verdict = Verdict.ADD
    sitting.memory[mark] = line.number
    if line.draft.barcode:
        _claim(sitting, line)


def _claim(sitting: Sitting, line: Line) -> None:
    """One barcode is on one product, within the file too."""
    mark = ("code", line.draft.barcode.value)
    earlier = sitting.memory.setdefault(mark, line.number)
    if earlier != line.number:
        line.refuse(say(N_("条码与第 {row} 行相同。同一个条码只能对应一种商品。"), row=earlier))


def _mark(line: Line) -> tuple:
    values = line.draft.values
    return ("no", values["no"]) if values.get("no") else ("name", values.get("name_key", ""))


def _repeat(sitting: Sitting, line: Line, mark: tuple) -> None:
    """A second row of the same product: months of one sheet, sizes of one order list."""
    row = sitting.memory.get(mark)
    if mark[0] == "no":
        line.refuse(say(N_("编号与第 {row} 行相同。"), row=row) if row else
                    say(N_("编号与前面一行相同。")))  # fmt: skip
        return
    line.verdict = Verdict.JOIN


def _named(sitting: Sitting, line: Line, stored: Stored) -> Product | None:
    """The stored product a row means: by the chosen key when updating, by any when adding."""
    values, draft = line.draft.values, line.draft
    found = {
        "no": stored.by_no.get(values.get("no", "")),
        "barcode": stored.by_code(draft.barcode),
    }
    namesakes = stored.by_key.get(values.get("name_key", ""), [])
    key = sitting.run.options.get("key") or KEYS[0]
    if sitting.run.mode != ImportMode.ADD and key == "name" and len(namesakes) > 1:
        line.refuse(
            say(N_("有 {count} 个商品都叫这个名字，请改用商品编号查找。"), count=len(namesakes))
        )
        return None
    found["name"] = namesakes[0] if namesakes else None
    if sitting.run.mode != ImportMode.ADD:
        return found.get(key)
    # With a number of its own a row may have the name of another product.
    return found["no"] or found["barcode"] or (None if values.get("no") else found["name"])


def _take(sitting: Sitting, line: Line, row: Product) -> None:
    """An update: what the row changes on its product; nothing at all makes it the same."""
    earlier = sitting.memory.setdefault(("row", row.pk), line.number)
    if earlier != line.number:
        line.refuse(say(N_("与第 {row} 行更新的是同一个商品。请只保留一行。"), row=earlier))
        return
    draft, line.verdict = line.draft, Verdict.UPDATE
    draft.row = row
    values = {k: v for k, v in draft.values.items() if k not in (*FOLLOWING, "bundle_sort")}
    if (sitting.run.options.get("key") or KEYS[0]) == "name":
        values.pop("name", None)
    if "unit" in values and values["unit"] != row.unit and counted_by(row):
        line.refuse(say(N_("“{name}”已按“{unit}”计数，基本单位不能再改。"),
                        name=row.name, unit=row.unit))  # fmt: skip
        return
    if sitting.run.options.get("empties"):
        values |= _emptied(sitting, line)
    for name, value in values.items():
        old = getattr(row, name)
        if old != value and not (old is None and value == ""):
            draft.changes[name] = [kept(old), kept(value)]
            setattr(row, name, value)
    is_new_code = draft.barcode is not None and "barcode" not in sitting.run.options.get("key", "")
    if not draft.changes and not draft.category and not is_new_code and draft.factor is None:
        line.verdict = Verdict.SAME


def _emptied(sitting: Sitting, line: Line) -> dict:
    """Columns of the sheet whose cell is empty in this row."""
    keys = [key for key in sitting.places if key not in line.texts and key not in NEVER_EMPTIED]
    fields = {key: Product._meta.get_field(key) for key in keys if key not in (
        "barcode", "pack", "category")}  # fmt: skip
    return {key: None if field.null else "" for key, field in fields.items()}
