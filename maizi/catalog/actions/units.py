"""Units of a product and the barcodes on its packs (I-1)."""

from decimal import Decimal

from django.db import transaction

from maizi.history.actions import record
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, Said
from maizi.search.actions import index

from ..models import Barcode, Product, ProductUnit
from ..rules.barcodes import read_barcode
from ..rules.units import conversion

MOST_UNITS, MOST_CODES = 12, 40
UNIT, CODE = N_("计量单位"), N_("条码")


@transaction.atomic
def add_unit(product: Product, *, name: str, pieces: Decimal, worth: Decimal, by) -> ProductUnit:
    """Give a product a further unit: `pieces` of it are `worth` base units.

    Raises Refused when it does not divide to 4 places, or the name is taken.
    """
    product = Product.objects.select_for_update().get(pk=product.pk)
    name = name.strip()
    taken = {product.unit, *product.units.values_list("name", flat=True)}
    if not name or name in taken:
        raise Refused(N_("请填写一个还没有用过的单位，如 箱、盒。"), field="name")
    if len(taken) > MOST_UNITS:
        raise Refused(N_("一个商品最多 {most} 个换算单位。"), most=MOST_UNITS, field="name")
    factor = conversion(pieces, worth, unit=name, own=product.unit)
    unit = ProductUnit.objects.create(product=product, name=name, factor=factor)
    told = f"1 {name} = {factor.normalize():f} {product.unit}"
    record(product, verb=N_("增加单位"), by=by, changes={UNIT: [None, told]})
    return unit


@transaction.atomic
def remove_unit(unit: ProductUnit, *, by) -> None:
    """Take a unit away. Raises Refused while a barcode or a document is in it."""
    product = Product.objects.select_for_update().get(pk=unit.product_id)
    if unit.barcodes.exists():
        raise Refused(N_("还有条码印在“{unit}”上，请先移除那些条码。"), unit=unit.name)
    told = f"1 {unit.name} = {unit.factor.normalize():f} {product.unit}"
    unit.delete()
    record(product, verb=N_("移除单位"), by=by, changes={UNIT: [told, None]})


@transaction.atomic
def add_barcode(
    product: Product, code: str, *, unit: ProductUnit | None = None, by
) -> tuple[Barcode, Said | None]:
    """Note a barcode on a pack; gives it with a warning when its check digit is wrong.

    Raises Refused when it is on another product, or the unit is not of this one.
    """
    product = Product.objects.select_for_update().get(pk=product.pk)
    read = read_barcode(code)
    if unit is not None and unit.product_id != product.pk:
        raise Refused(N_("这个单位不属于这个商品。请重新选择。"), field="unit")
    other = Barcode.objects.filter(code=read.value).select_related("product").first()
    if other is not None:
        raise Refused(
            N_("条码“{barcode}”已经在“{product}”上。同一个条码只能对应一种商品。"),
            barcode=read.value, product=other.product.name, field="code",
        )  # fmt: skip
    if product.barcodes.count() >= MOST_CODES:
        raise Refused(N_("一个商品最多 {most} 个条码。"), most=MOST_CODES, field="code")
    row = Barcode.objects.create(product=product, unit=unit, code=read.value, kind=read.kind)
    record(product, verb=N_("增加条码"), by=by, changes={CODE: [None, row.code]})
    index("product", [product.pk])
    return row, read.warning


@transaction.atomic
def remove_barcode(row: Barcode, *, by) -> None:
    """Take a barcode off a product."""
    product, code = row.product, row.code
    row.delete()
    record(product, verb=N_("移除条码"), by=by, changes={CODE: [code, None]})
    index("product", [product.pk])
