"""Write the rows of a batch: products, categories, packs, barcodes, list prices, all recorded."""

from django.utils import timezone

from maizi.fields.actions import next_numbers
from maizi.history.actions import record_many, update_rows
from maizi.history.terms import Verb
from maizi.kernel.ids import new_ids
from maizi.kernel.texts import N_, say
from maizi.kit.imports.declare import Line, Sitting
from maizi.kit.imports.rows import changes_of, filled, insert_all, names_of
from maizi.kit.imports.terms import Verdict
from maizi.search.actions import index, index_many

from ...models import Barcode, Category, ListPrice, Product, ProductUnit
from ...queries.searching import product_document
from ...terms import ProductSort
from ..categories import save_category
from ..products import follow
from .decide import KIND
from .prepare import CASE

UNTOLD = frozenset(("id", "created_at", "changed_at", "sort_name", "name_key", "import_id"))
FOLLOWING = ("name_key", "sort_name", "changed_at")
MOST_TRIES = 100


def store(sitting: Sitting, lines: list[Line]) -> None:
    """Write what was decided. The number of statements grows only with new categories."""
    lines = [line for line in lines if line.draft is not None]
    added = [line for line in lines if line.verdict is Verdict.ADD]
    known = [line for line in lines if line.verdict is Verdict.UPDATE]
    _settle_categories(sitting, [*added, *known])
    rows = _add(sitting, added)
    _change(sitting, known)
    codes = _add_packs(added, known)
    _add_prices(sitting, added, known)
    index_many("product", (product_document(row, codes.get(row["id"], ())) for row in rows))
    index("product", [line.draft.row.pk for line in known])


def _settle_categories(sitting: Sitting, lines: list[Line]) -> None:
    """Find the categories by their paths; make them where that is wished."""
    paths = {line.draft.category for line in lines if line.draft.category}
    if not paths:
        return
    wanted = {" / ".join(path[:end]) for path in paths for end in range(1, 6)}
    known = {row.path_name: row for row in Category.objects.filter(path_name__in=wanted)}
    if sitting.run.options.get("make_categories", True):
        for path in sorted(paths):
            _make(path, known, by=sitting.user)
    for line in lines:
        if line.draft.category:
            _put(line, known.get(" / ".join(line.draft.category)))


def _make(path: tuple[str, ...], known: dict[str, Category], *, by) -> None:
    parent = None
    for end, name in enumerate(path, 1):
        told = " / ".join(path[:end])
        if told not in known:
            known[told] = save_category(Category(parent=parent, name=name), Verb.CREATE, by=by)
            kind, row = Category._meta.label_lower, known[told]
            lines = [(row.pk, row.path_name, {"name": [None, name]})]
            record_many(kind, lines=lines, verb=Verb.CREATE, by=by)
        parent = known[told]


def _put(line: Line, category: Category | None) -> None:
    draft = line.draft
    if category is None:
        line.warn(say(N_("没有类别“{name}”，没有归类。"), name=draft.category[-1]))
        return
    if draft.row is None:
        draft.values["category"] = category.pk
    elif draft.row.category_id != category.pk:
        draft.changes["category"] = [draft.row.category_id, category.pk]
        draft.row.category_id = category.pk


def _add(sitting: Sitting, lines: list[Line]) -> list[dict]:
    if not lines:
        return []
    numbers = iter(_numbers(sitting, sum(not line.draft.values.get("no") for line in lines)))
    now, rows = timezone.now(), []
    for line, id_ in zip(lines, new_ids(len(lines)), strict=True):
        line.draft.id = id_
        row = {
            "sort": sitting.run.options.get("sort") or ProductSort.GOODS.value,
            **line.draft.values, "id": id_, "created_at": now, "changed_at": now,
            "created_by": sitting.user.pk, "import_id": sitting.run.pk,
        }  # fmt: skip
        row["no"] = row.get("no") or next(numbers)
        rows.append(row)
    insert_all(Product, rows)
    record_many(
        KIND, lines=[(row["id"], row["name"], changes_of(row, UNTOLD)) for row in rows],
        verb=Verb.IMPORT, by=sitting.user, reason=sitting.run.name, chain=sitting.chain,
    )  # fmt: skip
    names = names_of(Product)
    return [dict(zip(names, filled(Product, row), strict=True)) for row in rows]


def _numbers(sitting: Sitting, count: int) -> list[str]:
    """Fresh numbers that nobody typed by hand."""
    found: list[str] = []
    for _ in range(MOST_TRIES):
        if len(found) == count:
            return found
        more = next_numbers("product", count=count - len(found), on=sitting.today, by=sitting.user)
        taken = set(Product.objects.filter(no__in=more).values_list("no", flat=True))
        found += [no for no in more if no not in taken]
    raise AssertionError("the numbering rule gives out numbers that are all taken")


def _change(sitting: Sitting, lines: list[Line]) -> None:
    lines = [line for line in lines if line.draft.changes]
    if not lines:
        return
    names = set(FOLLOWING)
    for line in lines:
        names |= line.draft.changes.keys()
        follow(line.draft.row)
        line.draft.row.changed_at = timezone.now()
    update_rows(Product, sorted(names), [line.draft.row for line in lines])
    record_many(
        KIND, lines=[(d.row.pk, d.row.name, d.changes) for d in (line.draft for line in lines)],
        verb=Verb.CHANGE, by=sitting.user, reason=sitting.run.name, chain=sitting.chain,
    )  # fmt: skip


def _id_of(line: Line) -> int:
    return line.draft.id or line.draft.row.pk


def _add_packs(added: list[Line], known: list[Line]) -> dict[int, list[str]]:
    """Units and barcodes; those a product has already stay as they are. Four statements."""
    every = [*added, *known]
    units = {_id_of(line): line.draft.factor for line in every if line.draft.factor}
    here = ProductUnit.objects.filter(product__in=units, name=CASE)
    units = {
        id_: f for id_, f in units.items() if id_ not in set(here.values_list("product", flat=True))
    }
    ProductUnit.objects.bulk_create(
        [ProductUnit(product_id=id_, name=CASE, factor=factor) for id_, factor in units.items()]
    )
    codes = {line.draft.barcode.value: line for line in every if line.draft.barcode}
    taken = set(Barcode.objects.filter(code__in=codes).values_list("code", flat=True))
    fresh = [(code, line) for code, line in codes.items() if code not in taken]
    Barcode.objects.bulk_create(
        [Barcode(product_id=_id_of(line), code=code, kind=line.draft.barcode.kind)
         for code, line in fresh]
    )  # fmt: skip
    return {_id_of(line): [code] for code, line in fresh}


def _add_prices(sitting: Sitting, added: list[Line], known: list[Line]) -> None:
    """List prices of new products, and of those whose price changed, from today on."""
    prices = {line.draft.id: line.draft.values.get("list_price_yuan") for line in added}
    prices |= {
        line.draft.row.pk: line.draft.row.list_price_yuan for line in known
        if "list_price_yuan" in line.draft.changes
    }  # fmt: skip
    now = timezone.now()
    ListPrice.objects.bulk_create(
        [
            ListPrice(product_id=id_, starts_on=sitting.today, price_yuan=price, set_at=now,
                      set_by=sitting.user, reason=sitting.run.name[:200])
            for id_, price in prices.items() if price is not None
        ],
        update_conflicts=True, unique_fields=["product", "starts_on"],
        update_fields=["price_yuan", "reason", "set_by", "set_at"],
    )  # fmt: skip
