"""Answers of profiles as sheets carry them: which a person may take out, and their words."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from django.utils.translation import gettext as _

from maizi.accounts.access import group_access
from maizi.kernel.masking import mask
from maizi.kernel.privacy import FieldAccess
from maizi.kernel.texts import N_
from maizi.kit.listing.rows import HIDDEN
from maizi.kit.pages.beside import Extra, Extras

from .. import access, rules
from ..models import ProfileValue
from ..terms import (
    Attribute,
    AttributeSort,
    PartyType,
    attributes_by_code,
    attributes_for,
)

BATCH = 1000
PREFIX = "profile."
PART = N_("档案：{group}")
Texts = dict[tuple[int, str], str]


@cache
def kept_in_rows() -> dict[str, list[Attribute]]:
    """The attributes whose answers stand in rows of their own, by code, of both kinds of customers.

    What columns hold is a column of the list already.
    """
    found: dict[str, list[Attribute]] = {}
    for party_type in PartyType:
        for attribute in attributes_for(party_type):
            if attribute.is_written and not attribute.columns:
                found.setdefault(attribute.code, []).append(attribute)
    return found


def _offered(user) -> list[Extra]:
    """What the person may read of somebody at least, as far as his field groups go."""
    found = []
    for code, attributes in kept_in_rows().items():
        reach = {a.field_group: group_access(user, a.field_group) for a in attributes}
        groups = {group for group, way in reach.items() if way > FieldAccess.NONE}
        if not groups:
            continue
        first = attributes[0]
        found.append(
            Extra(
                PREFIX + code, _(first.label), _(PART).format(group=_(str(first.group.label))),
                frozenset(groups), all(way <= FieldAccess.MASKED for way in reach.values()),
            )
        )  # fmt: skip
    return found


def _texts(user, rows: Sequence, codes: Collection[str]) -> Texts:
    """The answers in words. A query a thousand rows, and one more for names of contacts.

    Customers in a pool whose archive the person may not read yet answer nothing but ***.
    """
    asked = {code.removeprefix(PREFIX) for code in codes}
    closed = {row.pk for row in rows if not access.may(user, "unmask", row)}
    found: Texts = {(pk, code): HIDDEN for pk in closed for code in codes}
    open_ids = [row.pk for row in rows if row.pk not in closed]
    reach: dict[str, FieldAccess] = {}
    for ids in _batches(open_ids):
        stored = ProfileValue.objects.filter(customer__in=ids, contact=None, attribute__in=asked)
        values = list(
            stored.exclude(text="").order_by().values_list(
                "customer", "attribute", "text", "customer__party_type"
            )
        )  # fmt: skip
        people = _people(user, values)
        for customer_id, code, text, party_type in values:
            attribute = attributes_by_code(party_type).get(code)
            if attribute is None:
                continue
            group = attribute.field_group
            way = reach.setdefault(group, group_access(user, group))
            if way == FieldAccess.NONE:
                continue
            words = _words(attribute, text, people)
            words = mask("text", words) if way == FieldAccess.MASKED else words
            found[customer_id, PREFIX + code] = words
    return found


def _words(attribute: Attribute, text: str, people: Mapping[str, str]) -> str:
    if attribute.sort == AttributeSort.CONTACT:
        return people.get(text, "")
    return rules.answer_in_words(attribute, text, _("、"))


def _people(user, values: Sequence[tuple]) -> dict[str, str]:
    """Names of the contacts that answers mention. One query, or none."""
    ids = [
        text
        for _customer, code, text, party_type in values
        if (found := attributes_by_code(party_type).get(code))
        and found.sort == AttributeSort.CONTACT
    ]
    if not ids:
        return {}
    rows = access.visible_contacts(user).filter(pk__in=ids)
    return {str(pk): name for pk, name in rows.values_list("pk", "name")}


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


ANSWERS_BESIDE = Extras(_offered, _texts)
