"""Write the rows of a batch: new customers, changed ones, their contacts and tags, all recorded."""

from maizi.history.actions import record_many
from maizi.history.terms import Verb
from maizi.kernel.ids import new_ids
from maizi.kit.actions import next_numbers
from maizi.kit.imports.declare import Line, Sitting
from maizi.kit.imports.terms import Verdict
from maizi.search.queries import sort_key

from ...models import Customer
from ...terms import Channel, PartyType
from .change import change_rows
from .labels import put_tags
from .people import add_contacts
from .searching import make_findable
from .write import KIND, changes_of, insert_all, new_values


def store(sitting: Sitting, lines: list[Line]) -> None:
    """Write what was decided. The number of statements does not grow with the rows."""
    new = [line for line in lines if line.verdict is Verdict.ADD]
    added = _add(sitting, new)
    changed = change_rows(sitting, [line for line in lines if line.verdict is Verdict.UPDATE])
    put_tags(sitting, [line for line in lines if line.draft is not None and line.draft.tags])
    add_contacts(sitting, [line for line in lines if line.draft is not None])
    make_findable(sitting, added, changed)


def _add(sitting: Sitting, lines: list[Line]) -> list[dict]:
    if not lines:
        return []
    numbers = next_numbers("C", len(lines), today=sitting.today, by=sitting.user)
    rows = []
    for line, id_, no in zip(lines, new_ids(len(lines)), numbers, strict=True):
        draft, values = line.draft, line.draft.values
        draft.id = id_
        is_person = values["party_type"] == PartyType.INDIVIDUAL
        row = new_values(values, sitting)
        row.setdefault("channel", Channel.IMPORT.value)
        row |= {
            "id": id_, "no": no, "owner": draft.owner_id, "pool": draft.pool_id,
            "org_unit": draft.unit_id,
            "sort_name": sort_key(values["name"], is_person=is_person)[:160],
        }  # fmt: skip
        rows.append(row)
    insert_all(Customer, rows)
    record_many(
        KIND,
        [(row["id"], row["name"], changes_of(row)) for row in rows],
        Verb.IMPORT,
        by=sitting.user,
        reason=sitting.run.name,
        chain=sitting.chain,
    )
    return rows
