"""Customers of whom a sheet of another kind says no more than what they are called."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from maizi.fields.actions import next_numbers
from maizi.history.actions import record_many
from maizi.history.terms import Verb
from maizi.kernel.ids import new_ids
from maizi.search.actions import index_many
from maizi.search.queries import sort_key

from ..models import Customer
from ..queries.searching import CUSTOMER_COLUMNS, customer_document
from ..rules import name_key
from ..terms import Channel
from .following import follow_import
from .imports.write import KIND, insert_all
from .matching import refresh_keys

NAME_LENGTH = Customer._meta.get_field("name").max_length
NO_LENGTH = Customer._meta.get_field("no").max_length


@dataclass(frozen=True, slots=True)
class Bare:
    """A name, and the number it had in an older system, which it keeps."""

    name: str
    no: str = ""
    province: str = ""
    city: str = ""


def add_bare(people: Sequence[Bare], *, by, party_type: str, reason: str, chain: str) -> list[int]:
    """Many customers at once, owned by who brings them in; their ids. A dozen statements.

    The caller has made sure that no number is taken.
    """
    if not people:
        return []
    fresh = iter(next_numbers("customer", count=len(people), on=timezone.localdate(), by=by))
    now, rows = timezone.now(), []
    for id_, one in zip(new_ids(len(people)), people, strict=True):
        name = " ".join(one.name.split())[:NAME_LENGTH]
        no = next(fresh)
        rows.append({
            "id": id_, "no": one.no[:NO_LENGTH] or no, "name": name,
            "sort_name": sort_key(name)[:160], "name_key": name_key(name)[:120],
            "party_type": party_type, "owner": by.pk, "org_unit": by.unit_id,
            "province": one.province[:20], "city": one.city[:30],
            "channel": Channel.IMPORT.value, "created_at": now, "changed_at": now,
            "created_by": by.pk,
        })  # fmt: skip
    insert_all(Customer, rows)
    ids = [row["id"] for row in rows]
    record_many(
        KIND, lines=[(row["id"], row["name"], {"name": [None, row["name"]]}) for row in rows],
        verb=Verb.IMPORT, by=by, reason=reason, chain=chain,
    )  # fmt: skip
    refresh_keys(set(), new=ids)
    follow_import(ids[0], ids[-1], by=by)
    stored = Customer.objects.filter(pk__in=ids).values(*CUSTOMER_COLUMNS)
    index_many("customer", (customer_document(row) for row in stored))
    return ids
