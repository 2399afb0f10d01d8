"""Inside the transaction: which row is a new supplier, which means a stored one."""

from maizi.history.models import HistoryEntry
from maizi.kernel.texts import N_, say
from maizi.kit.imports.declare import Line, Sitting
from maizi.kit.imports.rows import kept
from maizi.kit.imports.terms import ImportMode, Phase, Verdict

from ...models import Supplier, Supply
from ...queries.lookup import found_products
from .targets import KEYS

KIND = Supplier._meta.label_lower
FOLLOWING = ("sort_name", "name_key")
NEVER_EMPTIED = frozenset(("name", "no", "lead_days", "terms_days", "due_from"))


def decide(sitting: Sitting, lines: list[Line]) -> None:
    """Set the verdicts of a batch. Eight queries at most, whatever the rows."""
    opened = [line for line in lines if line.draft is not None and not line.is_refused]
    _find_products(sitting, opened)
    drafts = [line.draft for line in opened if not line.is_refused]
    numbers = {d.values["no"] for d in drafts if d.values.get("no")}
    keys = {d.values["name_key"] for d in drafts if d.values.get("name_key")}
    rows = Supplier.objects.filter(no__in=numbers) | Supplier.objects.filter(name_key__in=keys)
    if sitting.phase is Phase.IMPORT:
        rows = rows.select_for_update()
    rows = list(rows.order_by("id"))
    own = _own(sitting, rows)
    by_no, by_key = {r.no: r for r in rows}, {r.name_key: r for r in rows}
    for line in opened:
        if not line.is_refused:
            values = line.draft.values
            row = by_no.get(values.get("no", "")) or by_key.get(values.get("name_key", ""))
            _settle(sitting, line, row, is_own=row is not None and row.pk in own)
    _find_prices(opened)


def _find_products(sitting: Sitting, lines: list[Line]) -> None:
    found = found_products(sitting.user, [n.draft.product for n in lines if n.draft.product])
    for line in lines:
        word = line.draft.product
        if not word:
            continue
        product = found[word].only
        if product is not None and product.sort != "bundle":
            line.draft.product_id = product.pk
        elif product is not None:
            line.refuse(say(N_("“{product}”是组合，不能采购。"), product=word))
        elif found[word].products:
            line.refuse(say(N_("“{product}”对应几种商品，请改填商品编号。"), product=word))
        else:
            line.refuse(say(N_("没有商品“{product}”。请先建商品，或改填商品编号。"), product=word))


def _own(sitting: Sitting, rows: list[Supplier]) -> set[int]:
    """Suppliers that this very import wrote earlier: an interrupted pass goes on."""
    if sitting.phase is not Phase.IMPORT:
        return set()
    written = HistoryEntry.objects.filter(
        kind=KIND, object_id__in=[r.pk for r in rows], chain=sitting.chain
    )
    return set(written.values_list("object_id", flat=True))


def _settle(sitting: Sitting, line: Line, row: Supplier | None, *, is_own: bool) -> None:
    draft, mode = line.draft, sitting.run.mode
    mark = ("row", row.pk) if row else ("name", draft.values.get("name_key", ""))
    first = sitting.memory.setdefault(mark, line.number)
    draft.row = row
    if row is not None and (is_own or first != line.number):
        line.verdict = Verdict.JOIN if _adds(draft) else Verdict.SAME
        return
    if row is not None:
        _take(sitting, line, row, is_new_only=mode == ImportMode.ADD)
        return
    if mode == ImportMode.UPDATE:
        line.refuse(say(N_("没有找到要更新的供应商。")))
    elif first != line.number:
        line.verdict = Verdict.JOIN
    elif not draft.values.get("name"):
        line.refuse(say(N_("没有编号是“{no}”的供应商。新建请填写名称。"), no=draft.values["no"]))
    else:
        line.verdict = Verdict.ADD


def _adds(draft) -> bool:
    return bool(draft.product_id or draft.contact)


def _take(sitting: Sitting, line: Line, row: Supplier, *, is_new_only: bool) -> None:
    """A stored supplier: its prices come in always, its own fields only when updating."""
    draft = line.draft
    if is_new_only:
        if not draft.product_id:
            line.refuse(say(N_("已有供应商“{name}”（{no}）。"), name=row.name, no=row.no))
        else:
            line.verdict = Verdict.UPDATE
        return
    values = {k: v for k, v in draft.values.items() if k not in FOLLOWING}
    if (sitting.run.options.get("key") or KEYS[-1]) == "name":
        values.pop("name", None)
    if sitting.run.options.get("empties"):
        values |= _emptied(sitting, line)
    for name, value in values.items():
        old = getattr(row, name)
        if old != value and not (old is None and value == ""):
            draft.changes[name] = [kept(old), kept(value)]
            setattr(row, name, value)
    line.verdict = Verdict.UPDATE if draft.changes or _adds(draft) else Verdict.SAME


def _emptied(sitting: Sitting, line: Line) -> dict:
    """Columns of the sheet whose cell is empty in this row."""
    names = {f.name for f in Supplier._meta.concrete_fields} - NEVER_EMPTIED
    return {key: "" for key in sitting.places if key in names and key not in line.texts}


def _find_prices(lines: list[Line]) -> None:
    """Stored prices that the rows would replace; the same price again is no change."""
    pairs = {(n.draft.row.pk, n.draft.product_id): n for n in lines
             if n.draft.row is not None and n.draft.product_id}  # fmt: skip
    rows = Supply.objects.filter(
        supplier__in=[s for s, _ in pairs], product__in=[p for _, p in pairs]
    )
    for supply in rows:
        line = pairs.get((supply.supplier_id, supply.product_id))
        if line is not None:
            line.draft.supply = supply
