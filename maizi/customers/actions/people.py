"""Contacts and further addresses of a customer."""

from django.db import transaction
from django.utils.translation import gettext as _

from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel import identifiers
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_
from maizi.search.actions import drop, index

from .. import access
from ..models import Address, Contact
from ..terms.quality import FreshGroup
from . import important
from .leave import PLAIN, Leave
from .matching import refresh_keys
from .quality import refresh_quality

LEAVING = N_("您正在办理离岗交接，不能再删除资料。需要更正的，请告诉接手的同事。")


@transaction.atomic
def save_contact(row: Contact, *, by, reason: str = "", leave: Leave = PLAIN) -> Contact:
    """Store a new or changed contact; a new primary contact replaces the one before.

    The decision-maker of a key account is asked for with a reason, all else is saved (A-32).
    Raises NeedsApproval without one.
    """
    _require_change(by, row.customer)
    row.name = " ".join(row.name.split())
    if not row.name:
        raise Refused(_("请填写联系人姓名。"), field="name")
    for name in ("mobile", "phone"):
        if text := getattr(row, name):
            found = getattr(identifiers, name)(text)
            if found.status == "rejected":
                raise Refused(found.message, field=name)
            setattr(row, name, found.value)
    asked = important.ask_for_decision_maker(row, leave)
    others = Contact.objects.filter(customer=row.customer_id).exclude(pk=row.pk)
    row.is_primary = row.is_primary or not others.filter(is_primary=True).exists()
    if row.is_primary:
        for other in others.filter(is_primary=True):
            with recorded(other, Verb.CHANGE, by=by):
                other.is_primary = False
                other.save(update_fields=["is_primary"])
    with recorded(row, Verb.CREATE if row._state.adding else Verb.CHANGE, by=by, reason=reason):
        row.save()
    index("contact", [row.pk])
    refresh_keys([row.customer_id])
    if asked:
        important.CONTACTS_WATCHED.ask(row, asked, by=by)
    refresh_quality([row.customer_id], by=by, touched=[FreshGroup.CONTACT])
    return row


@transaction.atomic
def remove_contact(row: Contact, *, by, reason: str = "") -> None:
    """Remove a contact; what it was stays in the history."""
    _require_change(by, row.customer)
    important.refuse_removal(row)
    if by.leaves_on:
        raise Refused(LEAVING)
    drop([row.pk])
    with recorded(row, Verb.DELETE, by=by, reason=reason):
        row.delete()
    refresh_quality([row.customer_id], by=by)
    refresh_keys([row.customer_id])


@transaction.atomic
def save_address(row: Address, *, by) -> Address:
    """Store a new or changed further address, with the point on the map if somebody knows it (A-3).

    Raises Refused for a number that is none, and for half a point.
    """
    _require_change(by, row.customer)
    if not row.street.strip():
        raise Refused(_("请填写详细地址：街道、门牌、楼层。"), field="street")
    if row.mobile:
        found = identifiers.mobile(row.mobile)
        if found.status == "rejected":
            raise Refused(found.message, field="mobile")
        row.mobile = found.value
    if (row.latitude is None) != (row.longitude is None):
        missing = "latitude" if row.latitude is None else "longitude"
        raise Refused(_("纬度和经度要一起填，或者都不填。"), field=missing)
    with recorded(row, Verb.CREATE if row._state.adding else Verb.CHANGE, by=by):
        row.save()
    return row


@transaction.atomic
def remove_address(row: Address, *, by, reason: str = "") -> None:
    """Remove a further address; what it was stays in the history."""
    _require_change(by, row.customer)
    if by.leaves_on:
        raise Refused(LEAVING)
    with recorded(row, Verb.DELETE, by=by, reason=reason):
        row.delete()


def _require_change(by, customer) -> None:
    if not access.may(by, "change", customer):
        raise Refused(_("您不能修改“%s”。请联系其负责人。") % customer)
