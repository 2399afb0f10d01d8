"""Products: by a code that was scanned, what they are counted by, their pictures and duties."""

from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Upper

from maizi.fields.queries import parameter
from maizi.files.models import Attachment
from maizi.files.queries import attachments_of

from .. import access
from ..models import (
    Barcode,
    BundleGroup,
    BundleLine,
    BundleRelation,
    ChangedPrice,
    ListPrice,
    Product,
    ProductUnit,
)
from ..rules.barcodes import twins_of

MOST_FOUND = 20
MOST_PICTURES = 12
# What says something about a product without counting it in its unit.
UNCOUNTED = (Barcode, BundleGroup, BundleRelation, ChangedPrice, ListPrice)
IMAGES = ("image/png", "image/jpeg", "image/webp", "image/gif")


def found_by_code(user, text: str) -> list[Product]:
    """Visible products with this barcode, number or model; the barcode's first. One query."""
    text = "".join(text.split())[:60]
    if not text:
        return []
    codes = Barcode.objects.filter(code__in=twins_of(text)).values("product")
    rows = access.visible_products(user).annotate(upper_no=Upper("no"), upper_model=Upper("model"))
    exact = Q(pk__in=codes) | Q(upper_no=text.upper()) | Q(upper_model=text.upper())
    found = list(rows.filter(exact).prefetch_related("barcodes")[:MOST_FOUND])
    twins = twins_of(text)
    by_code = [row for row in found if any(b.code in twins for b in row.barcodes.all())]
    return by_code or [row for row in found if row.no.upper() == text.upper()] or found


def counted_by(product: Product, *, outside_only: bool = False) -> list[str]:
    """What counts a product in its base unit or follows its pieces: names of the tables.

    outside_only  leave out the catalogue's own units, prices and bundles
    One query for each table that refers to products, of whatever app.
    """
    found = []
    for relation in Product._meta.get_fields(include_hidden=True):
        is_key = relation.auto_created and not relation.concrete and not relation.many_to_many
        if not is_key or relation.related_model in UNCOUNTED:
            continue
        model, field = relation.related_model, relation.field
        if model is BundleLine and field.name == "bundle":
            continue
        if outside_only and model._meta.app_label == Product._meta.app_label:
            continue
        if model._base_manager.filter(**{field.attname: product.pk}).exists():
            found.append(str(model._meta.verbose_name))
    return list(dict.fromkeys(found))


def like(product: Product) -> Product | None:
    """Another product of the same brand, name, model and spec. One query."""
    rows = Product.objects.filter(name_key=product.name_key).exclude(pk=product.pk)
    return rows.order_by("id").first() if product.name_key else None


def pictures_of(product: Product) -> QuerySet[Attachment]:
    """The pictures at a product, newest first."""
    return attachments_of(product).filter(file__media_type__in=IMAGES)[:MOST_PICTURES]


def duties_of(product: Product) -> date | None:
    """Until when spare parts of a discontinued product must be kept (I-1)."""
    gone = product.discontinued_on
    if gone is None:
        return None
    year = gone.year + parameter("parts.duty_years")
    return gone.replace(year=year, day=28 if (gone.month, gone.day) == (2, 29) else gone.day)


def written_by(user, run) -> list[tuple[str, str]]:
    """The first products that an import brought in, as far as the person sees them. One query."""
    rows = access.visible_products(user).filter(import_id=run.pk).order_by("id")
    return [(str(row), row.get_absolute_url()) for row in rows[:MOST_FOUND]]


def units_seen(user) -> QuerySet[ProductUnit]:
    """Units of visible products."""
    return ProductUnit.objects.filter(product__in=access.visible_products(user))


def barcodes_seen(user) -> QuerySet[Barcode]:
    """Barcodes of visible products."""
    return Barcode.objects.filter(product__in=access.visible_products(user))
