"""Write the rows of a batch: new customers, changed ones, their contacts and tags, all recorded."""

from maizi.fields.actions import next_numbers
from maizi.history.actions import record_many
from maizi.history.terms import Verb
from maizi.kernel.ids import new_ids
from maizi.kit.imports.declare import Line, Sitting
from maizi.kit.imports.terms import Verdict

from ...models import Customer
from ...terms import Channel, MatchDoor
from ..collecting import batch_of_import
from ..following import follow_import
from ..matching import note_pairs, refresh_keys
from .answers import told_answers, write_answers
from .change import write_changes
from .labels import Labels
from .people import add_contacts
from .searching import make_findable
from .write import KIND, changes_of, insert_all, new_values

WRITTEN = (Verdict.ADD, Verdict.UPDATE)


def store(sitting: Sitting, lines: list[Line]) -> None:
    """Write what was decided. The number of statements does not grow with the rows."""
    lines = [line for line in lines if line.draft is not None]
    labels = Labels(sitting, lines)
    added = _add(sitting, [line for line in lines if line.verdict is Verdict.ADD], labels)
    known = [line for line in lines if line.verdict is Verdict.UPDATE]
    changed = write_changes(sitting, known)
    labels.put(known)
    write_answers(sitting, [line for line in lines if line.verdict in WRITTEN])
    make_findable(added, changed, add_contacts(sitting, lines))
    _keep_in_mind(lines)


def _keep_in_mind(lines: list[Line]) -> None:
    """The keys by which twins are found, and the twins that were let in, for the steward."""
    known = [line for line in lines if line.verdict in (Verdict.ADD, Verdict.UPDATE)]
    touched = [line for line in lines if line.verdict in (Verdict.UPDATE, Verdict.JOIN)]
    refresh_keys(
        {line.draft.customer_id for line in touched},
        new=[line.draft.customer_id for line in known if line.verdict is Verdict.ADD],
    )
    note_pairs(
        [
            (line.draft.customer_id, twin.id, twin.confidence, twin.reasons)
            for line in known
            for twin in line.draft.twins
        ],
        source=MatchDoor.IMPORT,
    )


def _add(sitting: Sitting, lines: list[Line], labels: Labels) -> list[dict]:
    if not lines:
        return []
    numbers = next_numbers("customer", count=len(lines), on=sitting.today, by=sitting.user)
    rows, batch = [], batch_of_import(sitting.run, by=sitting.user)
    for line, id_, no in zip(lines, new_ids(len(lines)), numbers, strict=True):
        draft, values = line.draft, line.draft.values
        draft.id = id_
        row = new_values(values, sitting)
        row.setdefault("channel", Channel.IMPORT.value)
        row |= {
            "id": id_, "no": no, "owner": draft.owner_id, "pool": draft.pool_id,
            "org_unit": draft.unit_id, "batch": batch.pk,
        }  # fmt: skip
        rows.append(row)
    insert_all(Customer, rows)
    follow_import(rows[0]["id"], rows[-1]["id"], by=sitting.user)
    labels.put_new(lines)
    record_many(
        KIND,
        lines=[
            (row["id"], row["name"], changes_of(row) | labels.told(line) | told_answers(line))
            for row, line in zip(rows, lines, strict=True)
        ],
        verb=Verb.IMPORT,
        by=sitting.user,
        reason=sitting.run.name,
        chain=sitting.chain,
    )
    return rows
