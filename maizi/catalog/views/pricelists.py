"""Price lists with their rows, list prices of a product, discount limits."""

from decimal import Decimal

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.customers.access import visible_customers
from maizi.fields.queries import parameter
from maizi.kernel.errors import Refused
from maizi.kit.forms import first_problem, taken
from maizi.kit.http import go, is_partial, require
from maizi.kit.jinja import page
from maizi.kit.pages import list_page
from maizi.kit.pages.look import detail_context

from .. import access, actions, forms, queries
from ..pages import PRICE_LISTS

BESIDE_THE_LIST = (
    (gettext_lazy("为什么是这个价"), "help-circle", "catalog:why", "view"),
    (gettext_lazy("批量调价"), "coin-yuan", "catalog:changes", "change"),
    (gettext_lazy("折扣权限"), "user-check", "catalog:limits", "limits"),
)


@require_GET
def price_lists(request):
    """The list, with the ways to what belongs to prices."""
    links = [
        {"label": label, "icon": icon, "url": reverse(url)}
        for label, icon, url, verb in BESIDE_THE_LIST
        if access.may_price(request.user, verb)
    ]
    return list_page(request, PRICE_LISTS, list_actions=links)


@require_GET
def price_list(request, pk: int):
    """One price list and its prices."""
    form = forms.RowForm(user=request.user, initial={"least": 0})
    return _shown(request, _list(request, pk), form)


@require_POST
def set_row(request, pk: int):
    """A new price in the list, or another one for the same product and quantity."""
    row = _list(request, pk)
    require(access.may_price(request.user, "change", row))
    form = forms.RowForm(request.POST, user=request.user)

    def write():
        actions.set_row(row, by=request.user, **_priced(form.cleaned_data))

    if taken(form, write):
        messages.success(request, _("价格已写入。"))
        return go(request, row.get_absolute_url())
    return _shown(request, row, form)


@require_http_methods(["GET", "POST"])
def customer_price(request, pk: int):
    """A price for one customer; afterwards what it pays now, and why."""
    customer = get_object_or_404(visible_customers(request.user), pk=pk)
    require(access.may_price(request.user, "change"))
    begun = {"least": 0, "starts_on": timezone.localdate()}
    form = forms.CustomerPriceForm(request.POST or None, user=request.user, initial=begun)

    def write():
        given = form.cleaned_data
        days = given["starts_on"], given["ends_on"]
        actions.price_customer(
            customer, name=given["name"], days=days, by=request.user, **_priced(given)
        )

    if request.method == "POST" and taken(form, write):
        messages.success(request, _("价格已写入。"))
        return go(request, _why(customer, form.cleaned_data))
    context = {"form": form, "customer": customer, "chosen": _chosen(form), "is_zero": _zero(form)}
    return page(request, "catalog/customer_price.html", context, status=422 if form.errors else 200)


def _priced(given: dict) -> dict:
    """One price of a form as `set_row` takes it."""
    return {
        "product": given["product"], "price_yuan": given["price_yuan"],
        "least": given["least"] or Decimal(0),
        "leave": actions.Leave(is_confirmed=given["confirmed"]),
    }  # fmt: skip


def _why(customer, given: dict) -> str:
    """The page that explains the price from its first day and piece on."""
    asked = {
        "product": given["product"].pk, "customer": customer.pk,
        "on": given["starts_on"].isoformat(), "quantity": given["least"] or 1,
    }  # fmt: skip
    return f"{reverse('catalog:why')}?{urlencode(asked)}"


@require_POST
def remove_row(request, pk: int):
    row = get_object_or_404(queries.price_rows_seen(request.user), pk=pk)
    require(access.may_price(request.user, "change", row.list))
    actions.remove_row(row, by=request.user)
    messages.success(request, _("价格已移除。"))
    return go(request, row.list.get_absolute_url())


@require_POST
def set_list_price(request, pk: int):
    """A list price from a day on."""
    row = get_object_or_404(access.visible_products(request.user), pk=pk)
    require(access.may_price(request.user, "change"))
    form = forms.ListPriceForm(request.POST)
    if not form.is_valid():
        raise first_problem(form)
    given = form.cleaned_data
    if given["price_yuan"] == 0 and not given["confirmed"]:
        raise Refused(_("标价是 0，等于白送。确实如此，请勾选“确认”再保存。"), field="price_yuan")
    given.pop("confirmed")
    actions.set_list_price(row, price_yuan=given.pop("price_yuan"), by=request.user, **given)
    messages.success(request, _("标价已记下。"))
    return go(request, row.get_absolute_url())


@require_POST
def drop_list_price(request, pk: int):
    row = get_object_or_404(queries.list_prices_seen(request.user), pk=pk)
    require(access.may_price(request.user, "change"))
    actions.drop_list_price(row, by=request.user)
    messages.success(request, _("已取消。"))
    return go(request, row.product.get_absolute_url())


@require_http_methods(["GET", "POST"])
def limits(request):
    """How much each role may give away."""
    require(access.may_price(request.user, "limits"))
    form = forms.LimitsForm(request.POST or None, limits=queries.limits_shown())

    def write():
        reason = form.cleaned_data["reason"]
        actions.save_limits(form.percents(), by=request.user, reason=reason)

    if request.method == "POST" and taken(form, write):
        messages.success(request, _("折扣权限已保存。"))
        return go(request, reverse("catalog:limits"))
    context = {"form": form, "usual": parameter("price.discount_most")}
    return page(request, "catalog/limits.html", context, status=422 if form.errors else 200)


def _list(request, pk: int):
    rows = access.visible_price_lists(request.user).select_related("customer")
    return get_object_or_404(rows, pk=pk)


def _chosen(form) -> list[tuple[str, str]]:
    """(id, name) of the product typed in, for the chooser that comes back with an error."""
    product = form.cleaned_data.get("product") if form.is_bound else None
    return [(str(product.pk), product.name)] if product else []


def _zero(form) -> bool:
    """Whether the form was refused because its price is 0, which may be confirmed."""
    return getattr(getattr(form, "refusal", None), "code", "") == "zero"


def _shown(request, row, form):
    context = detail_context(PRICE_LISTS, request.user, row) | {
        "rows": queries.rows_of(row)[:500],
        "form": form,
        "chosen": _chosen(form),
        "is_zero": _zero(form),
    }
    part = "#drawer" if is_partial(request) and request.method == "GET" else ""
    status = 422 if form.errors else 200
    return page(request, f"catalog/pricelist.html{part}", context, status=status)
