"""What the screens share: a form with a title, a refusal at its field, a person by his kind."""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils.translation import gettext as _

from maizi.kernel.errors import Refused
from maizi.kit.http import require
from maizi.kit.jinja import page

from ..access import may, person_kind, person_row


def form_page(request, form, *, template: str = "privacy/form.html", **context) -> HttpResponse:
    """A form on a page of its own: title, back, submit, note."""
    status = 422 if form.errors else 200
    return page(request, template, {"form": form, **context}, status=status)


def done(form, act: Callable[[dict], object]) -> bool:
    """Carry out what a valid form says; False when the business refuses, with its sentence."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text(_))
        return False
    return True


def changed_person(request, kind: str, pk: int):
    """A person whom the user sees and for whom he may write things down; 404, 403."""
    row = person_row(request.user, kind, pk)
    require(person_kind(kind).may_change(request.user, row) or _is_officer(request.user))
    return row


def _is_officer(user) -> bool:
    return may(user, "officer")
