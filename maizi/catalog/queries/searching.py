"""What the search knows of products: name, code, model, spec, barcode."""

from collections.abc import Collection, Iterator

from django.db.models import QuerySet
from django.urls import reverse

from maizi.kernel.texts import N_
from maizi.search.access import SearchKind
from maizi.search.terms import Document, Hit, Sort

from .. import access
from ..models import Barcode, Product

COLUMNS = ("id", "no", "name", "brand", "model", "spec")


def product_documents(ids: Collection[int]) -> Iterator[Document]:
    """Products as the index keeps them. Two queries."""
    codes: dict[int, list[str]] = {}
    for product, code in Barcode.objects.filter(product__in=ids).values_list("product", "code"):
        codes.setdefault(product, []).append(code)
    for row in Product.objects.filter(pk__in=ids).values(*COLUMNS):
        yield product_document(row, codes.get(row["id"], ()))


def product_document(row: dict, codes: Collection[str] = ()) -> Document:
    """One product, from the values of COLUMNS and its barcodes."""
    texts = [
        (Sort.NAME, row["name"]), (Sort.NAME, row["brand"]), (Sort.NAME, row["spec"]),
        (Sort.NAME, row["model"]), (Sort.CODE, row["no"]), (Sort.CODE, row["model"]),
        *((Sort.CODE, code) for code in codes),
    ]  # fmt: skip
    return Document(row["id"], [t for t in texts if t[1]])


def _hits(user, rows: QuerySet[Product]) -> Iterator[Hit]:
    place = reverse("catalog:product", args=[0])
    for id_, name, *hints in rows.values_list("id", "name", "no", "brand", "model", "spec"):
        yield Hit(id_, name, " · ".join(filter(None, hints)), place.replace("/0/", f"/{id_}/"))


def _scope(user) -> list[str] | None:
    return None if access.may(user, "view") else []


PRODUCTS = SearchKind(
    code="product",
    mark="g",
    label=N_("商品"),
    model=Product,
    documents=product_documents,
    visible=access.visible_products,
    scope=_scope,
    sorts=lambda user: frozenset(Sort),
    describe=_hits,
)
