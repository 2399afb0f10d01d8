"""Rows in sight and verbs allowed."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from maizi.accounts.access import (
    group_access,
    once_a_request,
    rights_of,
    visible_people,
    within,
)
from maizi.accounts.models import User
from maizi.customers.access import of_unseen_restricted, visible_customers
from maizi.kernel.privacy import FieldAccess, FieldGroup

from ..models import Article, EmergencyPlan, Engineer, PreventivePlan, ServicePoint, Ticket
from ..terms import ArticleState
from .declared import TICKET

CODE = TICKET.code
BY_REACH = ("handle", "dispatch", "supervise")


@once_a_request
def visible_tickets(user) -> QuerySet[Ticket]:
    """Owned, given to him, taken down by him, in sight, or of one's own customers.

    Of restricted customers only where he sees the customer, owns the ticket or works on it.
    """
    sight = rights_of(user).sight(CODE)
    if sight.nothing:
        return Ticket.objects.none()
    rows = Ticket.objects.all()
    own = Q(owner=user.pk) | Q(engineer=user.pk)
    if not sight.everything:
        mine = own | Q(recorder=user.pk) | Q(customer__owner=user.pk)
        rows = rows.filter(within(user, sight) | mine)
    if rights_of(user).may("customer", "see_restricted"):
        return rows
    seen = Exists(visible_customers(user).filter(pk=OuterRef("customer")))
    return rows.filter(own | Q(customer=None) | Q(customer__is_restricted=False) | seen)


def withheld_tickets(user) -> QuerySet[Ticket]:
    """Whose filed sheets he may not read, whatever he keeps: of restricted customers, but for
    tickets that he looked after or worked on."""
    own = Q(owner=user.pk) | Q(engineer=user.pk)
    return Ticket.objects.filter(of_unseen_restricted(user) & ~own)


def may(user, verb: str, row: Ticket | None = None) -> bool:
    """Whether a person may do `verb`, to a ticket if one is given.

    handle    triage, talk with the customer, close: its owner, and who supervises
    dispatch  give it to an engineer: who may dispatch and has it in sight
    work      carry it out: the engineer it was given to, and who dispatches it
    """
    rights = rights_of(user)
    if verb == "view":
        return rights.may(CODE, "read")
    if verb in ("change", "handle"):
        return _may_handle(user, row)
    if verb == "work" and row is not None:
        own = row.engineer_id == user.pk and rights.may(CODE, "work")
        return own or may(user, "dispatch", row)
    if verb in BY_REACH and row is not None:
        return _reaches(user, rights.sight(CODE, verb), row)
    if verb == "unmask":
        readable = group_access(user, FieldGroup.CONTACT) >= FieldAccess.READ
        return readable or (row is not None and row.engineer_id == user.pk)
    return rights.may(CODE, verb)


def may_set_up(user, verb: str, row=None) -> bool:
    """Service points, engineers, plans: read by whoever reads tickets, changed by few."""
    return rights_of(user).may(CODE, "read" if verb in ("view", "unmask") else "setup")


def may_write(user, verb: str, row=None) -> bool:
    """Articles and emergency plans: read by whoever reads tickets, written by who keeps them."""
    return rights_of(user).may(CODE, "read" if verb in ("view", "unmask") else "knowledge")


def visible_points(user) -> QuerySet[ServicePoint]:
    """Service points, for whoever reads tickets."""
    return _for_readers(user, ServicePoint.objects.all())


def visible_engineers(user) -> QuerySet[Engineer]:
    """Engineers, for whoever reads tickets."""
    return _for_readers(user, Engineer.objects.all())


def visible_plans(user) -> QuerySet[PreventivePlan]:
    """Preventive plans, for whoever reads tickets."""
    return _for_readers(user, PreventivePlan.objects.all())


def visible_emergency_plans(user) -> QuerySet[EmergencyPlan]:
    """Emergency plans, for whoever reads tickets."""
    return _for_readers(user, EmergencyPlan.objects.all())


def visible_articles(user) -> QuerySet[Article]:
    """Published articles for whoever reads tickets; drafts for who keeps them and their author."""
    if rights_of(user).may(CODE, "knowledge"):
        return Article.objects.all()
    shown = Q(state=ArticleState.PUBLISHED) | Q(author=user.pk)
    return _for_readers(user, Article.objects.filter(shown))


def visible_staff(user) -> QuerySet[User]:
    """Colleagues who work here, to be chosen in forms."""
    return visible_people(user).filter(is_active=True).order_by("sort_name", "id")


def _for_readers(user, rows: QuerySet) -> QuerySet:
    return rows if may(user, "view") else rows.none()


def _may_handle(user, row: Ticket | None) -> bool:
    rights = rights_of(user)
    if row is None:
        return rights.may(CODE, "handle")
    if row.owner_id == user.pk and rights.may(CODE, "handle"):
        return True
    return _reaches(user, rights.sight(CODE, "supervise"), row)


def _reaches(user, sight, row: Ticket) -> bool:
    if sight.everything:
        return True
    return (sight.own and row.owner_id == user.pk) or row.org_unit_id in sight.unit_ids
