"""What several screens of meetings share."""

from django.contrib import messages
from django.shortcuts import get_object_or_404

from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, forms, queries
from ..models import Meeting


def meeting_for(request, pk: int, verb: str = "view") -> Meeting:
    """A meeting the person sees and may do this to."""
    row = get_object_or_404(access.visible_meetings(request.user), pk=pk)
    require(access.may(request.user, verb, row))
    return row


def part_for(request, rows, pk: int, verb: str = "change"):
    """A part of a visible meeting, if the person may do this to the meeting."""
    part = get_object_or_404(rows.select_related("meeting"), pk=pk)
    require(access.may(request.user, verb, part.meeting))
    return part


def shown(request, row: Meeting, **changed):
    """The page of a meeting, with a form that was refused in its place."""
    user = request.user
    kept = {
        "people_form": forms.PeopleForm(user=user), "point_form": forms.PointForm(),
        "action_form": forms.ActionForm(user=user),
        "change_form": forms.ChangeForm(user=user, row=row, auto_id="id_change_%s"),
        "end_form": forms.EndForm(), "cancel_form": forms.ReasonForm(), "summary_form": None,
        "point": None,
    } | changed  # fmt: skip
    bad = any(getattr(form, "errors", None) for form in kept.values())
    context = queries.shown(user, row) | kept
    return page(request, "meetings/meeting.html", context, status=422 if bad else 200)


def done(request, row: Meeting, text: str):
    """Say that it is done and show the meeting."""
    messages.success(request, text)
    return go(request, row.get_absolute_url())


def added(request, *, row: Meeting, form, act, name: str, text: str):
    """Do it with a valid form, or show the meeting with the form as it was sent."""
    if taken(form, act):
        return done(request, row, text)
    return shown(request, row, **{name: form})
