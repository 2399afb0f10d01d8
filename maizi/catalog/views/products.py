"""The list of products, one product, its form, and the box a scanner types into."""

from dataclasses import replace
from functools import partial

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from maizi.kit.http import go, is_partial, require
from maizi.kit.jinja import page
from maizi.kit.pages import edit_page, list_page
from maizi.kit.pages.look import detail_context

from .. import access, actions, forms, queries
from ..models import Product
from ..pages import PRODUCTS
from ..terms import ProductSort

BESIDE_THE_LIST = (
    (gettext_lazy("扫码"), "qrcode", "catalog:scan", "view"),
    (ngettext_lazy("商品类别", "商品类别", 2), "sitemap", "catalog:category_list", "view"),
    (gettext_lazy("导入"), "file-import", "catalog:imports", "import"),
)


@require_GET
def products(request):
    """The list, with the ways in that other lists lack."""
    links = [
        {"label": label, "icon": icon, "url": reverse(url)}
        for label, icon, url, verb in BESIDE_THE_LIST
        if access.may(request.user, verb)
    ]
    return list_page(request, PRODUCTS, list_actions=links)


@require_GET
def product(request, pk: int):
    row = get_object_or_404(access.visible_products(request.user).select_related("category"), pk=pk)
    context = detail_context(PRODUCTS, request.user, row) | product_context(request.user, row)
    part = "#drawer" if is_partial(request) else ""
    return page(request, f"catalog/product.html{part}", context)


def product_context(user, row: Product) -> dict:
    """What the page of a product shows beside its fields: prices, packs, pictures, parts."""
    today = timezone.localdate()
    listed, chart = queries.history_of(row, today=today)
    return {
        "listed": listed,
        "chart": chart,
        "today": today,
        "rows": queries.lists_with(user, row),
        "panels": access.panels_for(user, row),
        "may_price": {verb: access.may_price(user, verb) for verb in ("view", "change")},
        "units": row.units.all(),
        "barcodes": row.barcodes.select_related("unit"),
        "pictures": queries.pictures_of(row),
        "duty_until": queries.duties_of(row),
        "bundle": queries.bundle_of(row) if row.sort == ProductSort.BUNDLE else None,
        "unit_form": forms.UnitForm(),
        "code_form": forms.BarcodeForm(product=row),
        "price_form": forms.ListPriceForm(initial={"starts_on": today}),
    }


@require_http_methods(["GET", "POST"])
def edit(request, pk: int | None = None):
    """The plain form, which also asks before a price of 0 and a second product of one name."""
    leave = actions.Leave(is_confirmed=request.POST.get("confirmed") == "yes")
    pages = replace(PRODUCTS, save=partial(actions.save_product, leave=leave))
    return edit_page(request, pages, pk, template="catalog/edit.html")


@require_GET
def scan(request):
    """The box a scanner or a camera types into; one product found opens at once."""
    require(access.may(request.user, "view"))
    code = request.GET.get("code", "").strip()[:60]
    found = queries.found_by_code(request.user, code)
    if len(found) == 1:
        return go(request, found[0].get_absolute_url())
    context = {"code": code, "found": found, "may_add": access.may(request.user, "add")}
    return page(request, "catalog/scan.html", context)
