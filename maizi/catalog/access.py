"""Who sees products and prices, and who may change them (M-2, M-3)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from maizi.accounts.access import Entity, rights_of
from maizi.customers.access import visible_customers
from maizi.fields.access import NumberKind, NumberShape
from maizi.kernel.texts import N_

from .models import Category, PriceChange, PriceList, Product

PRODUCT = Entity(
    "product",
    N_("商品"),
    {
        "read": N_("查看"),
        "add": N_("新建"),
        "change": N_("修改"),
        "import": N_("导入"),
        "export": N_("导出"),
    },
)
PRICE = Entity(
    "price",
    N_("价格"),
    {
        "read": N_("查看价目表"),
        "change": N_("定价与调价"),
        "export": N_("导出"),
        "limits": N_("规定折扣权限"),
    },
)
NUMBERS = NumberKind("product", N_("商品编号"), NumberShape("P"))


@dataclass(frozen=True)
class ProductPanel:
    """A card that a higher app puts on the page of a product.

    context  (user, product) -> what its template needs as `p`, or None for nothing to show
    """

    code: str
    template: str
    context: Callable[[object, Product], dict | None]
    position: int = 100


_panels: dict[str, ProductPanel] = {}


def declare_panel(panel: ProductPanel) -> None:
    """Put a card on the page of products; called by the app that owns it."""
    _panels[panel.code] = panel


def panels_for(user, product: Product) -> list[tuple[str, dict]]:
    """Templates of the cards that have something to show, each with its context."""
    found = []
    for panel in sorted(_panels.values(), key=lambda p: (p.position, p.code)):
        context = panel.context(user, product)
        if context is not None:
            found.append((panel.template, context))
    return found


def visible_products(user) -> QuerySet[Product]:
    """The catalogue is the company's: whoever reads products sees all of them."""
    return Product.objects.all() if may(user, "view") else Product.objects.none()


def visible_categories(user) -> QuerySet[Category]:
    """The tree, for those who read products."""
    return Category.objects.all() if may(user, "view") else Category.objects.none()


def visible_price_lists(user) -> QuerySet[PriceList]:
    """Price lists, but those of a customer only for whoever sees that customer."""
    if not may_price(user, "view"):
        return PriceList.objects.none()
    seen = visible_customers(user).filter(pk=OuterRef("customer"))
    return PriceList.objects.filter(Q(customer=None) | Exists(seen))


def visible_changes(user) -> QuerySet[PriceChange]:
    """Mass changes of list prices and of visible price lists, for those who may change prices."""
    if not may_price(user, "change"):
        return PriceChange.objects.none()
    return PriceChange.objects.filter(Q(list=None) | Q(list__in=visible_price_lists(user)))


def may(user, verb: str, row: Product | Category | None = None) -> bool:
    """Whether a person may do `verb` to products, one or any; nothing of them is hidden by row."""
    verb = "read" if verb in ("view", "unmask") else verb
    return rights_of(user).may("product", verb)


def may_price(user, verb: str, row: PriceList | None = None) -> bool:
    """Whether a person may do `verb` to prices; who sees a list may change it with the right."""
    verb = {"view": "read", "unmask": "read", "add": "change"}.get(verb, verb)
    return rights_of(user).may("price", verb)
