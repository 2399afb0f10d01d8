"""Plan, report and statistics made from what people do; nothing typed twice (B-3, L-2 to L-4)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet, Sum

from maizi.customers.access import visible_activities
from maizi.customers.models import Customer
from maizi.customers.queries import beginning_of

from .. import access
from ..models import Opportunity
from ..rules.statistics import Figures, together
from ..terms import CaseSort, DealState, Step
from ..terms.accounts import ContactState
from ..terms.visits import VisitState

MOST_LINES, MOST_ENTRIES = 500, 200
OF = {"person": ("owner__name", "visitor__name", "by__name"),
      "unit": ("org_unit__name", "org_unit__name", "by__unit__name")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """A period, both days included."""

    first: date
    last: date

    @property
    def moments(self) -> tuple[datetime, datetime]:
        return beginning_of(self.first), beginning_of(self.last + timedelta(1))


def statistics(
    user, span: Span, *, by: str = "person"
) -> tuple[list[tuple[str, Figures]], Figures]:
    """Figures by person or unit, and their total. Seven queries, however many people."""
    start, end = span.moments
    owner, visitor, writer = OF[by]
    found: dict[str, dict] = defaultdict(dict)
    deals = access.visible_opportunities(user).order_by()
    for name, n in deals.filter(created_at__gte=start, created_at__lt=end).values_list(
        owner).annotate(n=Count("pk")):  # fmt: skip
        found[name]["leads"] = n
    _count_moves(user, span, owner, found)
    _count_ends(deals.filter(closed_at__gte=start, closed_at__lt=end), owner, found)
    visits = (
        access.visible_visits(user)
        .order_by()
        .filter(state=VisitState.DONE, ended_at__gte=start, ended_at__lt=end)
    )
    for name, n in visits.values_list(visitor).annotate(n=Count("pk")):
        found[name]["visits"] = n
    letters = (
        access.visible_first_contacts(user)
        .order_by()
        .filter(state=ContactState.SENT, sent_at__gte=start, sent_at__lt=end)
    )
    for name, n in letters.values_list(writer).annotate(n=Count("pk")):
        found[name]["first_contacts"] = n + found[name].get("first_contacts", 0)
    costs = access.visible_records(user).order_by().filter(ended_at__gte=start, ended_at__lt=end)
    for name, cost in costs.values_list(f"opportunity__{owner}").annotate(c=Sum("cost_yuan")):
        found[name]["cost_yuan"] = cost or Decimal(0)
    lines = [(name or "—", Figures(**values)) for name, values in found.items()]
    return lines, together(figures for _, figures in lines)


def _count_moves(user, span: Span, owner: str, found: dict) -> None:
    """Opportunities that came to first contact and to a proposal in the period, each once."""
    start, end = span.moments
    moves = (
        access.visible_moves(user)
        .order_by()
        .filter(state=DealState.OPEN, at__gte=start, at__lt=end)
    )
    counted = moves.values_list(f"opportunity__{owner}").annotate(
        contacted=Count("opportunity", distinct=True, filter=Q(stage__step=Step.CONTACTED)),
        proposals=Count("opportunity", distinct=True, filter=Q(stage__step=Step.PROPOSAL)),
    )
    for name, contacted, proposals in counted:
        found[name] |= {"first_contacts": contacted, "proposals": proposals}


def _count_ends(rows: QuerySet[Opportunity], owner: str, found: dict) -> None:
    won = Q(state=DealState.WON)
    counted = rows.values_list(owner).annotate(
        won=Count("pk", filter=won), new=Count("customer", distinct=True, filter=won),
        replaced=Count(
            "customer", distinct=True, filter=won & Q(sort=CaseSort.REPLACEMENT)
        ),
        lost=Count("pk", filter=Q(state=DealState.LOST)),
        paused=Count("pk", filter=Q(state=DealState.PAUSED)),
        amount=Sum("amount_yuan", filter=won),
    )  # fmt: skip
    for name, n, new, replaced, lost, paused, amount in counted:
        found[name] |= {
            "won": n, "new_customers": new, "replaced": replaced, "lost": lost, "paused": paused,
            "amount_yuan": amount or Decimal(0),
        }  # fmt: skip
    for name, created, closed in rows.filter(won).values_list(owner, "created_at", "closed_at"):
        days = (closed - created).days
        found[name]["cycle_days"] = found[name].get("cycle_days", 0) + days


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that somebody did: when, what kind, with whom, what came of it."""

    at: datetime
    kind: str
    customer: Customer
    text: str
    result: str
    url: str


def report_of(user, person, span: Span) -> list[Entry]:
    """What a person did in a period, newest first, as far as one sees it. Three queries."""
    start, end = span.moments
    talks = visible_activities(user).filter(author=person, at__gte=start, at__lt=end)
    found = [
        Entry(row.at, row.get_channel_display(), row.customer, row.content, row.result or
              row.next_step, row.customer.get_absolute_url())
        for row in talks.select_related("customer")[:MOST_ENTRIES]
    ]  # fmt: skip
    moves = access.visible_moves(user).filter(by=person, at__gte=start, at__lt=end)
    moves = moves.select_related("opportunity", "opportunity__customer", "stage")
    found += [
        Entry(
            row.at, row._meta.verbose_name, row.opportunity.customer, row.opportunity.name,
            row.stage.name if row.state == DealState.OPEN else row.get_state_display(),
            row.opportunity.get_absolute_url(),
        )
        for row in moves.order_by("-at")[:MOST_ENTRIES]
    ]  # fmt: skip
    visits = access.visible_visits(user).filter(
        visitor=person, planned_at__gte=start, planned_at__lt=end
    ).exclude(state=VisitState.DONE)  # fmt: skip
    found += [
        Entry(row.planned_at, row._meta.verbose_name, row.customer, row.purpose,
              row.get_state_display(), row.get_absolute_url())
        for row in visits.select_related("customer")[:MOST_ENTRIES]
    ]  # fmt: skip
    return sorted(found, key=lambda entry: entry.at, reverse=True)[:MOST_ENTRIES]


def plan_of(user, span: Span, *, person=None) -> list[Opportunity]:
    """Open opportunities meant to succeed by the end of the period, with planned visits. One."""
    rows = access.visible_opportunities(user).filter(state=DealState.OPEN)
    rows = rows.filter(Q(expected_on=None) | Q(expected_on__lte=span.last))
    if person is not None:
        rows = rows.filter(owner=person)
    open_visits = Q(visits__state__in=(VisitState.PLANNED, VisitState.READY))
    rows = rows.annotate(planned=Count("visits", filter=open_visits, distinct=True))
    rows = rows.select_related("customer", "stage", "owner", "market", "contact")
    soonest = F("expected_on").asc(nulls_last=True)
    return list(rows.order_by(soonest, "-amount_yuan", "pk")[:MOST_LINES])


def span_of(asked: str, today: date) -> Span:
    """This week, month, quarter or year so far and to its end; the month unless said."""
    if asked == "day":
        return Span(today, today)
    if asked == "week":
        first = today - timedelta(today.weekday())
        return Span(first, first + timedelta(6))
    months = {"quarter": 3, "year": 12}.get(asked, 1)
    first = date(today.year, (today.month - 1) // months * months + 1, 1)
    after = first.year * 12 + first.month - 1 + months
    return Span(first, date(after // 12, after % 12 + 1, 1) - timedelta(1))
