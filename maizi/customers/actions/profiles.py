"""Write answers of a profile with their provenance, and verify them (A-2 … A-5, A-10)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.partial_dates import stored_date
from maizi.kernel.texts import N_

from .. import access, queries, rules
from ..models import Contact, Customer, ProfileValue
from ..queries.wanted import fresh_groups
from ..rules.profiles import Provenance
from ..terms import PARTIAL, Attribute, AttributeSort, PartyType
from .customers import save_customer
from .days import follow_profile
from .people import save_contact
from .quality import refresh_quality

FILLED, VERIFIED = N_("填写档案"), N_("核实档案")
KEY_LENGTH = ProfileValue._meta.get_field("key").max_length
PLAIN = Provenance()


@transaction.atomic
def save_answers(
    row: Customer | Contact,
    answers: Mapping[str, Sequence[str]],
    *,
    by,
    provenance: Provenance = PLAIN,
) -> list[str]:
    """Store answers by the code of their attribute; gives the codes that changed.

    What a column of the record holds is written there. Each changed answer gets the provenance,
    by default the writer, now; an unchanged one keeps its own. Raises Refused at the field.
    """
    now, customer = timezone.now(), queries.customer_of(row)
    _require_change(by, customer)
    party = PartyType.INDIVIDUAL if isinstance(row, Contact) else row.party_type
    rules.require_lawful(party, provenance)
    today = timezone.localdate(now)
    if provenance.collected_on and provenance.collected_on > today:
        raise Refused(_("采集日期不能晚于今天。"), field="from_collected_on")
    wanted = {
        attribute: rules.kept_answer(attribute, answers[attribute.code], today=today)
        for attribute in queries.writable_attributes(by, row)
        if attribute.code in answers
    }
    for attribute, text in wanted.items():
        _require_contact(attribute, text, customer)
    changed = _Writer(row, by, provenance, now).write(wanted)
    follow_profile(row, changed, by=by)
    if changed:
        refresh_quality([customer.pk], by=by, touched=fresh_groups(party, changed))
    return changed


@transaction.atomic
def verify_answers(row: Customer | Contact, codes: Iterable[str], *, by) -> int:
    """Say that filled answers are still right; gives how many (A-10, A-31)."""
    now = timezone.now()
    _require_change(by, queries.customer_of(row))
    filled = {a.code for a, _need, is_filled in queries.profile_state(row) if is_filled}
    may_write = queries.writable_attributes(by, row)
    codes = [a.code for a in may_write if a.code in filled & set(codes)]
    stored = queries.values_by_code(row)
    for code in codes:
        value = stored.get(code) or _blank(row, code, by, now)
        value.verified_at, value.verified_by = now, by
        value.save()
    if codes:
        record(row, verb=VERIFIED, by=by, changes={f"profile.{c}": [None, None] for c in codes})
        if isinstance(row, Customer):
            touched = fresh_groups(row.party_type, codes)
            refresh_quality([row.pk], by=by, touched=touched)
    return len(codes)


def _require_contact(attribute: Attribute, text: str, customer: Customer) -> None:
    if attribute.sort != AttributeSort.CONTACT or not text:
        return
    ids = {str(pk) for pk in Contact.objects.filter(customer=customer).values_list("pk", flat=True)}
    if text not in ids:
        raise Refused(_("请从这个客户的联系人里选择。"), field=attribute.code)


def _require_change(by, customer: Customer) -> None:
    if not access.may(by, "change", customer):
        raise Refused(_("您不能修改“%s”。请联系其负责人。") % customer)


def _blank(row: Customer | Contact, code: str, by, now: datetime) -> ProfileValue:
    return ProfileValue(
        customer=queries.customer_of(row), attribute=code,
        contact=row if isinstance(row, Contact) else None,
        collected_on=timezone.localdate(now), collector=by, changed_at=now,
    )  # fmt: skip


class _Writer:
    """One save of one record's answers."""

    def __init__(self, row: Customer | Contact, by, provenance: Provenance, now: datetime):
        self.row, self.by, self.provenance, self.now = row, by, provenance, now
        self.held = type(row)._meta._forward_fields_map
        self.stored = dict(queries.values_by_code(row))

    def write(self, wanted: Mapping[Attribute, str]) -> list[str]:
        changes, columns = {}, {}
        for attribute, text in wanted.items():
            old = queries.answer_of(attribute, self.row, self.stored.get(attribute.code))
            if old == text:
                continue
            name = rules.column_for(attribute, self.held)
            if name:
                columns[attribute, name] = text
            else:
                changes[f"profile.{attribute.code}"] = [old or None, text or None]
            self._note(attribute, "" if name and not _is_partial(attribute, text) else text)
        self._write_columns(columns)
        if changes:
            record(self.row, verb=FILLED, by=self.by, changes=changes)
        return [a.code for a, _name in columns] + [c.removeprefix("profile.") for c in changes]

    def _note(self, attribute: Attribute, text: str) -> None:
        value = self.stored.get(attribute.code)
        value = value or _blank(self.row, attribute.code, self.by, self.now)
        given = self.provenance
        value.text, value.key = text, text[:KEY_LENGTH].casefold()
        value.channel, value.source_detail = given.channel, given.source_detail[:120]
        value.collected_on = given.collected_on or timezone.localdate(self.now)
        value.collector, value.basis, value.changed_at = self.by, given.basis, self.now
        value.verified_at = self.now if given.is_verified else None
        value.verified_by = self.by if given.is_verified else None
        value.save()

    def _write_columns(self, columns: Mapping[tuple[Attribute, str], str]) -> None:
        if not columns:
            return
        with recorded(self.row, Verb.CHANGE, by=self.by):
            for (attribute, name), text in columns.items():
                value = None if _is_partial(attribute, text) else text
                setattr(self.row, name, self._clean(attribute, name, value))
            if isinstance(self.row, Contact):
                save_contact(self.row, by=self.by)
            else:
                save_customer(self.row, Verb.CHANGE, by=self.by)

    def _clean(self, attribute: Attribute, name: str, text: str | None):
        field = self.row._meta.get_field(name)
        if not text:
            if not field.blank:
                raise Refused(_("这一项不能空着。"), field=attribute.code)
            return None if field.null else ""
        try:
            return field.clean(text, self.row)
        except ValidationError as problem:
            raise Refused(" ".join(problem.messages), field=attribute.code) from problem


def _is_partial(attribute: Attribute, text: str) -> bool:
    """A date that no column of days can hold stands in the profile."""
    return attribute.sort in PARTIAL and bool(text) and not stored_date(text).is_whole
