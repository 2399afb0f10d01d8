"""What there is: the list, the stock card of a product, numbered pieces."""

from datetime import date

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from maizi.catalog.access import visible_products
from maizi.catalog.queries import factors_of, said_in_units
from maizi.kernel.ids import number_in
from maizi.kit.http import is_partial, require
from maizi.kit.jinja import page
from maizi.kit.pages import list_page

from .. import access, queries
from ..pages import ACCOUNTS
from ..queries.screens import MOST_SHOWN
from .parts import links_for

BESIDE_THE_LIST = (
    (gettext_lazy("出入库单"), "receipt", "stock:stockdocument_list", (), "view"),
    (gettext_lazy("盘点"), "checks", "stock:stockcount_list", (), "view"),
    (gettext_lazy("补货"), "bell", "stock:reorder", (), "view"),
    (gettext_lazy("报表"), "chart-bar", "stock:report", (), "view"),
    (gettext_lazy("序列号"), "qrcode", "stock:serials", (), "view"),
    (gettext_lazy("仓库"), "building-warehouse", "stock:warehouse_list", (), "view"),
    (gettext_lazy("导入期初"), "file-import", "stock:imports", (), "import"),
)


@require_GET
def accounts(request):
    """What there is, by product and warehouse."""
    links = links_for(request.user, BESIDE_THE_LIST)
    return list_page(request, ACCOUNTS, list_actions=links)


@require_GET
def account(request, pk: int):
    """One product in one warehouse: its stock card."""
    row = get_object_or_404(access.visible_accounts(request.user), pk=pk)
    products = visible_products(request.user)
    return _card(request, get_object_or_404(products, pk=row.product_id), row.warehouse)


@require_GET
def card(request, pk: int):
    """The stock card of a product, over all warehouses or in one."""
    require(access.may(request.user, "view"))
    product = get_object_or_404(visible_products(request.user), pk=pk)
    chosen = number_in(request.GET.get("warehouse", ""))
    place = access.visible_warehouses(request.user).filter(pk=chosen or 0).first()
    return _card(request, product, place)


def _card(request, product, place):
    user = request.user
    rows = queries.movements_of(user, product, warehouse=place, before=_before(request))
    held = list(queries.accounts_of(user, product))
    here = [row for row in held if place is None or row.warehouse_id == place.pk]
    sums, factors = queries.sums_of(here), factors_of([product])[product.pk]
    context = {
        "product": product, "place": place, "accounts": held, "sums": sums,
        "said": said_in_units(sums["quantity"], factors),
        "holdings": queries.lots_of(user, product, place),
        "pieces": list(queries.pieces_there(user, product)) if product.tracking == "serial" else [],
        "rows": rows[:MOST_SHOWN], "points": list(queries.points_of(user, product)),
        "more": rows[MOST_SHOWN - 1] if len(rows) > MOST_SHOWN else None,
        "sees_cost": access.sees_cost(user), "may_post": access.may(user, "post"),
    }  # fmt: skip
    part = "#drawer" if is_partial(request) else ""
    return page(request, f"stock/card.html{part}", context)


def _before(request) -> tuple[date, int] | None:
    day, _, id_ = request.GET.get("before", "").partition(".")
    try:
        return date.fromisoformat(day), number_in(id_) or 0
    except ValueError:
        return None


@require_GET
def serials(request):
    """Where a numbered piece is, and where it has been."""
    require(access.may(request.user, "view"))
    text = request.GET.get("no", "").strip()[:60]
    found = queries.pieces_called(request.user, text)
    path = queries.path_of(found[0]) if len(found) == 1 else []
    return page(request, "stock/serials.html", {"no": text, "found": found, "path": path})
