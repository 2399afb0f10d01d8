"""The grid of lines of a quote or an order: typed, scanned, pasted, changed, removed."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.catalog.access import visible_products
from maizi.catalog.queries import bundle_of, first_selection, price_for
from maizi.kernel.errors import Refused
from maizi.kernel.ids import number_in
from maizi.kit.forms import first_problem, taken
from maizi.kit.http import go, is_partial, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..models import Order, Quote
from ..queries.finding import ONE
from ..rules.pasting import number_of
from .order_page import order_context
from .quote_page import quote_context


@dataclass(frozen=True)
class Kind:
    """One kind of document with lines: its rows, rights, page."""

    model: type
    visible: object
    lines: object
    may: object
    template: str
    context: object
    bundle: str


KINDS = {
    "quote": Kind(Quote, access.visible_quotes, access.visible_quote_lines, access.may_quote,
                  "sales/quote.html", quote_context, "sales:quote_bundle"),
    "order": Kind(Order, access.visible_orders, access.visible_order_lines, access.may,
                  "sales/order.html", order_context, "sales:order_bundle"),
}  # fmt: skip


@require_GET
def products(request):
    """Products to choose from while typing: by number, barcode, name, pinyin."""
    require(access.may_quote(request.user, "add") or access.may(request.user, "add"))
    found = queries.products_like(request.user, request.GET.get("q", ""))
    pairs = [(str(row.pk), " ".join(filter(None, [row.no, row.name, row.model, row.spec])))
             for row in found]  # fmt: skip
    return page(request, "kit/choices.html", {"pairs": pairs, "name": ""})


@require_GET
def price(request, kind: str, pk: int):
    """What the price lists say of one product for this customer, and where from."""
    document = _document(request, kind, pk)
    if not request.GET.get("product"):
        return HttpResponse("—")
    product = _product(request, request.GET["product"])
    quantity = number_of(request.GET.get("quantity", "")) or ONE
    found = price_for(product, customer=document.customer, quantity=quantity,
                      activity=document.activity)  # fmt: skip
    context = {"found": found, "product": product, "document": document, "quantity": quantity}
    return page(request, "sales/_price.html", context)


@require_POST
def add(request, kind: str, pk: int):
    """One new line from the last row of the grid."""
    document = _document(request, kind, pk)
    form = forms.LineForm(request.POST)
    if not form.is_valid():
        raise first_problem(form)
    wanted = _wanted(request.user, form.cleaned_data)
    try:
        actions.add_line(document, wanted, by=request.user)
    except Refused as refusal:
        if refusal.code != "selection":
            raise
        return go(request, f"{reverse(KINDS[kind].bundle, args=[pk])}?product={wanted.product.pk}")
    return _grid(request, kind, pk)


@require_POST
def change(request, kind: str, pk: int):
    """Another quantity, price, date or note for a line."""
    line = _line(request, kind, pk)
    form = forms.ChangeForm(request.POST)
    if not form.is_valid():
        raise first_problem(form)
    given = form.cleaned_data
    wanted = actions.Change(
        given["quantity"], given["price"], request.POST.get("note"), given["promised_on"],
        given["is_free"],
    )  # fmt: skip
    actions.change_line(line, wanted, by=request.user)
    return _grid(request, kind, line.document_id)


@require_POST
def remove(request, kind: str, pk: int):
    line = _line(request, kind, pk)
    actions.remove_line(line, by=request.user)
    return _grid(request, kind, line.document_id)


@require_POST
def reprice(request, kind: str, pk: int):
    """All lines at today's prices of the lists."""
    document = _document(request, kind, pk)
    count = actions.price_anew(document, by=request.user)
    told = ngettext("%d 行改为现在的价目表价。", "%d 行改为现在的价目表价。", count) % count
    messages.success(request, told)
    return go(request, document.get_absolute_url())


@require_http_methods(["GET", "POST"])
def paste(request, kind: str, pk: int):
    """Lines out of a spreadsheet; what cannot be read comes back with a sentence each."""
    document = _document(request, kind, pk)
    form = forms.PasteForm(request.POST or None)
    told = {"count": 0, "bad": []}

    def write() -> None:
        told["count"], told["bad"] = actions.paste_lines(
            document, form.cleaned_data["text"], by=request.user
        )

    if request.method == "POST" and taken(form, write) and not told["bad"]:
        count = told["count"]
        messages.success(request, ngettext("加入了 %d 行。", "加入了 %d 行。", count) % count)
        return go(request, document.get_absolute_url())
    context = {"document": document, "kind": kind, "form": form, **told}
    is_bad = form.errors or told["bad"]
    return page(request, "sales/paste.html", context, status=422 if is_bad else 200)


@require_http_methods(["GET", "POST"])
def bundle(request, kind: str, pk: int):
    """Choose the parts of a menu or a configurable bundle, then add it."""
    document = _document(request, kind, pk)
    asked = request.POST.get("product") or request.GET.get("product", "")
    if not asked:
        return go(request, document.get_absolute_url())
    product = _product(request, asked)
    form = forms.LineForm(request.POST or {"quantity": "1"})
    chosen = [int(one) for one in request.POST.getlist("chosen") if number_in(one)]

    def write() -> None:
        wanted = _wanted(request.user, form.cleaned_data, chosen)
        actions.add_line(document, wanted, by=request.user)

    if request.method == "POST" and taken(form, write):
        messages.success(request, _("组合已加入，价格按标价比例分到每一行。"))
        return go(request, document.get_absolute_url())
    made = bundle_of(product)
    context = {"document": document, "product": product, "form": form, "bundle": made,
               "chosen": chosen or first_selection(made)}  # fmt: skip
    return page(request, "sales/bundle.html", context, status=422 if form.errors else 200)


def _document(request, kind: str, pk: int):
    found = KINDS[kind]
    rows = found.visible(request.user).select_related("customer")
    document = get_object_or_404(rows, pk=pk)
    require(found.may(request.user, "change", document))
    return document


def _line(request, kind: str, pk: int):
    found = KINDS[kind]
    line = get_object_or_404(found.lines(request.user), pk=pk)
    require(found.may(request.user, "change", line.document))
    return line


def _product(request, text: str):
    return get_object_or_404(visible_products(request.user), pk=number_in(text))


def _wanted(user, given: dict, chosen: list[int] = ()) -> actions.Wanted:
    """What was typed: a chosen product or a word for one, at least one of it."""
    if given["product"]:
        product = queries.sellable_products(user).filter(pk=given["product"]).first()
        factor = ONE
        if product is None:
            raise Refused(_("这个商品已停售或已不存在。请重新选择。"), field="product")
    else:
        named = queries.product_named(user, given["code"])
        product, factor = named.product, named.factor
    count = (ONE if given["quantity"] is None else given["quantity"]) * factor
    return actions.Wanted(
        product, count, given["price"], note=given["note"], chosen=tuple(chosen),
        is_free=given["is_free"],
    )  # fmt: skip


def _grid(request, kind: str, pk: int):
    """The grid anew for htmx, the whole page for others."""
    found = KINDS[kind]
    document = get_object_or_404(found.visible(request.user), pk=pk)
    if not is_partial(request):
        return go(request, f"{document.get_absolute_url()}#grid")
    return page(request, f"{found.template}#grid", found.context(request.user, document))
