"""Whom a round may ask: who has consented, was left alone long enough (G-9, N-1, A-15)."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Max, QuerySet
from django.utils import timezone

from maizi.complaints.access import visible_complaints
from maizi.complaints.models import Complaint
from maizi.complaints.terms import State as ComplaintState
from maizi.customers.access import rows_of_value, visible_customers
from maizi.customers.models import Contact, Customer
from maizi.customers.terms import KaStatus, Lifecycle, ValueClass
from maizi.privacy.queries import contact_rulings
from maizi.privacy.terms import Way as By
from maizi.service.access import visible_tickets
from maizi.service.models import Ticket
from maizi.service.terms import State as TicketState
from maizi.warranty.access import visible_acceptances
from maizi.warranty.models import Acceptance

from ..models import Invitation, Round
from ..rules.choosing import Candidate
from ..terms import SurveyType, Way

PURPOSE = "care"  # 回访与满意度调查
BY = {Way.MAIL: By.MAIL, Way.PHONE: By.CALL, Way.LINK: By.WECHAT}
NEVER_BOUGHT = (Lifecycle.SUSPECT, Lifecycle.PROSPECT, Lifecycle.DISQUALIFIED)
MOST_LOOKED_AT = 20_000
Subject = tuple[str, int | None, str]


def candidates(user, row: Round, *, now: datetime) -> list[Candidate]:
    """Records the round is about, newest first, with what speaks against asking. 15 queries."""
    found = _subjects(user, row)
    ids = {customer_id for customer_id, _subject in found}
    persons = _main_people(ids)
    silent = _rulings(ids, persons, BY[Way(row.way)], now)
    asked_on = _last_asked(ids, row)
    return [
        Candidate(
            customer_id, silent[customer_id][0], asked_on.get(customer_id), subject,
            silent[customer_id][1],
        )
        for customer_id, subject in found
    ]  # fmt: skip


def customers_for(user, row: Round) -> QuerySet[Customer]:
    """The customers whom the person sees, outside the pools, and whom the round means."""
    rows = visible_customers(user).filter(pool=None)
    if row.type == SurveyType.KEY_ACCOUNT:
        rows = rows.filter(ka_status=KaStatus.KEY)
    if row.type == SurveyType.PERIODIC:
        rows = rows.exclude(lifecycle__in=NEVER_BOUGHT)
    if row.value_class:
        rows = rows.filter(rows_of_value(ValueClass(row.value_class)))
    if row.nature:
        rows = rows.filter(nature=row.nature)
    return rows.filter(province=row.province) if row.province else rows


def _subjects(user, row: Round) -> list[tuple[int, Subject]]:
    customers = customers_for(user, row)
    source = {
        SurveyType.POST_SERVICE: _tickets, SurveyType.POST_INSTALL: _installations,
        SurveyType.POST_COMPLAINT: _complaints,
    }.get(SurveyType(row.type))  # fmt: skip
    if source is None:
        ids = customers.order_by("-pk").values_list("pk", flat=True)[:MOST_LOOKED_AT]
        return [(pk, ("", None, "")) for pk in ids]
    return source(user, row, customers)


def _tickets(user, row: Round, customers) -> list[tuple[int, Subject]]:
    rows = visible_tickets(user).filter(
        state=TicketState.CLOSED, ended_at__range=_span(row), customer__in=customers.values("pk")
    )
    return _named(Ticket, rows.order_by("-ended_at", "-pk").values_list("customer", "pk", "no"))


def _installations(user, row: Round, customers) -> list[tuple[int, Subject]]:
    rows = visible_acceptances(user).filter(
        accepted_at__range=_span(row), customer__in=customers.values("pk")
    )
    rows = rows.order_by("-accepted_at", "-pk").values_list("customer", "pk", "no")
    return _named(Acceptance, rows)


def _complaints(user, row: Round, customers) -> list[tuple[int, Subject]]:
    """Those that were told in confidence are left alone."""
    rows = visible_complaints(user).filter(
        state__in=(ComplaintState.CLOSED, ComplaintState.ANALYSED), ended_at__range=_span(row),
        customer__in=customers.values("pk"), is_confidential=False,
    )  # fmt: skip
    return _named(Complaint, rows.order_by("-ended_at", "-pk").values_list("customer", "pk", "no"))


def _named(model, rows) -> list[tuple[int, Subject]]:
    kind = model._meta.label_lower
    return [(customer, (kind, pk, no)) for customer, pk, no in rows[:MOST_LOOKED_AT]]


def _span(row: Round) -> tuple[datetime, datetime]:
    zone = timezone.get_default_timezone()
    since = datetime.combine(row.since, time.min, tzinfo=zone)
    return since, datetime.combine(row.until + timedelta(days=1), time.min, tzinfo=zone)


def _main_people(ids: Iterable[int]) -> dict[int, int]:
    """Customer -> its main contact."""
    rows = Contact.objects.filter(customer__in=ids, is_primary=True)
    return dict(rows.values_list("customer", "pk"))


def _rulings(ids, persons: dict[int, int], way: By, now: datetime) -> dict[int, tuple[str, int]]:
    """Customer -> ("" or why not, whom to ask): the main contact, else the customer itself.

    Who said no is not asked by the other name either.
    """
    about = {"way": way, "purpose": PURPOSE, "now": now}
    firms = contact_rulings(Customer._meta.label_lower, ids=ids, **about)
    people = contact_rulings(Contact._meta.label_lower, ids=persons.values(), **about)
    found = {}
    for pk in ids:
        firm, contact = firms[pk], persons.get(pk)
        person = people[contact] if contact else None
        noes = [r.code for r in (firm, person) if r and not r.is_allowed and r.code != "silent"]
        if noes:
            found[pk] = (noes[0], contact)
        elif person and person.is_allowed:
            found[pk] = ("", contact)
        else:
            found[pk] = ("" if firm.is_allowed else "silent", None)
    return found


def _last_asked(ids: Iterable[int], row: Round) -> dict[int, date]:
    rows = Invitation.objects.filter(customer__in=ids).exclude(round=row.pk)
    found = rows.order_by().values("customer").annotate(last=Max("made_at"))
    return {one["customer"]: timezone.localdate(one["last"]) for one in found}
