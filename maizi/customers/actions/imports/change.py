"""Stored customers changed by an updating import."""

from maizi.history.actions import record_many
from maizi.history.terms import Verb
from maizi.kernel.texts import N_, say
from maizi.kit.imports.declare import Line, Sitting
from maizi.kit.imports.terms import Verdict
from maizi.search.queries import sort_key

from ... import access
from ...models import Customer
from ...terms import PartyType
from .write import KIND, update_all

FOLLOWING = ("name_key", "sort_name", "org_unit", "changed_at")


def change_rows(sitting: Sitting, lines: list[Line]) -> list[Customer]:
    """Give stored customers what the sheet says of them; what stayed the same is no update."""
    rows, entries, names = [], [], set()
    for line in lines:
        changes = _apply(sitting, line)
        if line.is_refused or not changes and line.verdict is not Verdict.UPDATE:
            continue
        if not changes:
            line.verdict = Verdict.SAME
            continue
        rows.append(line.draft.row)
        names |= changes.keys()
        entries.append((line.draft.row.pk, str(line.draft.row), changes))
    if rows:
        update_all(Customer, [*sorted(names | set(FOLLOWING))], rows)
        record_many(
            KIND, entries, Verb.CHANGE, by=sitting.user, reason=sitting.run.name,
            chain=sitting.chain,
        )  # fmt: skip
    return rows
