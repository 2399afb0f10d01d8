"""Visits: seen by visitor and unit, of customers one sees; key accounts need a level (B-31)."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from maizi.accounts.access import Entity, rights_of, within
from maizi.accounts.models import Appointment, User
from maizi.clocks.access import ClockKind, Period
from maizi.clocks.terms import BreachAction, Counting
from maizi.customers.access import visible_customers
from maizi.customers.models import Customer
from maizi.customers.terms import KaStatus
from maizi.fields.access import NumberKind, NumberShape
from maizi.inbox.access import EventKind
from maizi.kernel.texts import N_

from ..models import Discussion, Material, Visit

VISIT = Entity(
    "visit",
    N_("拜访"),
    {
        "read": N_("查看"),
        "add": N_("计划"),
        "change": N_("准备与记录"),
        "key": N_("拜访大客户"),
        "override": N_("批准级别不够的拜访"),
        "export": N_("导出"),
    },
)
VISIT_NUMBERS = NumberKind("visit", N_("拜访编号"), NumberShape("BF"))
FOLLOWUP = ClockKind(
    "development.followup", N_("拜访后再次听取意见"), Period(Counting.DAYS, days=7),
    on_breach=BreachAction.ESCALATE,
)  # fmt: skip
FOLLOWUP_LATE = EventKind("development.followup_late", N_("拜访后没有按期再联系"), by_mail=True)
SEEN = {"view": "read", "unmask": "read"}


def is_key(customer: Customer) -> bool:
    """A key account, or one that is to become one."""
    return customer.ka_status in (KaStatus.TARGET, KaStatus.KEY)


def visible_visits(user) -> QuerySet[Visit]:
    """One's own and those of units in sight, as far as their customers are visible."""
    sight = rights_of(user).sight("visit")
    if sight.nothing:
        return Visit.objects.none()
    seen = visible_customers(user).filter(pk=OuterRef("customer"))
    return Visit.objects.filter(within(user, sight, owner="visitor"), Exists(seen))


def visible_materials(user) -> QuerySet[Material]:
    """The checklists of visible visits."""
    return Material.objects.filter(visit__in=visible_visits(user).values("pk"))


def visible_discussions(user) -> QuerySet[Discussion]:
    """Discussions of the customers a person sees, for whoever reads visits."""
    if not rights_of(user).may("visit", "read"):
        return Discussion.objects.none()
    seen = visible_customers(user).filter(pk=OuterRef("customer"))
    return Discussion.objects.filter(Exists(seen))


def may_visit(user, verb: str, row: Visit | None = None) -> bool:
    """Whether a person may do `verb` to visits, or to this one within his reach."""
    sight = rights_of(user).sight("visit", SEEN.get(verb, verb))
    if row is None or sight.everything:
        return not sight.nothing
    return (sight.own and row.visitor_id == user.pk) or row.org_unit_id in sight.unit_ids


def overseers(visit: Visit) -> list[User]:
    """Who may let lower colleagues visit key accounts and has this visit in reach (B-36)."""
    today = timezone.localdate()
    posts = Appointment.objects.filter(
        Q(starts_on=None) | Q(starts_on__lte=today), Q(ends_on=None) | Q(ends_on__gte=today),
        user__is_active=True,
    ).select_related("role", "user")  # fmt: skip
    people = {p.user_id: p.user for p in posts if "override" in p.role.grants.get("visit", ())}
    near = [person for person in people.values() if may_visit(person, "override", visit)]
    return near[:20]
