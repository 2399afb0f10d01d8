"""Take back what an import did, as far as nobody has touched it since."""

from collections.abc import Iterable, Sequence

from django.db import DEFAULT_DB_ALIAS as DEFAULT
from django.db.models import Q
from django.utils import timezone

from maizi.history.actions import record_many, update_rows
from maizi.history.models import HistoryEntry
from maizi.history.terms import Verb
from maizi.kernel.texts import N_, say
from maizi.kit.imports.declare import Kept, Sitting
from maizi.kit.imports.rows import put_back, touched_since, turned, used_elsewhere
from maizi.search.actions import drop, index

from ...models import (
    ClassMembership,
    Contact,
    Customer,
    CustomerQuality,
    MatchKey,
    ProfileValue,
    TwinPair,
)
from ...terms import OwnerChange
from .. import ownership
from ..matching import refresh_keys
from ..profiles import FILLED
from .answers_undone import put_back_answers
from .change import FOLLOWING, follow
from .write import CONTACT_KIND, KIND

TOUCHED = N_("导入以后又被修改过，保持不变。")
FOLLOWS = (CustomerQuality, ClassMembership, MatchKey, ProfileValue)  # gone with the record
DERIVED = (*FOLLOWS, TwinPair)  # nobody has worked on what we found out ourselves
USED = N_("已有跟进记录或别的单据用到它，保持不变。")


def undo(sitting: Sitting, entries: Sequence[HistoryEntry]) -> tuple[int, list[Kept]]:
    """Delete what was new, restore what was changed; how many, and what stays and why.

    entries  of the import's own chain, newest first; a dozen queries whatever their number
    """
    taken = _Taken(sitting)
    created = [e for e in entries if e.verb == Verb.IMPORT]
    changed = [e for e in entries if e.verb == Verb.CHANGE]
    taken.restore(Customer, [e for e in changed if e.kind == KIND])
    taken.restore_answers([e for e in entries if e.verb == FILLED and e.kind == KIND])
    taken.restore(Contact, [e for e in changed if e.kind == CONTACT_KIND])
    taken.remove_contacts([e for e in created if e.kind == CONTACT_KIND])
    taken.remove_customers([e for e in created if e.kind == KIND])
    return taken.count, taken.kept


class _Taken:
    """What one batch of an undo takes back and leaves."""

    def __init__(self, sitting: Sitting):
        self._sitting = sitting
        self.count = 0
        self.kept: list[Kept] = []

    def remove_customers(self, entries: list[HistoryEntry]) -> None:
        """New customers with their contacts, unless somebody has worked on them."""
        titles = {e.object_id: e.title for e in entries}
        here = set(Customer.objects.filter(pk__in=titles).values_list("pk", flat=True))
        people = dict(Contact.objects.filter(customer__in=here).values_list("pk", "customer_id"))
        touched = self._touched(KIND, here)
        touched |= {people[contact] for contact in self._touched(CONTACT_KIND, people)}
        used = used_elsewhere(
            Customer, here - touched, but=(Contact, Customer.tags.through, *DERIVED)
        )
        used |= {people[contact] for contact in used_elsewhere(Contact, people)} - touched
        going = here - touched - used
        gone_people = [contact for contact, customer in people.items() if customer in going]
        drop([*sorted(going), *gone_people])
        for model in (Customer.tags.through, *FOLLOWS):
            model.objects.filter(customer__in=going)._raw_delete(DEFAULT)
        at = Q(first__in=going) | Q(second__in=going)
        TwinPair.objects.filter(at)._raw_delete(DEFAULT)
        Contact.objects.filter(pk__in=gone_people)._raw_delete(DEFAULT)
        Customer.objects.filter(pk__in=going)._raw_delete(DEFAULT)
        self._keep(touched, titles=titles, message=TOUCHED)
        self._keep(used, titles=titles, message=USED)
        self._record(KIND, [(id_, titles[id_], {}) for id_ in sorted(going)])

    def remove_contacts(self, entries: list[HistoryEntry]) -> None:
        """Contacts put to customers that were here before; others go with their customers."""
        if not entries:
            return
        titles = {e.object_id: e.title for e in entries}
        own = Q(customer__import_id=self._sitting.run.pk)
        found = Contact.objects.filter(pk__in=titles).exclude(own)
        here = set(found.values_list("pk", flat=True))
        touched = self._touched(CONTACT_KIND, here)
        used = used_elsewhere(Contact, here - touched)
        going = here - touched - used
        drop(sorted(going))
        ran = set(Contact.objects.filter(pk__in=going).values_list("customer_id", flat=True))
        Contact.objects.filter(pk__in=going).delete()
        refresh_keys(ran)
        self._keep(touched, titles=titles, message=TOUCHED)
        self._keep(used, titles=titles, message=USED)
        self._record(CONTACT_KIND, [(id_, titles[id_], {}) for id_ in sorted(going)])

    def restore(self, model, entries: list[HistoryEntry]) -> None:
        """Give changed records their old values back where the new ones still stand."""
        if not entries:
            return
        kind = model._meta.label_lower
        rows = model.objects.select_for_update(of=("self",)).in_bulk([e.object_id for e in entries])
        restored, names, lines = {}, set(), []
        moved = []
        for entry in entries:
            row = rows.get(entry.object_id)
            if row is None:
                continue
            before = ownership.stretch_of(row) if model is Customer else None
            if entry.changes.keys() == {"tags"}:
                restored[row.pk] = row
                lines.append(_untagged(row, entry))
            elif put_back(row, entry.changes):
                restored[row.pk] = row
                names |= entry.changes.keys()
                if before and (row.owner_id, row.pool_id) != (before.owner_id, before.pool_id):
                    moved.append((row, before))
                lines.append((row.pk, entry.title, turned(entry.changes)))
            else:
                self._keep({row.pk}, titles={row.pk: entry.title}, message=TOUCHED)
        if moved:
            names.add("owned_since")
            self._note_moves(moved)
        if names:
            update_rows(
                model, sorted(names | _following(model, restored.values())), restored.values()
            )
        self._record(kind, lines)
        index("customer" if model is Customer else "contact", list(restored))
        at = "pk" if model is Customer else "customer_id"
        refresh_keys({getattr(row, at) for row in restored.values()})

    def restore_answers(self, entries: list[HistoryEntry]) -> None:
        """Give profiles their former answers back where the new ones still stand."""
        if not entries:
            return
        done = put_back_answers(entries, by=self._sitting.user)
        titles = {e.object_id: e.title for e in entries}
        self._keep(titles.keys() - done, titles=titles, message=TOUCHED)
        lines = [(e.object_id, e.title, turned(e.changes)) for e in entries if e.object_id in done]
        self._record(KIND, lines)

    def _note_moves(self, moved: list[tuple[Customer, ownership.Stretch]]) -> None:
        """End the stretches of those who go back to where they were."""
        change = ownership.Change(OwnerChange.UNDONE, self._sitting.user, timezone.now())
        at = ownership.end_stretches([before for _row, before in moved], change)
        for row, _before in moved:
            row.owned_since = at

    def _touched(self, kind: str, ids: Iterable[int]) -> set[int]:
        """Those about which the history says more than this import did."""
        return touched_since(kind, ids, (self._sitting.chain, _undo_chain(self._sitting)))

    def _keep(self, ids: Iterable[int], *, titles: dict, message: str) -> None:
        self.kept += [Kept(id_, titles[id_], say(message)) for id_ in sorted(ids)]

    def _record(self, kind: str, lines: list) -> None:
        if not lines:
            return
        self.count += len(lines)
        record_many(
            kind, lines=lines, verb=Verb.UNDO, by=self._sitting.user, reason=self._sitting.run.name,
            chain=_undo_chain(self._sitting),
        )  # fmt: skip


def _undo_chain(sitting: Sitting) -> str:
    return f"undo-{sitting.run.pk}"


def _untagged(row: Customer, entry: HistoryEntry) -> tuple:
    """Take off the tags that the import put on."""
    before, after = (set(ids or ()) for ids in entry.changes["tags"])
    row.tags.through.objects.filter(customer=row.pk, tag__in=after - before).delete()
    return row.pk, entry.title, turned(entry.changes)


def _following(model, rows: Iterable) -> set[str]:
    """Derived columns of restored customers."""
    if model is not Customer:
        return set()
    for row in rows:
        follow(row)
    return set(FOLLOWING)
