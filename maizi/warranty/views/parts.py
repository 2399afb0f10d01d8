"""What several screens of 三包 share."""

from django.contrib import messages
from django.shortcuts import get_object_or_404

from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access
from ..models import Unit


def seen_unit(request, pk: int, verb: str = "view") -> Unit:
    """A piece in sight, for what the person may do with it."""
    rows = access.visible_units(request.user).select_related(
        "product", "customer", "acceptance", "replaces", "line__document", "created_by"
    )
    row = get_object_or_404(rows, pk=pk)
    require(access.may(request.user, verb, row))
    return row


def posted(request):
    """What was typed, or None for the first look."""
    return request.POST if request.method == "POST" else None


def asked(request, form, act, **context):
    """A page that asks for one thing: done and on to the address `act` gives, or asked again.

    context  title, unit, button_label, told (a message), note
    """
    found = {}

    def run() -> None:
        found["address"] = act(form.cleaned_data)

    if form.is_bound and taken(form, run):
        messages.success(request, context["told"])
        return go(request, found["address"])
    return page(request, "warranty/form.html", context | {"form": form},
                status=422 if form.errors else 200)  # fmt: skip
