"""Contacts that come with their customers."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils import timezone

from maizi.history.actions import record_many, update_rows
from maizi.history.terms import Verb
from maizi.kernel.ids import new_ids
from maizi.kernel.texts import N_, say
from maizi.kit.imports.declare import Line, Sitting
from maizi.kit.imports.terms import Verdict

from ...models import Contact
from ...terms import KaStatus
from ..important import CONTACT_LABELS
from .write import CONTACT_KIND, changes_of, insert_all

NOT_BY_IMPORT = N_(
    "“{name}”是大客户的关键决策人，姓名和电话须经审核，不能用导入修改。请在联系人页面提出申请。"
)
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


def refuse_decision_makers(lines: Iterable[Line]) -> None:
    """Stop rows that would change a key account's decision-maker (A-32). One query, or none."""
    rows = {
        line.draft.row.pk: line
        for line in lines
        if line.draft.row is not None and line.draft.row.ka_status == KaStatus.KEY
        and line.draft.contacts and not line.is_refused
    }  # fmt: skip
    found = Contact.objects.filter(customer__in=rows, is_decision_maker=True) if rows else ()
    for contact in found:
        line = rows[contact.customer_id]
        for given in line.draft.contacts:
            if _is_same(contact, given) and _differing(contact, given, CONTACT_LABELS):
                line.refuse(say(NOT_BY_IMPORT, name=contact.name))


def _differing(contact: Contact, given: dict, names: Iterable[str]) -> list[str]:
    """The columns in which a sheet says something else than what is stored."""
    return [name for name in names if given.get(name) and given[name] != getattr(contact, name)]


def _known(lines: Iterable[Line]) -> dict[int, list]:
    """Stored contacts of the customers that get further ones. One query, or none."""
    ids = {
        line.draft.customer_id
        for line in lines
        if line.draft.contacts and line.verdict is not Verdict.ADD
    }
    found: dict[int, list] = {}
    if ids:
        for contact in (
            Contact.objects.filter(customer__in=ids).select_related("customer").order_by("id")
        ):
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
    is_kept = contact.is_decision_maker and contact.customer.ka_status == KaStatus.KEY
    for name in _differing(contact, given, COLUMNS):
        if is_kept and name in CONTACT_LABELS:
            continue  # of a further row of the same customer: only an approval changes it
        _, changes = changed.setdefault(contact.pk, (contact, {}))
        changes[name] = [getattr(contact, name) or None, given[name]]
        setattr(contact, name, given[name])


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
