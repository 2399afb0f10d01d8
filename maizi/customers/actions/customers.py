"""Create and change a customer."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.fields.actions import next_numbers
from maizi.kernel import identifiers
from maizi.kernel.errors import Refused
from maizi.search.actions import index
from maizi.search.queries import sort_key

from .. import access, rules
from ..models import Customer
from ..terms import OwnerChange, PartyType
from . import important, ownership
from .collecting import settle_origin
from .following import follow_record
from .leave import PLAIN, Leave
from .matching import note_twins, refresh_keys, stop_twins


@transaction.atomic
def save_customer(row: Customer, verb: str, *, by, leave: Leave = PLAIN) -> Customer:
    """Store a new or changed customer; the caller records (`kit.pages.save`, imports).

    Normalises identifiers, gives a number, owner and unit, and refreshes the search index.
    Important information of a key account is asked for with a reason, all else is saved
    (A-32). Raises Refused when an identifier is wrong, DuplicateFound when it is already here
    (A-12), NeedsApproval when important information changes without a reason.
    """
    _normalise(row)
    stored = None if row._state.adding else _stored(row)
    if stored is None:
        _give_place(row, by)
    else:
        _keep_place(row, stored, by)
    met = stop_twins(row, stored=stored, leave=leave, by=by) if leave.door else []
    settle_origin(row, stored, by=by, today=timezone.localdate())
    asked = stored and important.ask_for_change(row, stored, leave)
    if asked:
        _normalise(row)
    if stored:
        ownership.note_saved(row, stored, how=OwnerChange.CHANGED, by=by)
    if not row.no:
        (row.no,) = next_numbers("customer", count=1, on=timezone.localdate())
    row.save()
    refresh_keys([row.pk])
    note_twins(row.pk, met, source=leave.door or "")
    index("customer", [row.pk])
    follow_record(row, stored, verb, by=by)
    if asked:
        important.WATCHED.ask(row, asked, by=by)
    return row


def _normalise(row: Customer) -> None:
    row.name = " ".join(row.name.split())
    row.name_key = rules.name_key(row.name)
    row.sort_name = sort_key(row.name, is_person=row.party_type == PartyType.INDIVIDUAL)[:160]
    row.mobile = _checked(row, "mobile", identifiers.mobile)
    row.phone = _checked(row, "phone", identifiers.phone)
    row.usc_code = _checked(row, "usc_code", identifiers.usc_code)


def _checked(row: Customer, name: str, check) -> str:
    text = getattr(row, name)
    if not text:
        return ""
    found = check(text)
    if found.status == "rejected":
        raise Refused(found.message, field=name)
    if found.status == "warning" and name == "usc_code" and not row.usc_reason:
        raise Refused(found.message, field="usc_reason")
    return found.value


def _give_place(row: Customer, by) -> None:
    row.created_by = by
    if row.pool_id:
        row.org_unit_id = row.pool.unit_id
        return
    row.owner = row.owner or by
    row.org_unit_id = row.owner.unit_id


def _stored(row: Customer) -> Customer:
    return Customer.objects.select_for_update().get(pk=row.pk)


def _keep_place(row: Customer, stored: Customer, by) -> None:
    """A form changes the owner only for those who may assign, and never leaves nobody."""
    if row.owner_id == stored.owner_id:
        row.org_unit_id = row.owner.unit_id if row.owner_id else row.org_unit_id
        return
    if stored.pool_id:
        raise Refused(_("客户还在公海里，请先领取或分配。"), field="owner")
    if not row.owner_id:
        raise Refused(_("请选择负责人。不再跟进的客户，可以放入公海。"), field="owner")
    if not access.may(by, "assign", stored):
        raise Refused(_("您不能更换负责人。请联系其负责人的主管。"), field="owner")
    row.org_unit_id = row.owner.unit_id
