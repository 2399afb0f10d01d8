"""Activities are the company's; registrations and plans follow customers and units (M-3)."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from maizi.accounts.access import rights_of, within
from maizi.credit.access import may as may_credit
from maizi.customers.access import visible_customers

from ..models import (
    AgreementDue,
    GroupBuy,
    GroupBuyPlan,
    OutreachRecord,
    PlanTask,
    Registration,
)

SEEN = {"view": "read", "unmask": "read"}


def visible_group_buys(user) -> QuerySet[GroupBuy]:
    """All activities, for those who read them: whoever sells may offer them."""
    known = rights_of(user).may("groupbuy", "read")
    return GroupBuy.objects.all() if known else GroupBuy.objects.none()


def visible_registrations(user) -> QuerySet[Registration]:
    """Of activities one runs, of customers one sees, and those one wrote down oneself.

    Of restricted customers only where the customer is seen.
    """
    rights = rights_of(user)
    if not rights.may("groupbuy", "read"):
        return Registration.objects.none()
    sight = rights.sight("groupbuy", "change")
    run = GroupBuy.objects.filter(pk=OuterRef("activity")).filter(
        within(user, sight) | Q(owner=user.pk)
    )
    seen = visible_customers(user).filter(pk=OuterRef("customer"))
    rows = Registration.objects.filter(Exists(run) | Exists(seen) | Q(by=user.pk))
    return rows.filter(Q(customer=None) | Q(customer__is_restricted=False) | Exists(seen))


def visible_plans(user) -> QuerySet[GroupBuyPlan]:
    """One's own and those of units in sight, of visible customers."""
    sight = rights_of(user).sight("groupbuyplan")
    if sight.nothing:
        return GroupBuyPlan.objects.none()
    seen = visible_customers(user).filter(pk=OuterRef("customer"))
    return GroupBuyPlan.objects.filter(within(user, sight), Exists(seen))


def visible_tasks(user) -> QuerySet[PlanTask]:
    """Steps of visible plans."""
    return PlanTask.objects.filter(plan__in=visible_plans(user).values("pk"))


def visible_outreach(user) -> QuerySet[OutreachRecord]:
    """All advertisements and events, for those who read plans."""
    known = rights_of(user).may("groupbuyplan", "read")
    return OutreachRecord.objects.all() if known else OutreachRecord.objects.none()


def visible_dues(user) -> QuerySet[AgreementDue]:
    """Agreements owed by oneself and in units in sight, of visible customers."""
    sight = rights_of(user).sight("groupbuyplan")
    if sight.nothing:
        return AgreementDue.objects.none()
    seen = visible_customers(user).filter(pk=OuterRef("customer"))
    return AgreementDue.objects.filter(within(user, sight), Exists(seen))


def may(user, verb: str, row: GroupBuy | Registration | None = None) -> bool:
    """Whether a person may do `verb` to activities; what changes one, within his reach."""
    verb = SEEN.get(verb, verb)
    rights = rights_of(user)
    if verb == "change":
        return _reaches(user, "groupbuy", verb, getattr(row, "activity", row))
    return rights.may("groupbuy", verb)


def may_plan(user, verb: str, row: GroupBuyPlan | None = None) -> bool:
    """Whether a person may do `verb` to plans, or to this one within his reach."""
    return _reaches(user, "groupbuyplan", SEEN.get(verb, verb), row)


def may_outreach(user, verb: str, row: OutreachRecord | None = None) -> bool:
    """Advertisements and events: read by all who read plans, changed by who wrote them down."""
    verb = SEEN.get(verb, verb)
    if verb == "change":
        return _reaches(user, "groupbuyplan", verb, row)
    return rights_of(user).may("groupbuyplan", verb)


def may_refund(user) -> bool:
    """Whether a person writes down money that comes in and goes back."""
    return may_credit(user, "receive")


def _reaches(user, entity: str, verb: str, row) -> bool:
    sight = rights_of(user).sight(entity, verb)
    if row is None or sight.everything:
        return not sight.nothing
    return (sight.own and row.owner_id == user.pk) or row.org_unit_id in sight.unit_ids
