"""Rows in sight and verbs allowed (M-3): numbers for all who read, people by their customers."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from maizi.accounts import access as accounts
from maizi.accounts.access import rights_of
from maizi.accounts.models import User
from maizi.complaints import access as complaints
from maizi.complaints.models import Cause
from maizi.customers.access import visible_customers

from ..models import (
    Alert,
    Indicator,
    Invitation,
    Question,
    Questionnaire,
    Response,
    Round,
    Shortfall,
)
from ..terms import SurveyType
from .declared import SURVEY

CODE = SURVEY.code
READS = ("view", "unmask")
OF_ROUND = ("plan", "change", "add")


def visible_questionnaires(user) -> QuerySet[Questionnaire]:
    """Every questionnaire, for whoever reads surveys."""
    return Questionnaire.objects.all() if may(user, "view") else Questionnaire.objects.none()


def visible_indicators(user) -> QuerySet[Indicator]:
    """Those of questionnaires in sight."""
    return Indicator.objects.all() if may(user, "view") else Indicator.objects.none()


def visible_questions(user) -> QuerySet[Question]:
    """Those of questionnaires in sight."""
    return Question.objects.all() if may(user, "view") else Question.objects.none()


def visible_shortfalls(user) -> QuerySet[Shortfall]:
    """Those of rounds in sight: they name no customer."""
    return Shortfall.objects.all() if may(user, "view") else Shortfall.objects.none()


def visible_rounds(user) -> QuerySet[Round]:
    """Every round, for whoever reads surveys: its numbers name no customer."""
    return Round.objects.all() if may(user, "view") else Round.objects.none()


def visible_invitations(user) -> QuerySet[Invitation]:
    """Those of visible customers, and all of a round of one's own."""
    if not may(user, "view"):
        return Invitation.objects.none()
    own = Q(round__owner=user.pk)
    return Invitation.objects.filter(own | _of_seen(user))


def visible_responses(user) -> QuerySet[Response]:
    """Those of visible customers, and the named ones of a round of one's own; no anonymous one."""
    if not may(user, "view"):
        return Response.objects.none()
    rows = Response.objects.exclude(customer=None)
    return rows.filter(Q(round__owner=user.pk) | _of_seen(user))


def visible_alerts(user) -> QuerySet[Alert]:
    """One's own, and those of visible customers."""
    if not may(user, "view"):
        return Alert.objects.none()
    return Alert.objects.filter(Q(owner=user.pk) | _of_seen(user))


def visible_people(user) -> QuerySet[User]:
    """Colleagues who work here, to be chosen in forms."""
    return accounts.visible_people(user).filter(is_active=True).order_by("sort_name", "id")


def visible_causes(user) -> QuerySet[Cause]:
    """Causes an improvement may be aimed at."""
    return complaints.visible_causes(user).filter(is_active=True)


def may(user, verb: str, row: Round | None = None) -> bool:
    """Whether a person may do `verb`, to a round if one is given.

    plan, change  its owner, or who plans the surveys of its unit
    file          who files shortfalls for the unit of the round (F-55)
    """
    rights = rights_of(user)
    if verb in READS:
        return rights.may(CODE, "read")
    verb = "plan" if verb in OF_ROUND else verb
    if row is None or verb not in ("plan", "file"):
        return rights.may(CODE, verb)
    if verb == "plan" and row.owner_id == user.pk:
        return rights.may(CODE, "plan")
    sight = rights.sight(CODE, verb)
    return sight.everything or row.org_unit_id in sight.unit_ids


def may_file(user, row: Round) -> bool:
    """Whether a person files for a round: after sales the head of it, else who leads it (F-55)."""
    return may(user, "file" if SurveyType(row.type).is_after_sales else "plan", row)


def may_design(user, verb: str, row: Questionnaire | None = None) -> bool:
    """Questionnaires: read by all who read, changed by designers while they are drafts."""
    if verb in READS or verb == "export":
        return rights_of(user).may(CODE, "export" if verb == "export" else "read")
    return rights_of(user).may(CODE, "design") and (row is None or row.is_draft)


def may_handle(user, verb: str, row: Alert | None = None) -> bool:
    """Cases of dissatisfied customers: read by all who see them, worked on by their owner and by
    who handles those of his unit."""
    rights = rights_of(user)
    if verb in READS or verb == "export":
        return rights.may(CODE, "export" if verb == "export" else "read")
    if verb == "add":
        return False
    if row is None or row.owner_id == user.pk:
        return rights.may(CODE, "handle")
    sight = rights.sight(CODE, "handle")
    return sight.everything or row.org_unit_id in sight.unit_ids


def _of_seen(user) -> Exists:
    return Exists(visible_customers(user).filter(pk=OuterRef("customer")))
