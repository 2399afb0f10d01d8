"""Rows in sight and verbs allowed; whom a complaint is about, sees nothing of it (E-10)."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from maizi.accounts.access import (
    group_access,
    once_a_request,
    rights_of,
    visible_people,
    within,
)
from maizi.accounts.models import OrgUnit, User
from maizi.customers.access import of_unseen_restricted, visible_customers
from maizi.kernel.privacy import FieldAccess, FieldGroup

from ..models import (
    Analysis,
    Cause,
    Complaint,
    Door,
    HandOff,
    Improvement,
    Lesson,
    Promise,
    Saying,
)
from ..terms import HandOffState
from .declared import COMPLAINT

CODE = COMPLAINT.code
BY_OWNER = ("change", "handle")


@once_a_request
def visible_complaints(user) -> QuerySet[Complaint]:
    """Owned, taken down, in sight, of one's own customers, asked to take over, or promised in.

    Never those that are about the person himself, whatever his posts. Of restricted customers
    only where he sees the customer or owns the complaint.
    """
    sight = rights_of(user).sight(CODE)
    if sight.nothing:
        return Complaint.objects.none()
    rows = Complaint.objects.exclude(about_person=user.pk)
    if not sight.everything:
        asked = HandOff.objects.filter(
            complaint=OuterRef("pk"), taker=user.pk, state=HandOffState.ASKED
        )
        promised = Promise.objects.filter(complaint=OuterRef("pk"), owner=user.pk)
        rows = rows.filter(
            within(user, sight) | Q(owner=user.pk) | Q(recorder=user.pk)
            | Q(customer__owner=user.pk) | Exists(asked) | Exists(promised)
        )  # fmt: skip
    if rights_of(user).may("customer", "see_restricted"):
        return rows
    seen = Exists(visible_customers(user).filter(pk=OuterRef("customer")))
    return rows.filter(
        Q(customer=None) | Q(customer__is_restricted=False) | Q(owner=user.pk) | seen
    )


def withheld_complaints(user) -> QuerySet[Complaint]:
    """Whose filed forms he may not read, whatever he keeps: about himself (E-10), told in
    confidence to others, of restricted customers out of his sight."""
    own = Q(owner=user.pk) | within(user, rights_of(user).sight(CODE, "supervise"))
    hidden = Q(about_person=user.pk) | (Q(is_confidential=True) & ~own)
    return Complaint.objects.filter(hidden | of_unseen_restricted(user))


def may(user, verb: str, row: Complaint | None = None) -> bool:
    """Whether a person may do `verb`, to a complaint if one is given.

    handle     work on it: its owner, and who supervises
    supervise  hand it off again and again, confirm malice, take it over: who has it in sight
    unmask     see who complains: not where he asked for confidence, but for owner and supervisor
    """
    rights = rights_of(user)
    if verb == "view":
        return rights.may(CODE, "read")
    if row is not None and row.about_person_id == user.pk:
        return False
    if verb == "unmask":
        return row is not None and _unmasks(user, row)
    if verb in BY_OWNER:
        return _may_handle(user, row)
    if verb in ("supervise", "counsel") and row is not None:
        return _reaches(user, rights.sight(CODE, verb), row)
    return rights.may(CODE, verb)


def sees_suspicions(user, row: Complaint) -> bool:
    """Whether a person knows of an unconfirmed suspicion: its owner, supervisor, counsel (E-3)."""
    return any(may(user, verb, row) for verb in ("handle", "supervise", "counsel"))


def sees_all(user) -> bool:
    """Whether the complaints of every unit are in sight: only then a rate of all has a meaning.

    One query for whoever sees units, none for whoever sees everything.
    """
    sight = rights_of(user).sight(CODE)
    return sight.everything or not OrgUnit.objects.exclude(pk__in=sight.unit_ids).exists()


def may_set_up(user, verb: str, row=None) -> bool:
    """Causes, ways to complain, sayings: read by whoever reads complaints, changed by few."""
    return rights_of(user).may(CODE, "read" if verb in ("view", "unmask") else "setup")


def may_improve(user, verb: str, row: Improvement | None = None) -> bool:
    """Improvements: their owner ends them, who analyses does everything."""
    if verb in ("view", "unmask", "export"):
        return rights_of(user).may(CODE, "export" if verb == "export" else "read")
    own = row is not None and row.owner_id == user.pk and verb == "end"
    return own or rights_of(user).may(CODE, "analyse")


def may_report(user, verb: str, row: Analysis | None = None) -> bool:
    """Analyses: who analyses writes them; those that were sent are read by all who read."""
    return rights_of(user).may(CODE, "read" if verb in ("view", "unmask") else "analyse")


def visible_causes(user) -> QuerySet[Cause]:
    """Causes, for whoever reads complaints."""
    return Cause.objects.all() if may(user, "view") else Cause.objects.none()


def visible_doors(user) -> QuerySet[Door]:
    """Ways to complain, for whoever reads complaints."""
    return Door.objects.all() if may(user, "view") else Door.objects.none()


def visible_sayings(user) -> QuerySet[Saying]:
    """Templates and forbidden phrases, for whoever reads complaints."""
    return Saying.objects.all() if may(user, "view") else Saying.objects.none()


def visible_improvements(user) -> QuerySet[Improvement]:
    """Improvements, for whoever reads complaints."""
    return Improvement.objects.all() if may(user, "view") else Improvement.objects.none()


def visible_lessons(user) -> QuerySet[Lesson]:
    """Published lessons name no customer: for whoever reads complaints."""
    return Lesson.objects.all() if may(user, "view") else Lesson.objects.none()


def visible_analyses(user) -> QuerySet[Analysis]:
    """All for who analyses; those that were sent for who reads complaints."""
    if may(user, "analyse"):
        return Analysis.objects.all()
    sent = Analysis.objects.filter(sent_at__isnull=False)
    return sent if may(user, "view") else Analysis.objects.none()


def visible_staff(user) -> QuerySet[User]:
    """Colleagues who work here, to be chosen in forms."""
    return visible_people(user).filter(is_active=True).order_by("sort_name", "id")


def _may_handle(user, row: Complaint | None) -> bool:
    rights = rights_of(user)
    if row is None:
        return rights.may(CODE, "handle")
    if row.owner_id == user.pk and rights.may(CODE, "handle"):
        return True
    return _reaches(user, rights.sight(CODE, "supervise"), row)


def _unmasks(user, row: Complaint) -> bool:
    if row.is_confidential and not may(user, "handle", row):
        return False
    return group_access(user, FieldGroup.CONTACT) >= FieldAccess.READ


def _reaches(user, sight, row: Complaint) -> bool:
    if sight.everything:
        return True
    return (sight.own and row.owner_id == user.pk) or row.org_unit_id in sight.unit_ids
