"""Moving many prices at once: describe, look, do, take back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.kernel.errors import Refused
from maizi.kernel.ids import number_in
from maizi.kit.forms import attempt, taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries

SHOWN, PER_PAGE = 200, 50


@require_GET
def changes(request):
    """Mass changes of the past, newest first."""
    require(access.may_price(request.user, "change"))
    rows = access.visible_changes(request.user).select_related("list", "by")
    after = number_in(request.GET.get("after", ""))
    rows = list((rows.filter(pk__lt=after) if after else rows)[: PER_PAGE + 1])
    more = rows[PER_PAGE - 1].pk if len(rows) > PER_PAGE else None
    return page(request, "catalog/changes.html", {"rows": rows[:PER_PAGE], "more": more})


@require_http_methods(["GET", "POST"])
def change(request):
    """Describe a change and see it row by row (GET); do what was seen (POST)."""
    require(access.may_price(request.user, "change"))
    given = request.POST if request.method == "POST" else request.GET
    chosen = given.getlist("product")[:500]
    form = forms.ChangeForm(
        given if "by" in given else None, user=request.user,
        initial={"product": chosen, "list": number_in(given.get("list", ""))},
    )  # fmt: skip
    if request.method == "POST" and taken(form, lambda: _apply(request, form)):
        return go(request, reverse("catalog:change_shown", args=[form.change.pk]))
    context = {"form": form, "most": SHOWN, "given": given, "chosen": chosen}
    context["shown"] = _preview(request.user, form)
    status = 422 if form.errors and request.method == "POST" else 200
    return page(request, "catalog/change.html", context, status=status)


def _preview(user, form):
    """What the change would do; a refusal becomes an error of the form."""
    described = form.is_bound and not set(form.errors) - {"reason", "__all__"}
    found = []
    if described:
        today = timezone.localdate()
        attempt(form, lambda: found.append(queries.preview(user, form.asked(today))))
    return found[0] if found else None


def _apply(request, form) -> None:
    row = form.change = actions.apply_change(
        form.asked(timezone.localdate()), digest=request.POST.get("digest", ""),
        reason=form.cleaned_data["reason"], by=request.user,
    )  # fmt: skip
    told = ngettext("已调 %d 个价格。", "已调 %d 个价格。", row.count) % row.count
    messages.success(request, told)


@require_POST
def change_chosen(request):
    """From the list of products: describe a change of those ticked."""
    require(access.may_price(request.user, "change"))
    ids = [("product", i) for i in request.POST.getlist("pk")[:500] if number_in(i)]
    if not ids:
        raise Refused(_("还没有选中任何商品。请先勾选。"))
    return go(request, f"{reverse('catalog:change')}?{urlencode(ids)}")


@require_GET
def change_shown(request, pk: int):
    row = get_object_or_404(access.visible_changes(request.user), pk=pk)
    prices = row.prices.select_related("product", "row")[:SHOWN]
    return page(request, "catalog/change_shown.html", {"row": row, "prices": prices})


@require_POST
def undo_change(request, pk: int):
    row = get_object_or_404(access.visible_changes(request.user), pk=pk)
    done, left = actions.undo_change(row, by=request.user)
    messages.success(request, ngettext("已恢复 %d 个价格。", "已恢复 %d 个价格。", done) % done)
    if left:
        messages.warning(request, _("%d 个价格之后又改过，保持不变。") % left)
    return go(request, reverse("catalog:change_shown", args=[row.pk]))
