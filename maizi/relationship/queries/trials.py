"""Trial users as a filter, and how long jobs take by loyalty class (C-95)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q, QuerySet
from django.utils.translation import gettext as _

from maizi.care.terms import LoyaltyClass
from maizi.complaints.access import visible_complaints
from maizi.complaints.terms import State as ComplaintState
from maizi.customers.models import Customer
from maizi.kit.listing import Beside
from maizi.service.access import visible_tickets
from maizi.service.terms import State as TicketState

from .. import access
from ..models import TrialUser
from ..rules.trials import Handled

NOTHING = Handled(0, None)
TIME = ExpressionWrapper(F("ended_at") - F("received_at"), output_field=DurationField())


@dataclass(frozen=True, slots=True)
class Effect:
    """How long tickets and complaints of one loyalty class took; None: no class known."""

    loyalty: LoyaltyClass | None
    tickets: Handled
    complaints: Handled


def trial_of(user, customer: Customer) -> TrialUser | None:
    """The customer's place on the list of trial users, while it has one. One query."""
    rows = access.visible_trials(user).filter(customer=customer, until=None)
    return rows.select_related("by").first()


def handling_times(user, since: date, until: date) -> list[Effect]:
    """From received to ended, of what ended in a period, by the loyalty class of today.

    Cancelled tickets and withdrawn complaints are left out; of what the person sees. Two queries.
    """
    days = Q(ended_at__date__range=(since, until))
    tickets = visible_tickets(user).exclude(state=TicketState.CANCELLED).filter(days)
    complaints = visible_complaints(user).exclude(state=ComplaintState.WITHDRAWN).filter(days)
    first, second = _means(tickets), _means(complaints)
    classes: list[LoyaltyClass | None] = [*LoyaltyClass, None]
    return [
        Effect(one, first.get(one, NOTHING), second.get(one, NOTHING)) for one in classes
    ]  # fmt: skip


def _means(rows: QuerySet) -> dict[LoyaltyClass | None, Handled]:
    rows = rows.filter(ended_at__gte=F("received_at")).exclude(customer=None).order_by()
    found = rows.values_list("customer__return_plan__loyalty_class").annotate(
        count=Count("pk"), mean=Avg(TIME)
    )
    return {
        LoyaltyClass(code) if code else None: Handled(count, mean) for code, count, mean in found
    }


def trial_filters(user) -> list[Beside]:
    """“Is a trial user” as a filter of the list of customers, for whoever reads here. No query."""
    if not access.may(user, "read"):
        return []
    return [
        Beside(
            name="trial-user", label=_("试销对象"), sort="yes_no", title=_("关系"), query=_on_list
        )
    ]  # fmt: skip


def _on_list(operator: str, values: Sequence[str]) -> Q:
    found = Q(pk__in=TrialUser.objects.filter(until=None).order_by().values("customer"))
    return ~found if operator == "no" else found
