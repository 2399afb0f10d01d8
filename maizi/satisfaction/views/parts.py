"""What several screens of satisfaction share."""

from django.contrib import messages
from django.shortcuts import get_object_or_404

from maizi.kit.http import go, require

from .. import access
from ..models import Alert, Indicator, Invitation, Question, Questionnaire, Round, Shortfall


def round_for(request, pk: int, verb: str = "view") -> Round:
    """A round the person sees and may do this to."""
    rows = access.visible_rounds(request.user)
    row = get_object_or_404(rows.select_related("owner", "org_unit", "questionnaire"), pk=pk)
    require(access.may(request.user, verb, row))
    return row


def questionnaire_for(request, pk: int, verb: str = "view") -> Questionnaire:
    """A questionnaire the person sees and may do this to."""
    rows = access.visible_questionnaires(request.user).select_related("first")
    row = get_object_or_404(rows, pk=pk)
    require(access.may_design(request.user, verb, row if verb == "change" else None))
    return row


def indicator_for(request, pk: int) -> Indicator:
    """An indicator of a draft the person may change."""
    rows = access.visible_indicators(request.user).select_related("questionnaire")
    row = get_object_or_404(rows, pk=pk)
    require(access.may_design(request.user, "change", row.questionnaire))
    return row


def question_for(request, pk: int) -> Question:
    """A question of a draft the person may change."""
    rows = access.visible_questions(request.user).select_related("questionnaire")
    row = get_object_or_404(rows, pk=pk)
    require(access.may_design(request.user, "change", row.questionnaire))
    return row


def invitation_for(request, pk: int, verb: str) -> Invitation:
    """An invitation the person sees, and may do this with."""
    rows = access.visible_invitations(request.user)
    row = get_object_or_404(
        rows.select_related("round__questionnaire", "customer", "contact"), pk=pk
    )
    require(access.may(request.user, verb, row.round if verb == "plan" else None))
    return row


def shortfall_for(request, pk: int) -> Shortfall:
    """A shortfall of a round that the person files for."""
    rows = access.visible_shortfalls(request.user).select_related("round__questionnaire")
    row = get_object_or_404(rows, pk=pk)
    require(access.may_file(request.user, row.round))
    return row


def alert_for(request, pk: int, verb: str = "view") -> Alert:
    """A case the person sees and may do this to."""
    rows = access.visible_alerts(request.user).select_related(
        "customer", "round", "question", "owner", "complaint", "response"
    )
    row = get_object_or_404(rows, pk=pk)
    require(access.may_handle(request.user, verb, row))
    return row


def done(request, address: str, text: str):
    """Say that it is done, and go on."""
    messages.success(request, text)
    return go(request, address)
