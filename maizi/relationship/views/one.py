"""One-to-one: everything for one customer alone (C-20)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maizi.kernel.texts import N_
from maizi.kit.http import require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from .parts import Verb, acted, kept_customer, posted

SPEND = Verb(N_("登记品类采购额"), forms.SpendForm, actions.note_spend)
OFFER = Verb(N_("登记定制方案"), forms.OfferForm, actions.note_offer)


@require_GET
def one(request, pk: int):
    """Share by category, the dialogue, what was made for it, what it does not want."""
    require(access.may(request.user, "read"))
    row = get_object_or_404(access.visible_kept(request.user), pk=pk)
    context = {"row": row} | queries.one_to_one(request.user, row)
    return page(request, "relationship/one.html", context)


@require_http_methods(["GET", "POST"])
def spend(request, pk: int):
    """Write down what the customer spends in a category."""
    return _noted(request, pk, SPEND)


@require_http_methods(["GET", "POST"])
def offer(request, pk: int):
    """Write down an offer made for the customer alone."""
    return _noted(request, pk, OFFER)


def _noted(request, pk: int, spec: Verb):
    row = kept_customer(request, pk)
    form = spec.form(posted(request), user=request.user, customer=row)
    back = reverse("relationship:one", args=[row.pk])

    def write() -> str:
        spec.run(form.instance, row, by=request.user)
        messages.success(request, _("已保存。"))
        return back

    return acted(request, form=form, spec=spec, run=write, about={"row": row, "back": back})
