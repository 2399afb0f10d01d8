"""What a row changes on its stored customer, and the writing of all such changes."""

from django.utils import timezone

from maizi.history.actions import record_many, update_rows
from maizi.history.terms import Verb
from maizi.kernel.texts import N_, say
from maizi.kit.imports.declare import Line, Sitting
from maizi.kit.imports.rows import kept
from maizi.kit.imports.terms import Verdict
from maizi.search.queries import sort_key

from ... import access, rules
from ...models import Customer
from ...terms import KaStatus, OwnerChange, PartyType
from ..important import IMPORTANT, LABELS
from ..ownership import Change, Stretch, end_stretches
from .drafts import NOT_COLUMNS
from .write import KIND

FOLLOWING = ("name_key", "sort_name", "org_unit", "changed_at")
NEVER_EMPTIED = frozenset(("name", "party_type", "lifecycle", "usc_reason"))


def note_changes(sitting: Sitting, line: Line) -> None:
    """Find what the row would change on its customer; nothing at all makes it the same."""
    draft, row = line.draft, line.draft.row
    values = {name: value for name, value in draft.values.items() if name not in FOLLOWING}
    if sitting.run.options.get("key") == "name":
        values.pop("name", None)
    if sitting.run.options.get("empties"):
        values |= _emptied(sitting, line)
    _note_home(sitting, line, values)
    draft.changes = {}
    for name, value in values.items():
        field = Customer._meta.get_field(name)
        old = getattr(row, field.attname)
        if old != value and not (old is None and value == ""):
            draft.changes[name] = [kept(old), kept(value)]
            setattr(row, field.attname, value)
    if row.ka_status == KaStatus.KEY and (asked := draft.changes.keys() & set(IMPORTANT)):
        labels = [LABELS[name] for name in IMPORTANT if name in asked]
        line.refuse(
            say(
                N_("“{name}”是大客户，{fields}须经审核，不能用导入修改。请在客户页面提出申请。"),
                name=row.name, fields=labels,
            )
        )  # fmt: skip
        return
    if not (draft.changes or draft.contacts or draft.tags or draft.told):
        line.verdict = Verdict.SAME


def write_changes(sitting: Sitting, lines: list[Line]) -> list[Customer]:
    """Write what the rows change. One statement for all, and their history."""
    lines = [line for line in lines if line.draft.changes]
    if not lines:
        return []
    rows, names = [line.draft.row for line in lines], set(FOLLOWING)
    if _note_moves(sitting, lines):
        names.add("owned_since")
    for line in lines:
        names |= line.draft.changes.keys()
        follow(line.draft.row)
    update_rows(Customer, sorted(names), rows)
    record_many(
        KIND,
        lines=[(line.draft.row.pk, str(line.draft.row), line.draft.changes) for line in lines],
        verb=Verb.CHANGE,
        by=sitting.user,
        reason=sitting.run.name,
        chain=sitting.chain,
    )
    return rows


def _note_moves(sitting: Sitting, lines: list[Line]) -> bool:
    """End the stretches of those who change hands; whether anybody does."""
    moving = [line.draft for line in lines if {"owner", "pool"} & line.draft.changes.keys()]
    stretches = [
        Stretch(
            draft.row.pk,
            *(draft.changes.get(name, [getattr(draft.row, f"{name}_id")])[0]
              for name in ("owner", "pool")),
            draft.row.owned_since or draft.row.created_at,
        )
        for draft in moving
    ]  # fmt: skip
    if stretches:
        change = Change(OwnerChange.IMPORTED, sitting.user, timezone.now(), sitting.run.name)
        at = end_stretches(stretches, change)
        for draft in moving:
            draft.row.owned_since = at
    return bool(stretches)


def _note_home(sitting: Sitting, line: Line, values: dict) -> None:
    """A new owner or pool, where the row itself names one and the person may assign."""
    draft, row = line.draft, line.draft.row
    if "owner" not in line.values and "pool" not in line.values:
        return
    if (draft.owner_id, draft.pool_id) == (row.owner_id, row.pool_id):
        return
    if not access.may(sitting.user, "assign", row):
        line.refuse(say(N_("您不能转移“{name}”。请联系其负责人的主管。"), name=row.name))
        return
    values |= {"owner": draft.owner_id, "pool": draft.pool_id, "org_unit": draft.unit_id}


def _emptied(sitting: Sitting, line: Line) -> dict:
    """Columns of the sheet whose cell is empty in this row."""
    keys = [key for key in sitting.places if "." not in key and key not in line.texts]
    keys = [key for key in keys if key not in NOT_COLUMNS and key not in NEVER_EMPTIED]
    fields = {key: Customer._meta.get_field(key) for key in keys}
    return {key: None if field.null else "" for key, field in fields.items()}


def follow(row: Customer) -> None:
    """Renew the columns that follow others."""
    row.changed_at, row.name_key = timezone.now(), rules.name_key(row.name)
    is_person = row.party_type == PartyType.INDIVIDUAL
    row.sort_name = sort_key(row.name, is_person=is_person)[:160]
