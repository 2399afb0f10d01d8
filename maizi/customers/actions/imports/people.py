"""Contacts that come with their customers."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils import timezone

from maizi.history.actions import record_many, update_rows
from maizi.history.terms import Verb
from maizi.kernel.ids import new_ids
from maizi.kit.imports.declare import Line, Sitting
from maizi.kit.imports.terms import Verdict

from ...models import Contact
from .write import CONTACT_KIND, changes_of, insert_all

COLUMNS = ("name", "department", "job_title", "mobile", "phone", "email", "wechat", "note")


class Written(NamedTuple):
    """Ids of the contacts that a batch wrote."""

    new: list[int]
    changed: list[int]


def add_contacts(sitting: Sitting, lines: Iterable[Line]) -> Written:
    """Write the contacts of a batch.

    A contact whose name or mobile the customer already has is completed, not doubled.
    """
    known = _known(lines)
    new: list[dict] = []
    changed: dict[int, tuple[Contact, dict]] = {}
    for line in lines:
        for given in line.draft.contacts:
            here = known.setdefault(line.draft.customer_id, [])
            same = next((one for one in here if _is_same(one, given)), None)
            if same is None:
                row = _row(sitting, line.draft.customer_id, given, is_first=not here)
                new.append(row)
                here.append(row)
            elif isinstance(same, Contact):
                _complete(same, given, changed)
    _insert(sitting, new)
    _update(sitting, changed)
    return Written([row["id"] for row in new], list(changed))


def _known(lines: Iterable[Line]) -> dict[int, list]:
    """Stored contacts of the customers that get further ones. One query, or none."""
    ids = {
        line.draft.customer_id
        for line in lines
        if line.draft.contacts and line.verdict is not Verdict.ADD
    }
    found: dict[int, list] = {}
    if ids:
        for contact in Contact.objects.filter(customer__in=ids).order_by("id"):
            found.setdefault(contact.customer_id, []).append(contact)
    return found


def _row(sitting: Sitting, customer_id: int, given: dict, *, is_first: bool) -> dict:
    return {
        **given, "customer": customer_id, "is_primary": is_first, "import_id": sitting.run.pk,
    }  # fmt: skip


def _is_same(one, given: dict) -> bool:
    name, mobile = (
        (one.name, one.mobile) if isinstance(one, Contact) else (one["name"], one.get("mobile"))
    )
    return name == given["name"] or bool(mobile) and mobile == given.get("mobile")


def _complete(contact: Contact, given: dict, changed: dict) -> None:
    """Take over what is new about a known person."""
    for name in COLUMNS:
        old, value = getattr(contact, name), given.get(name)
        if value and value != old:
            _, changes = changed.setdefault(contact.pk, (contact, {}))
            changes[name] = [old or None, value]
            setattr(contact, name, value)


def _insert(sitting: Sitting, rows: list[dict]) -> None:
    if not rows:
        return
    now = timezone.now()
    for row, id_ in zip(rows, new_ids(len(rows)), strict=True):
        row |= {"id": id_, "created_at": now}
    insert_all(Contact, rows)
    _record(sitting, [(row["id"], row["name"], changes_of(row)) for row in rows], Verb.IMPORT)


def _update(sitting: Sitting, changed: dict[int, tuple[Contact, dict]]) -> None:
    if not changed:
        return
    names = sorted({name for _, changes in changed.values() for name in changes})
    update_rows(Contact, names, [contact for contact, _ in changed.values()])
    entries = [(id_, contact.name, changes) for id_, (contact, changes) in changed.items()]
    _record(sitting, entries, Verb.CHANGE)


def _record(sitting: Sitting, entries: list, verb: Verb) -> None:
    record_many(
        CONTACT_KIND,
        lines=entries,
        verb=verb,
        by=sitting.user,
        reason=sitting.run.name,
        chain=sitting.chain,
    )
