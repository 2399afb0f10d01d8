"""How each update of a customer came about: its way, and the approval behind it (A-33)."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from maizi.approvals.access import visible_cases
from maizi.approvals.models import ApprovalCase
from maizi.approvals.queries import open_cases_of
from maizi.history.models import HistoryEntry
from maizi.history.terms import Verb

from ..models import Contact, Customer
from ..rules import way_of
from ..terms import UpdateWay
from .verification import asked_ids

WAY, APPROVAL = "way", "approval"
UPDATES = frozenset(map(str, (Verb.CHANGE, Verb.BULK_CHANGE, Verb.UNDO, Verb.RESTORE)))


def ways_of_customers(by, verb: str, ids: Sequence[int]) -> Mapping[int, Mapping]:
    """The way of new entries about customers: a for who is asked to verify. One query, or none."""
    if verb not in UPDATES:
        return {}
    asked = asked_ids(by, ids)
    return {id_: {WAY: str(way_of(id_ in asked))} for id_ in ids}


def ways_of_contacts(by, verb: str, ids: Sequence[int]) -> Mapping[int, Mapping]:
    """The same of contacts, as their customers say. Two queries, or none."""
    if verb not in UPDATES:
        return {}
    homes = dict(Contact.objects.filter(pk__in=ids).values_list("pk", "customer_id"))
    asked = asked_ids(by, set(homes.values()))
    return {id_: {WAY: str(way_of(homes.get(id_) in asked))} for id_ in ids}


def open_cases(user, customer: Customer) -> QuerySet[ApprovalCase]:
    """The requests about a customer and its people that are on their way or wait to take effect,
    as far as the person sees them."""
    people = Contact.objects.filter(customer=customer).values("pk")
    about = open_cases_of(Contact(customer=customer))
    about = {**about, "object_id__in": people}
    del about["object_id"]
    return visible_cases(user).filter(Q(**open_cases_of(customer)) | Q(**about))


def told_of(user, entries: Iterable[HistoryEntry]) -> dict[int, list[tuple[str, str]]]:
    """Entry -> (words, address) of how it came about; the address of an approval only for whom
    may see it. One query, or none."""
    found = {entry.pk: entry.circumstances for entry in entries}
    cases = {told[APPROVAL] for told in found.values() if APPROVAL in told}
    seen = visible_cases(user).in_bulk(cases) if cases else {}
    return {pk: list(_words(told, seen)) for pk, told in found.items()}


def _words(told: Mapping, seen: Mapping) -> Iterable[tuple[str, str]]:
    if WAY in told:
        yield str(UpdateWay(told[WAY]).label), ""
    if APPROVAL in told:
        case = seen.get(told[APPROVAL])
        yield _("审批 %s") % told[APPROVAL], case.get_absolute_url() if case else ""


WAYS = {"customers.customer": ways_of_customers, "customers.contact": ways_of_contacts}
