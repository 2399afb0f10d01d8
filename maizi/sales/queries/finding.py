"""Products as people name them when they type or paste lines."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from maizi.catalog.access import visible_products
from maizi.catalog.models import Barcode, Product
from maizi.catalog.queries import found_by_code
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_
from maizi.search.queries import fitting

MOST_FOUND, MOST_NAMED = 20, 4
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Named:
    """A product and how many base units one of what was named is (a case has twelve)."""

    product: Product
    factor: Decimal = ONE


def sellable_products(user) -> QuerySet[Product]:
    """Visible products that are still sold."""
    return visible_products(user).filter(is_active=True)


def products_like(user, text: str) -> list[Product]:
    """Products to choose from while typing: by barcode or code, else by name and pinyin."""
    text = text.strip()[:60]
    if not text:
        return list(sellable_products(user).order_by("-id")[:MOST_FOUND])
    exact = [row for row in found_by_code(user, text) if row.is_active]
    if exact:
        return exact
    found = sellable_products(user).filter(pk__in=fitting("product", text, user))
    return list(found[:MOST_FOUND])


def product_named(user, text: str) -> Named:
    """The one product a word means: its id, barcode, number or model, else its name.

    Raises Refused, naming some of them, when none or several fit.
    """
    text = " ".join(text.split())[:120]
    if not text:
        raise Refused(N_("请填写商品。可以输入编号、条码、名称或拼音首字母。"), field="product")
    exact = found_by_code(user, text)
    found = [row for row in exact if row.is_active]
    if not found:
        found = list(sellable_products(user).filter(name=text)[:MOST_FOUND])
    if not found:
        found = products_like(user, text)
    if len(found) == 1:
        return Named(found[0], _factor(text, found[0]))
    if found:
        names = [f"{row.name}（{row.no}）" for row in found[:MOST_NAMED]]
        raise Refused(
            N_("“{text}”可能是 {names} 等 {count} 种商品，请输入编号。"),
            text=text, names=names, count=len(found), field="product",
        )  # fmt: skip
    if exact:
        raise Refused(N_("“{name}”已停售，不能再卖。"), name=exact[0].name, field="product")
    raise Refused(N_("没有找到商品“{text}”。请检查编号、条码或名称。"), text=text, field="product")


def unit_factor(product: Product, unit: str) -> Decimal:
    """How many base units one `unit` is. Raises Refused for a unit the product does not have."""
    if not unit or unit == product.unit:
        return ONE
    own = product.units.filter(name=unit).first()
    if own is None:
        raise Refused(
            N_("“{name}”没有单位“{unit}”，基本单位是“{base}”。"),
            name=product.name, unit=unit, base=product.unit, field="quantity",
        )  # fmt: skip
    return own.factor


def _factor(text: str, product: Product) -> Decimal:
    code = Barcode.objects.filter(product=product, code=text).select_related("unit").first()
    return code.unit.factor if code and code.unit_id else ONE
