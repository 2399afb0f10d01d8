"""What several screens of receivables share."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from maizi.kernel.errors import Refused
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access
from ..models import CreditAccount, Entry


def seen_account(request, pk: int, verb: str = "view") -> CreditAccount:
    """An account in sight, for what the person may do with it."""
    rows = access.visible_accounts(request.user).select_related("customer__owner")
    row = get_object_or_404(rows, pk=pk)
    require(access.may(request.user, verb, row))
    return row


def seen_entry(request, pk: int, verb: str = "view") -> Entry:
    """An entry in sight, for what the person may do with it."""
    rows = access.visible_entries(request.user).select_related("account__customer", "by")
    row = get_object_or_404(rows, pk=pk)
    require(access.may(request.user, verb, row.account))
    return row


def asked(request, form, act: Callable[[dict], str], **context):
    """A page that asks for one thing: done and on to the address that `act` gives, or asked again.

    context  title, back (an address), label of the button, told (a message), note
    """
    if request.method == "POST" and form.is_valid():
        try:
            address = act(form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text(_))
        else:
            messages.success(request, context["told"])
            return go(request, address)
    return page(request, context.pop("template", "credit/form.html"), context | {"form": form},
                status=422 if form.errors else 200)  # fmt: skip


def given(request) -> dict | None:
    """What was typed, or None for the first look."""
    return request.POST if request.method == "POST" else None


def day_in(request, name: str, usual: date) -> date:
    """A day from the address; the usual one for anything that is none."""
    try:
        return parse_date(request.GET.get(name, "")) or usual
    except ValueError:
        return usual
