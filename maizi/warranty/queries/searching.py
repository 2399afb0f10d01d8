"""What the search knows of pieces: serial, invoice, voucher, owner, the end of his number."""

from collections.abc import Collection, Iterator

from django.db.models import QuerySet

from maizi.accounts.access import group_access
from maizi.kernel.privacy import FieldAccess, FieldGroup
from maizi.kernel.texts import N_
from maizi.search.access import SearchKind
from maizi.search.terms import Document, Hit, Sort

from .. import access
from ..models import Unit

COLUMNS = (
    "id", "serial", "invoice_no", "voucher_no", "customer__name", "contact_name", "phone",
    "product__name",
)  # fmt: skip


def unit_documents(ids: Collection[int]) -> Iterator[Document]:
    """Pieces as the index keeps them. One query."""
    for row in Unit.objects.filter(pk__in=ids).values(*COLUMNS):
        texts = [
            (Sort.CODE, row["serial"]), (Sort.CODE, row["invoice_no"]),
            (Sort.CODE, row["voucher_no"]), (Sort.NAME, row["customer__name"]),
            (Sort.PERSON, row["contact_name"]), (Sort.PHONE, row["phone"]),
            (Sort.NAME, row["product__name"]),
        ]  # fmt: skip
        yield Document(row["id"], [one for one in texts if one[1]])


def _sorts(user) -> frozenset[Sort]:
    """Numbers and people are found by whoever may read them."""
    if group_access(user, FieldGroup.CONTACT) >= FieldAccess.READ:
        return frozenset(Sort)
    return frozenset((Sort.CODE, Sort.NAME))


def _hits(user, rows: QuerySet[Unit]) -> Iterator[Hit]:
    for row in rows.select_related("product", "customer"):
        owner = row.customer.name if row.customer else ""
        told = " · ".join(filter(None, (row.product.name, owner)))
        yield Hit(row.pk, row.serial, told, row.get_absolute_url())


UNITS = SearchKind(
    code="installed",
    mark="u",
    label=N_("设备档案"),
    model=Unit,
    documents=unit_documents,
    visible=access.visible_units,
    scope=lambda user: None if access.may(user, "view") else [],
    sorts=_sorts,
    describe=_hits,
)
