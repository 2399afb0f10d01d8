"""Meetings on experience, what they brought, its review (F-54)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..models import Exchange, Experience


@require_GET
def exchanges(request):
    """How regular the meetings are, what waits for a review, what came of it."""
    require(access.may_train(request.user, "view"))
    return page(request, "training/exchanges.html", queries.exchanges_shown(request.user))


@require_GET
def exchange(request, pk: int):
    """One meeting: who took part, what was brought."""
    return _shown(request, _exchange(request, pk))


@require_POST
def exchange_hold(request, pk: int):
    """It took place."""
    row, form = _exchange(request, pk, "change"), forms.HoldForm(request.POST)
    if taken(form, lambda: actions.hold_exchange(row, **form.cleaned_data, by=request.user)):
        messages.success(request, _("交流会已登记。"))
        return go(request, row.get_absolute_url())
    return _shown(request, row, hold_form=form)


@require_POST
def exchange_cancel(request, pk: int):
    """It does not take place."""
    row, form = _exchange(request, pk, "change"), forms.ReasonForm(request.POST)
    if taken(form, lambda: actions.cancel_exchange(row, **form.cleaned_data, by=request.user)):
        messages.success(request, _("交流会已取消。"))
        return go(request, row.get_absolute_url())
    return _shown(request, row, cancel_form=form)


@require_GET
def experience(request, pk: int):
    """One experience, and what became of it."""
    return _experience_shown(request, _experience(request, pk))


@require_POST
def experience_review(request, pk: int):
    """Accept it, or give it back."""
    row, form = _experience(request, pk), forms.ReviewForm(request.POST)
    require(access.may_train(request.user, "review"))

    def act() -> None:
        given = form.cleaned_data
        actions.review_experience(
            row, is_accepted=given["answer"] == "yes", opinion=given["opinion"], by=request.user
        )

    if taken(form, act):
        messages.success(request, _("已审核。"))
        return go(request, row.get_absolute_url())
    return _experience_shown(request, row, form=form)


def _shown(request, row: Exchange, **changed):
    context = queries.exchange_shown(request.user, row) | {
        "hold_form": forms.HoldForm(), "cancel_form": forms.ReasonForm(),
    } | changed  # fmt: skip
    status = 422 if any(form.errors for form in changed.values()) else 200
    return page(request, "training/exchange.html", context, status=status)


def _experience_shown(request, row: Experience, form=None):
    shown = queries.experience_shown(request.user, row)
    context = shown | {"form": form or forms.ReviewForm()}
    return page(request, "training/experience.html", context, status=422 if form else 200)


def _exchange(request, pk: int, verb: str = "view") -> Exchange:
    row = get_object_or_404(access.visible_exchanges(request.user).select_related("host"), pk=pk)
    require(access.may_train(request.user, verb, row))
    return row


def _experience(request, pk: int) -> Experience:
    rows = access.visible_experiences(request.user).select_related(
        "author", "reviewer", "family", "product", "exchange", "ticket", "article"
    )
    return get_object_or_404(rows, pk=pk)
