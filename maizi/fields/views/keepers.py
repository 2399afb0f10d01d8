"""Who keeps filed forms, in the settings (F-53)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maizi.kit.http import require
from maizi.kit.jinja import page

from .. import access, actions, queries
from ..forms import KeeperForm
from .parts import done


@require_http_methods(["GET", "POST"])
def keepers(request):
    """The keepers, and a place for another one (POST)."""
    require(access.may(request.user, "read"))
    may_change = access.may(request.user, "templates")
    require(request.method == "GET" or may_change)
    form = KeeperForm(request.POST or None, user=request.user)

    def add():
        form.made = actions.add_keeper(form.cleaned_data["unit"], by=request.user)

    if request.method == "POST" and done(form, add):
        messages.success(request, _("从现在起，存档的表单 %s 都存一份。") % form.made)
        return redirect("fields:keepers")
    rows = list(access.visible_keepers(request.user).select_related("unit"))
    context = {
        "form": form, "rows": rows, "may_change": may_change, "kinds": access.copy_kinds(),
        "enough": queries.ENOUGH, "active": sum(row.retired_at is None for row in rows),
    }  # fmt: skip
    return page(request, "fields/keepers.html", context, status=422 if form.errors else 200)


@require_POST
def keeper_retire(request, pk: int):
    require(access.may(request.user, "templates"))
    row = get_object_or_404(access.visible_keepers(request.user), pk=pk)
    actions.retire_keeper(row, by=request.user)
    messages.success(request, _("%s 不再收新的存档件，已有的仍由它保管。") % row)
    return redirect("fields:keepers")
