"""What should be bought, and one click that buys it."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from maizi.catalog.access import visible_products
from maizi.kernel.errors import Refused
from maizi.kernel.ids import number_in
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.sheets.amounts import read_number

from .. import access, actions, queries

MOST = 500  # on one page, and taken with one click


@require_GET
def suggestions(request):
    require(access.may(request.user, "view"))
    rows = queries.suggestions()
    context = {
        "rows": rows[:MOST], "left_out": len(rows[MOST:]),
        "sees_costs": access.sees_costs(request.user),
        "may_order": access.may(request.user, "add"),
        "may_request": access.may_request(request.user, "add"),
    }  # fmt: skip
    return page(request, "purchasing/suggestions.html", context)


@require_POST
def take_suggestions(request):
    """The ticked suggestions as orders, or as one request."""
    as_request = request.POST.get("into") == "request"
    allowed = access.may_request if as_request else access.may
    require(allowed(request.user, "add"))
    picks = _picks(request)
    if not picks:
        raise Refused(_("还没有选中任何商品。请先勾选。"))
    made, left_out = actions.take_suggestions(picks, by=request.user, as_request=as_request)
    messages.success(request, ngettext("已生成 %d 张草稿。", "已生成 %d 张草稿。", len(made))
                     % len(made))  # fmt: skip
    if left_out:
        messages.warning(request, _("已有人下单，没有重复：%s") % _("、").join(left_out))
    is_one = len(made) == 1
    return go(request, made[0].get_absolute_url() if is_one else
              reverse("purchasing:purchaseorder_list"))  # fmt: skip


def _picks(request) -> list[actions.Pick]:
    ids = [i for i in map(number_in, request.POST.getlist("pk")[:MOST]) if i]
    products = visible_products(request.user).in_bulk(ids)
    chosen = {i: number_in(request.POST.get(f"supplier-{i}", "")) for i in ids}
    suppliers = access.visible_suppliers(request.user).in_bulk([c for c in chosen.values() if c])
    picks = []
    for id_, product in products.items():
        pieces = read_number(request.POST.get(f"quantity-{id_}", ""))
        if pieces is None or pieces <= 0:
            raise Refused(_("“%s”的数量必须大于 0。") % product.name)
        picks.append(actions.Pick(product, pieces, suppliers.get(chosen[id_])))
    return picks
