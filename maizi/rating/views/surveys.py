"""Surveys of a customer's credit: write one down, read it beside our own books (form L-5)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maizi.fields.queries import parameter
from maizi.kit.forms import form_for, taken
from maizi.kit.http import go
from maizi.kit.jinja import page
from maizi.kit.pages import save
from maizi.kit.pages.look import detail_context

from .. import access, queries
from ..models import Survey
from ..pages import SURVEYS
from .parts import asked_why, customer_for, posted


@require_GET
def survey(request, pk: int):
    """What was found out, with our own books as of that day; for a purpose (M-5)."""
    rows = access.visible_surveys(request.user).select_related("customer", "by")
    row = get_object_or_404(rows, pk=pk)
    if ask := asked_why(request, row.customer):
        return ask
    context = detail_context(SURVEYS, request.user, row)
    context["row_books"] = queries.dealings_of(row.customer, row.on)
    return page(request, "rating/survey.html", context)


@require_http_methods(["GET", "POST"])
def survey_new(request, pk: int):
    """Write down what was found out about a customer."""
    customer = customer_for(request, pk, "evaluate")
    row = Survey(customer=customer, on=timezone.localdate())
    wanted = bool(parameter("rating.principal_words"))
    names = [name for name in SURVEYS.fields if wanted or name != "principal"]
    form = form_for(SURVEYS, user=request.user, row=row, names=names, given=posted(request))
    if form.is_bound and taken(
        form, lambda: save(SURVEYS, row=form.instance, verb="create", by=request.user)
    ):
        messages.success(request, _("已保存。"))
        return go(request, form.instance.get_absolute_url())
    context = {"pages": SURVEYS, "form": form, "row": None}
    return page(request, "kit/edit.html", context, status=422 if form.errors else 200)
