"""Write the rows of a batch: suppliers, contacts, prices, all recorded."""

from django.utils import timezone

from maizi.fields.actions import next_numbers
from maizi.history.actions import record_many, update_rows
from maizi.history.terms import Verb
from maizi.kernel.ids import new_ids
from maizi.kit.imports.declare import Line, Sitting
from maizi.kit.imports.rows import changes_of, insert_all
from maizi.kit.imports.terms import Verdict
from maizi.search.actions import index

from ...models import Supplier, SupplierContact, Supply
from ..suppliers import SUPPLY_CHANGED, follow
from .decide import KIND

UNTOLD = frozenset(("id", "created_at", "sort_name", "name_key", "import_id"))
COMING = (Verdict.ADD, Verdict.UPDATE, Verdict.JOIN)
MOST_TRIES = 100


def store(sitting: Sitting, lines: list[Line]) -> None:
    """Write what was decided; a constant number of statements."""
    lines = [n for n in lines if n.draft is not None and n.verdict in COMING]
    fresh = _add(sitting, [n for n in lines if n.verdict is Verdict.ADD])
    changed = _change(sitting, [n for n in lines if n.verdict is Verdict.UPDATE])
    for line in lines:
        draft = line.draft
        if draft.row is not None:
            draft.id = draft.row.pk
        elif not draft.id:
            draft.id = sitting.memory.get(("id", draft.values.get("name_key", "")), 0)
    _add_contacts([n for n in lines if n.draft.id and n.draft.contact.get("name")])
    _set_prices(sitting, [n for n in lines if n.draft.id and n.draft.product_id])
    index("supplier", [*fresh, *changed])


def _add(sitting: Sitting, lines: list[Line]) -> list[int]:
    if not lines:
        return []
    numbers = iter(_numbers(sitting, sum(not n.draft.values.get("no") for n in lines)))
    now, rows = timezone.now(), []
    for line, id_ in zip(lines, new_ids(len(lines)), strict=True):
        draft = line.draft
        draft.id = sitting.memory["id", draft.values["name_key"]] = id_
        row = {
            **draft.values, "id": id_, "created_at": now, "created_by": sitting.user.pk,
            "import_id": sitting.run.pk,
        }  # fmt: skip
        row["no"] = row.get("no") or next(numbers)
        rows.append(row)
    insert_all(Supplier, rows)
    record_many(
        KIND, lines=[(row["id"], row["name"], changes_of(row, UNTOLD)) for row in rows],
        verb=Verb.IMPORT, by=sitting.user, reason=sitting.run.name, chain=sitting.chain,
    )  # fmt: skip
    return [row["id"] for row in rows]


def _numbers(sitting: Sitting, count: int) -> list[str]:
    """Fresh numbers that nobody typed by hand."""
    found: list[str] = []
    for _ in range(MOST_TRIES):
        if len(found) == count:
            return found
        more = next_numbers("supplier", count=count - len(found), on=sitting.today)
        taken = set(Supplier.objects.filter(no__in=more).values_list("no", flat=True))
        found += [no for no in more if no not in taken]
    raise AssertionError("the numbering rule gives out numbers that are all taken")


def _change(sitting: Sitting, lines: list[Line]) -> list[int]:
    lines = [line for line in lines if line.draft.changes]
    if not lines:
        return []
    names = {"sort_name", "name_key"}
    for line in lines:
        names |= line.draft.changes.keys()
        follow(line.draft.row)
    update_rows(Supplier, sorted(names), [line.draft.row for line in lines])
    record_many(
        KIND, lines=[(d.row.pk, d.row.name, d.changes) for d in (n.draft for n in lines)],
        verb=Verb.CHANGE, by=sitting.user, reason=sitting.run.name, chain=sitting.chain,
    )  # fmt: skip
    return [line.draft.row.pk for line in lines]


def _add_contacts(lines: list[Line]) -> None:
    """People at suppliers who are not known there by that name. Two statements."""
    rows = SupplierContact.objects.filter(supplier__in=[n.draft.id for n in lines])
    known = set(rows.values_list("supplier", "name"))
    with_one, fresh = {id_ for id_, _ in known}, []
    for line in lines:
        draft = line.draft
        if (draft.id, draft.contact["name"]) in known:
            continue
        known.add((draft.id, draft.contact["name"]))
        fresh.append(SupplierContact(
            supplier_id=draft.id, is_main=draft.id not in with_one, **draft.contact
        ))  # fmt: skip
        with_one.add(draft.id)
    SupplierContact.objects.bulk_create(fresh)


def _set_prices(sitting: Sitting, lines: list[Line]) -> None:
    """What suppliers take for products, from today on; the last row of a product holds."""
    wanted = {(n.draft.id, n.draft.product_id): n.draft for n in lines}
    told: dict[int, dict] = {}
    rows = []
    for (supplier, product), draft in wanted.items():
        old = draft.supply.price_yuan if draft.supply else None
        rows.append(Supply(
            supplier_id=supplier, product_id=product, priced_on=sitting.today, **draft.price
        ))  # fmt: skip
        if old != draft.price["price_yuan"]:
            told.setdefault(supplier, {})[draft.product] = [
                old and str(old),
                str(draft.price["price_yuan"]),
            ]
    Supply.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["supplier", "product"],
        update_fields=["price_yuan", "least", "pack", "code", "priced_on"],
    )  # fmt: skip
    names = dict(Supplier.objects.filter(pk__in=told).values_list("pk", "name"))
    record_many(
        KIND, lines=[(id_, names[id_], changes) for id_, changes in told.items()],
        verb=SUPPLY_CHANGED, by=sitting.user, reason=sitting.run.name, chain=sitting.chain,
    )  # fmt: skip
