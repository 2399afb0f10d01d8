"""What is known of customers and their people, by the catalogue of attributes."""

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from maizi.accounts.access import Written, group_access
from maizi.kernel.privacy import FieldAccess

from ..models import Contact, Customer, ProfileValue
from ..rules.profiles import column_for
from ..terms import Attribute, PartyType, attributes_for

State = list[tuple[Attribute, int, bool]]


def profile_state(row: Customer | Contact) -> State:
    """(attribute, need weight, is filled) of everything asked about a customer or a contact.

    Leaves out what the system computes. One query.
    """
    rows = values_of(row).exclude(text="").values_list("attribute", flat=True)
    return state_of(row, set(rows))


def profile_states(customers: Iterable[Customer]) -> dict[int, State]:
    """The same for many customers at once, by id. One query."""
    customers = list(customers)
    answered: dict[int, set[str]] = {row.pk: set() for row in customers}
    rows = ProfileValue.objects.filter(customer__in=answered, contact=None).exclude(text="")
    for customer_id, code in rows.values_list("customer_id", "attribute"):
        answered[customer_id].add(code)
    return {row.pk: state_of(row, answered[row.pk]) for row in customers}


def state_of(row: Customer | Contact, answered: set[str]) -> State:
    """The state from the record itself and the codes answered beside it. No query."""
    return [
        (attribute, attribute.need, attribute.code in answered or is_in_columns(attribute, row))
        for attribute in asked_about(row)
        if attribute.need
    ]


def asked_about(row: Customer | Contact) -> tuple[Attribute, ...]:
    """The catalogue for a record: a contact is asked what a person is."""
    if isinstance(row, Contact):
        return attributes_for(PartyType.INDIVIDUAL)
    return attributes_for(row.party_type)


def customer_of(row: Customer | Contact) -> Customer:
    """The customer that a record is about."""
    return row.customer if isinstance(row, Contact) else row


def writable_attributes(user, row: Customer | Contact) -> list[Attribute]:
    """The attributes that a person may answer about a record: his field groups decide (M-4)."""
    held = type(row)._meta._forward_fields_map
    return [
        attribute
        for attribute in asked_about(row)
        if attribute.is_written
        and group_access(user, attribute.field_group) == FieldAccess.WRITE
        and not (set(attribute.columns) & set(held) and not column_for(attribute, held))
    ]


def columns_in(attribute: Attribute, row: Customer | Contact) -> list[str]:
    """The columns of this record that hold the attribute."""
    held = type(row)._meta._forward_fields_map
    return [name for name in attribute.columns if name in held]


def is_in_columns(attribute: Attribute, row: Customer | Contact) -> bool:
    """Whether a column of the record answers it."""
    return any(getattr(row, name) not in (None, "") for name in columns_in(attribute, row))


def values_of(row: Customer | Contact) -> QuerySet[ProfileValue]:
    """The stored answers with provenance of a customer itself, or of one of its people."""
    if isinstance(row, Contact):
        return ProfileValue.objects.filter(contact=row)
    return ProfileValue.objects.filter(customer=row, contact=None)


def values_by_code(row: Customer | Contact) -> Mapping[str, ProfileValue]:
    """The same by the code of the attribute, with who collected and verified. One query."""
    is_contact = isinstance(row, Contact)
    rows = (_of_contact if is_contact else _of_customer).rows(row.pk)
    return {value.attribute: value for value in rows}


@Written
def _of_contact(pk: int) -> QuerySet[ProfileValue]:
    return ProfileValue.objects.filter(contact=pk).select_related("collector", "verified_by")


@Written
def _of_customer(pk: int) -> QuerySet[ProfileValue]:
    rows = ProfileValue.objects.filter(customer=pk, contact=None)
    return rows.select_related("collector", "verified_by")


def answer_of(attribute: Attribute, row: Customer | Contact, value: ProfileValue | None) -> str:
    """The stored form of an answer, wherever it stands. No query."""
    names = columns_in(attribute, row)
    own = column_for(attribute, type(row)._meta._forward_fields_map)
    for name in [own] if own else names:
        held = getattr(row, name)
        if held not in (None, ""):
            return held.isoformat() if hasattr(held, "isoformat") else str(held)
    return value.text if value else ""
