"""Products of which a sheet of another kind says no more than what they are called."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from maizi.history.actions import record_many
from maizi.history.terms import Verb
from maizi.kernel.ids import new_ids
from maizi.kit.imports.rows import insert_all
from maizi.search.actions import index_many
from maizi.search.queries import sort_key

from ..models import Product
from ..queries.searching import COLUMNS, product_document
from ..rules.names import name_key
from ..terms import ProductSort

KIND = Product._meta.label_lower


@dataclass(frozen=True, slots=True)
class BareProduct:
    """A name, and the number it has in an older system, which it keeps."""

    name: str
    no: str


def add_bare_products(wanted: Sequence[BareProduct], *, by, reason: str, chain: str) -> list[int]:
    """Many products at once, without a price; their ids. A dozen statements.

    The caller has made sure that no number is taken.
    """
    if not wanted:
        return []
    now, rows = timezone.now(), []
    for id_, one in zip(new_ids(len(wanted)), wanted, strict=True):
        name = " ".join(one.name.split())[:120]
        rows.append({
            "id": id_, "no": one.no[:32], "name": name, "sort_name": sort_key(name)[:160],
            "name_key": name_key("", name, "", ""), "sort": ProductSort.GOODS.value,
            "created_at": now, "changed_at": now, "created_by": by.pk,
        })  # fmt: skip
    insert_all(Product, rows)
    record_many(
        KIND, lines=[(row["id"], row["name"], {"name": [None, row["name"]]}) for row in rows],
        verb=Verb.IMPORT, by=by, reason=reason, chain=chain,
    )  # fmt: skip
    ids = [row["id"] for row in rows]
    index_many("product", (product_document(row) for row in
                           Product.objects.filter(pk__in=ids).values(*COLUMNS)))  # fmt: skip
    return ids
