"""Verdicts: ask, look, choose."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.files.actions import store
from maizi.files.queries import uploads_in
from maizi.files.terms import Purpose
from maizi.kit.forms import taken
from maizi.kit.http import go, is_partial, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..models import Unit, Verdict
from ..terms import Right
from .parts import posted, seen_unit


@require_http_methods(["GET", "POST"])
def ask(request, pk: int):
    """A fault of a piece: dates and facts in, rights out."""
    row = seen_unit(request, pk, "judge")
    found = queries.row_for(queries.named_of(row), row.sold_on or row.created_at.date())
    form = forms.AskForm(posted(request), uploads_in(request) or None, unit=row, row=found,
                         initial={"is_consumer": _as_said(queries.is_consumer(row))})  # fmt: skip
    return _asked(request, form, lambda: row, unit=row, row=found)


@require_http_methods(["GET", "POST"])
def ask_free(request):
    """The same for goods without a record."""
    require(access.may(request.user, "judge"))
    form = forms.FreeAskForm(posted(request), uploads_in(request) or None, user=request.user)

    def made() -> Unit:
        unit = form.unit()
        queries.dated(unit)
        return unit

    return _asked(request, form, made, unit=None, row=None)


def _asked(request, form, unit_of, **context):
    kept = {}

    def run() -> None:
        files = [store(one, by=request.user, purpose=Purpose.ATTACHMENT)
                 for one in uploads_in(request).getlist("evidence")[:5]]  # fmt: skip
        kept["row"] = actions.ask(
            unit_of(),
            question=form.question(),
            by=request.user,
            exclusions=form.claims,
            evidence=files,
        )

    if form.is_bound and taken(form, run):
        return go(request, kept["row"].get_absolute_url())
    context |= {"form": form, "is_confirmed": queries.is_confirmed()}
    return page(request, "warranty/ask.html", context, status=422 if form.errors else 200)


def _as_said(is_yes: bool) -> str:
    return "yes" if is_yes else "no"


@require_GET
def verdict(request, pk: int):
    """One verdict: rights with reasons, money and article; the whole table below."""
    return _shown(request, _verdict(request, pk))


@require_POST
def choose(request, pk: int):
    """The customer's choice, and what it begins."""
    row = _verdict(request, pk)
    require(access.may_judge(request.user, "choose", row))
    form = forms.ChooseForm(request.POST, options=queries.options_of(row))

    def run() -> None:
        given = form.cleaned_data
        actions.choose(row, right=Right(given["right"]), by=request.user,
                       chosen_by=given["chosen_by"], repairer=given["repairer"])  # fmt: skip

    if taken(form, run):
        messages.success(request, _("客户的选择已记下。"))
        return go(request, row.get_absolute_url())
    return _shown(request, row, form)


def _verdict(request, pk: int) -> Verdict:
    rows = access.visible_verdicts(request.user).select_related(
        "unit__customer", "product", "rule", "created_by", "recorded_by", "sales_return", "repair"
    )
    return get_object_or_404(rows, pk=pk)


def _shown(request, row: Verdict, form=None):
    options = queries.options_of(row)
    may_choose = access.may_judge(request.user, "choose", row) and not row.chosen
    if form is None and may_choose:
        form = forms.ChooseForm(options=options)
    context = queries.verdict_shown(request.user, row) | {
        "row": row, "options": options, "form": form if may_choose else None,
    }  # fmt: skip
    part = "#drawer" if is_partial(request) else ""
    status = 422 if form is not None and form.errors else 200
    return page(request, f"warranty/verdict.html{part}", context, status=status)
