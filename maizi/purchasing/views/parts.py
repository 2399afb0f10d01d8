"""What several screens of purchasing share."""

import secrets
from datetime import date

from django.contrib import messages
from django.shortcuts import get_object_or_404

from maizi.kit.forms import first_problem
from maizi.kit.http import go, is_partial
from maizi.kit.jinja import page
from maizi.kit.pages.look import detail_context

from .. import access


def sound(form):
    """The form if nothing is wrong with it. Raises Refused."""
    if not form.is_valid():
        raise first_problem(form)
    return form


def done(request, text: str, where):
    """Say that it is done and go to the record, or to an address."""
    messages.success(request, text)
    return go(request, where if isinstance(where, str) else where.get_absolute_url())


def of_supplier(request, pk: int):
    """A supplier the person sees."""
    return get_object_or_404(access.visible_suppliers(request.user), pk=pk)


def shown(request, template: str, context: dict, *, form=None):
    """A page that is also a drawer; 422 where what was typed cannot stand."""
    part = "#drawer" if is_partial(request) and request.method == "GET" else ""
    failed = form is not None and form.is_bound and form.errors and request.method == "POST"
    return page(request, f"{template}{part}", context, status=422 if failed else 200)


def about(pages, request, row, **more) -> dict:
    """What every page of one record shows, and more."""
    return detail_context(pages, request.user, row) | {
        "sees_costs": access.sees_costs(request.user), **more
    }  # fmt: skip


def fresh_word() -> str:
    """A word for one form, so that sending it twice does it once."""
    return secrets.token_urlsafe(18)


def reason_in(request) -> str:
    """Why, as it was typed."""
    return request.POST.get("reason", "").strip()[:200]


def days_in(form, today: date) -> tuple[date, date]:
    """The days of a form; this year so far where they are not said or the wrong way round."""
    given = form.cleaned_data if form.is_valid() else {}
    starts_on = given.get("starts_on") or date(today.year, 1, 1)
    ends_on = given.get("ends_on") or today
    return (starts_on, ends_on) if starts_on <= ends_on else (ends_on, starts_on)
