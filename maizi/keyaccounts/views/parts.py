"""What several screens of key accounts share."""

from collections.abc import Callable

from django.contrib import messages
from django.shortcuts import get_object_or_404

from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.privacy.access import CREDIT_USE
from maizi.privacy.queries import purpose_question

from .. import access, queries
from ..models import GradeChange, KeyAccount


def change_for(request, pk: int, verb: str = "read") -> GradeChange:
    """A change in sight, for what the person may do."""
    rows = access.visible_changes(request.user).select_related(
        "customer__owner", "org_unit", "by", "signed_by", "extended_by", "asked_for_more_by",
        "applied",
    )  # fmt: skip
    row = get_object_or_404(rows, pk=pk)
    require(access.may(request.user, verb, row))
    return row


def asked_why(request, row: KeyAccount | GradeChange):
    """The way to the question for what credit information is used (M-5), and back to this page.

    None when it was answered lately, and for whoever has the application in hand: he makes what
    others use.
    """
    if isinstance(row, GradeChange) and queries.is_in_hand(row, request.user):
        return None
    ask = purpose_question(
        request.user, row=row.customer, topic=CREDIT_USE.code,
        session=request.session.session_key or "", onward=request.path,
    )  # fmt: skip
    return go(request, ask) if ask else None


def asked(request, form, act: Callable[[dict], object], **context):
    """A page with one form: done and on to `onward`, or asked again with what was wrong.

    context  title, onward, label of the button, told; note where something has to be said first
    """
    if request.method == "POST" and taken(form, lambda: act(form.cleaned_data)):
        messages.success(request, context["told"])
        return go(request, context["onward"])
    return page(request, "keyaccounts/form.html", context | {"form": form},
                status=422 if form.errors else 200)  # fmt: skip


def given(request) -> dict | None:
    """What was typed, or None for the first look."""
    return request.POST if request.method == "POST" else None
