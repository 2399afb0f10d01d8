"""How a customer is kept, as a tab on its page (C-1 to C-4)."""

from django.utils import timezone

from maizi.customers import access as customers
from maizi.customers.models import Customer
from maizi.customers.terms import Lifecycle, PanelPlace
from maizi.kernel.texts import N_

from .. import access
from ..models import Occasion, ReturnPlan
from ..rules.loyalty import ATTITUDE, REFERRAL, REPEAT, SHARE, TENURE
from ..terms import Proposal

PARTS = (
    ("repeat", N_("近一年订单"), REPEAT), ("share", N_("在客户采购中的份额"), SHARE),
    ("tenure", N_("往来年数"), TENURE), ("referral", N_("介绍的客户"), REFERRAL),
    ("attitude", N_("推荐意愿"), ATTITUDE),
)  # fmt: skip
MOST_SHOWN, FEW = 30, 5
RIPE = (Lifecycle.CLIENT, Lifecycle.MEMBER, Lifecycle.ADVOCATE)


def care_of(user, customer: Customer) -> dict | None:
    """Plan, reasons, visits made, way along the ladder, clubs, partner, conflicts. Nine queries."""
    if not access.may_care(user, "view"):
        return None
    plan = ReturnPlan.objects.filter(customer=customer).first()
    partners = access.visible_partnerships(user).filter(customer=customer)
    proposal = partners.filter(state__in=(Proposal.ASKED, Proposal.APPROVED)).first()
    today = timezone.localdate()
    return {
        "customer": customer, "plan": plan, "parts": _parts(plan),
        "occasions": list(Occasion.objects.filter(customer=customer, done_at=None)),
        "visits": list(
            access.visible_return_visits(user).filter(customer=customer)
            .select_related("by", "activity")[:MOST_SHOWN]
        ),
        "spells": list(
            access.visible_spells(user).filter(customer=customer).select_related("by")[:MOST_SHOWN]
        ),
        "memberships": list(access.visible_memberships(user).filter(customer=customer)),
        "proposal": proposal,
        "may_visit": access.may_care(user, "visit", customer),
        "may_plan": access.may_care(user, "plan", customer) and plan is not None,
        "may_stage": access.may_care(user, "stage", customer),
        "case": access.visible_win_backs(user).filter(customer=customer).first(),
        "conflicts": list(access.visible_conflicts(user).filter(customer=customer)[:FEW]),
        "may_propose": customer.lifecycle in RIPE and proposal is None, "today": today,
    }  # fmt: skip


def _parts(plan: ReturnPlan | None) -> list[tuple[str, str, int]]:
    """(label, points, of how many) of a loyalty score."""
    if plan is None:
        return []
    return [(label, plan.parts.get(name, "—"), most) for name, label, most in PARTS]


CARE_TAB = customers.Panel(
    code="care.care",
    label=N_("维护"),
    place=PanelPlace.TAB,
    template="care/care_tab.html",
    context=care_of,
    is_offered=lambda user, customer: access.may_care(user, "view") and customer.pool_id is None,
    position=27,
)
