"""What several screens of events share."""

from django.contrib import messages
from django.shortcuts import get_object_or_404

from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, forms, queries
from ..models import Event, Invitation


def event_for(request, pk: int, verb: str = "view") -> Event:
    """An event the person sees and may do this to."""
    row = get_object_or_404(access.visible_events(request.user).select_related("owner"), pk=pk)
    require(access.may(request.user, verb, row))
    return row


def invitation_for(request, pk: int) -> Invitation:
    """An invitation the person sees, at an event that he may work at."""
    rows = access.visible_invitations(request.user).select_related("event", "customer", "contact")
    row = get_object_or_404(rows, pk=pk)
    require(access.may(request.user, "add"))
    return row


def shown(request, row: Event, **changed):
    """The page of an event, with a form that was refused in its place."""
    kept = {
        "invite_form": forms.InviteForm(user=request.user), "close_form": forms.CloseForm(),
        "cancel_form": forms.ReasonForm(), "link": "",
    } | changed  # fmt: skip
    bad = any(getattr(form, "errors", None) for form in kept.values())
    context = queries.shown(request.user, row, number=request.GET.get("page")) | kept
    return page(request, "events/event.html", context, status=422 if bad else 200)


def done(request, row: Event, text: str):
    """Say that it is done and show the event."""
    messages.success(request, text)
    return go(request, row.get_absolute_url())


def added(request, *, row: Event, form, act, name: str, text: str):
    """Do it with a valid form, or show the event with the form as it was sent."""
    if taken(form, act):
        return done(request, row, text)
    return shown(request, row, **{name: form})
