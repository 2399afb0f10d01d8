"""What the rules ask about an opportunity before it moves (B-4)."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from maizi.customers.models import Activity, Contact, Customer
from maizi.customers.queries import beginning_of
from maizi.customers.terms import ContactChannel, KaStatus, PartyType
from maizi.files.queries import attachments_of

from .. import access
from ..models import Agreement, KeyPlan, Opportunity, Visit
from ..rules.stages import Facts
from ..terms.accounts import AgreementState
from ..terms.visits import VisitState

# Words of a result that mean nobody was reached.
UNANSWERED = ("无人接听", "未接通", "未接", "没联系上", "没有联系上", "打不通", "空号", "关机")
REACH = ("mobile", "phone", "email", "wechat")


def facts_about(row: Opportunity) -> Facts:
    """Everything a stage may ask of one opportunity. Five queries."""
    customer = row.customer
    people = Contact.objects.filter(customer=customer)
    reach = Q(pk__in=[])
    for name in REACH:
        reach |= ~Q(**{name: ""})
    return Facts(
        has_need=bool(row.need.strip()),
        has_decider=_has_decider(row, customer),
        is_reachable=any(getattr(customer, name) for name in REACH)
        or people.filter(reach).exists(),
        is_blocked=customer.is_blocked,
        credit_objection=access.credit_objection(customer),
        has_contact=talks_since(customer, beginning_of_case(row)).exists(),
        has_visit=_has_visit(row),
        has_proposal=attachments_of(row).exists() or _has_plan(row),
        has_agreement=_has_agreement(row),
        is_key=customer.ka_status in (KaStatus.TARGET, KaStatus.KEY),
    )


def _has_decider(row: Opportunity, customer: Customer) -> bool:
    """Known when he is named here or marked at the customer; a person decides for himself."""
    if row.decider_id or customer.party_type == PartyType.INDIVIDUAL:
        return True
    return Contact.objects.filter(customer=customer, is_decision_maker=True).exists()


def beginning_of_case(row: Opportunity) -> datetime:
    """From when contacts and visits count: the first moment of the day it was created."""
    return beginning_of(timezone.localdate(row.created_at))


def talks_since(customer: Customer, since: datetime):
    """Follow-ups in which somebody was reached: neither notes nor calls nobody answered (B-4)."""
    rows = Activity.objects.filter(customer=customer, at__gte=since)
    unanswered = Q(pk__in=[])
    for word in UNANSWERED:
        unanswered |= Q(result__contains=word)
    return rows.exclude(channel=ContactChannel.NOTE).exclude(unanswered)


def is_unanswered(result: str) -> bool:
    """Whether a follow-up says that nobody was reached."""
    return any(word in result for word in UNANSWERED)


def _has_visit(row: Opportunity) -> bool:
    """A visit that was completed; with ordinary customers a follow-up of a visit is enough."""
    since, customer = beginning_of_case(row), row.customer
    done = Visit.objects.filter(customer=customer, state=VisitState.DONE, ended_at__gte=since)
    if done.exists():
        return True
    is_key = customer.ka_status in (KaStatus.TARGET, KaStatus.KEY)
    logged = talks_since(customer, since).filter(channel=ContactChannel.VISIT)
    return not is_key and logged.exists()


def _has_plan(row: Opportunity) -> bool:
    """A plan for the key account whose method was decided counts as one (B-4, B-26)."""
    return KeyPlan.objects.filter(opportunity=row).exclude(method="").exists()


def _has_agreement(row: Opportunity) -> bool:
    """Signed, and of this opportunity or of none in particular."""
    rows = Agreement.objects.filter(
        Q(opportunity=row) | Q(opportunity=None), customer=row.customer_id,
        state__in=(AgreementState.SIGNED, AgreementState.ACTIVE),
    )  # fmt: skip
    return rows.exists()
