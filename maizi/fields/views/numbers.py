"""How documents are numbered."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.kit.http import require
from maizi.kit.jinja import page

from .. import access, actions, queries
from ..forms import NumberForm
from .parts import done


@require_GET
def numbers(request):
    require(access.may(request.user, "read"))
    context = {
        "lines": queries.previews(request.user, on=timezone.localdate()),
        "may_change": access.may(request.user, "numbers"),
    }
    return page(request, "fields/numbers.html", context)


@require_http_methods(["GET", "POST"])
def number(request, code: str):
    """One numbering, of the company or (`rule`) of a unit; the next number before it is saved."""
    require(access.may(request.user, "numbers"))
    kind, rule = _kind(code), _rule(request, code)
    shape = queries.shape_of(rule) if rule else queries.shape_for(code)
    form = NumberForm(request.POST or None, user=request.user, rule=rule, initial=vars(shape))
    is_shown = form.is_bound and form.is_valid() and "preview" in request.POST

    def change():
        unit = rule.unit if rule else form.cleaned_data.get("unit")
        actions.change_numbering(code, shape=form.shape, by=request.user, unit=unit,
                                 reason=form.cleaned_data["reason"])  # fmt: skip

    if request.method == "POST" and not is_shown and done(form, change):
        messages.success(request, _("已保存，从下一个编号起生效。"))
        return redirect("fields:numbers")
    following = queries.following(form.shape if is_shown else shape, on=timezone.localdate())
    context = {"form": form, "kind": kind, "rule": rule, "next": following, "is_shown": is_shown}
    return page(request, "fields/number.html", context, status=422 if form.errors else 200)


@require_POST
def number_remove(request, pk: int):
    require(access.may(request.user, "numbers"))
    rule = get_object_or_404(access.visible_rules(request.user), pk=pk)
    actions.remove_numbering(rule, by=request.user, reason=request.POST.get("reason", "")[:200])
    messages.success(request, _("已恢复为上级的编号规则。"))
    return redirect("fields:numbers")


def _kind(code: str):
    try:
        return access.number_kind(code)
    except LookupError:
        raise Http404 from None


def _rule(request, code: str):
    asked = request.GET.get("rule", "")
    rules = access.visible_rules(request.user).filter(code=code).select_related("unit")
    if asked.isdigit():
        return get_object_or_404(rules, pk=asked[:19])
    return rules.filter(unit=None).first()
