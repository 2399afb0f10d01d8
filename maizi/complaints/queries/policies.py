"""What the company has laid down, and the facts a priority is made of (E-4, §O)."""

from django.db.models import Q

from maizi.accounts.models import OrgUnit
from maizi.customers import access as customers
from maizi.customers.terms import KaStatus
from maizi.fields.queries import parameter

from ..models import Complaint, Saying
from ..rules.priority import Urgency
from ..rules.talking import FORBIDDEN
from ..rules.targets import Policy
from ..terms import Harm, State


def policy_for(unit: OrgUnit | None) -> Policy:
    """The targets of a unit. A query for each parameter."""

    def whole(code: str) -> tuple[int, ...]:
        return tuple(int(value) for value in parameter(code, unit))

    return Policy(
        response_minutes=whole("complaint.first_response"),
        appraisal=whole("complaint.appraisal"),
        plan_days=whole("complaint.plan_days"),
        close_days=whole("complaint.close_days"),
        legal_days=int(parameter("complaint.legal_days")),
        confirm_days=int(parameter("complaint.confirm_days")),
        accept_minutes=whole("complaint.accept_minutes"),
    )


def reopen_days() -> int:
    """How long after its end a complaint may be taken up again."""
    return int(parameter("complaint.reopen_days"))


def urgency_of(row: Complaint) -> Urgency:
    """The facts a priority is made of. One query."""
    customer = row.customer
    letter = customers.value_class_of(row.customer_id) or ""
    is_key = customer is not None and customer.ka_status == KaStatus.KEY
    return Urgency(letter, is_key, Harm(row.harm), row.nth, row.is_exposed)


def earlier_like(row: Complaint) -> tuple[int, int, int]:
    """How many earlier ones came of the same contact, unit, fault. One query each, if it can be.

    Those that were withdrawn or judged unjustified are left out.
    """
    rows = Complaint.objects.exclude(pk=row.pk).exclude(
        state__in=(State.WITHDRAWN, State.NOT_UPHELD)
    )
    if row.received_at:
        rows = rows.filter(received_at__lte=row.received_at)
    who = Q(pk__in=[])
    if row.customer_id:
        who |= Q(customer=row.customer_id)
    if row.phone:
        who |= Q(phone=row.phone)
    mine = rows.filter(who) if who != Q(pk__in=[]) else rows.none()
    unit = rows.filter(serial=row.serial).count() if row.serial else 0
    fault = mine.filter(category=row.category, product=row.product_id).count()
    return mine.count(), unit, fault if row.product_id else 0


def forbidden_phrases() -> list[str]:
    """What nobody should say: the company's list, or ours while it has none. One query."""
    found = Saying.objects.filter(is_forbidden=True, is_active=True)
    return list(found.values_list("text", flat=True)) or list(FORBIDDEN)


def templates() -> list[str]:
    """How an answer may begin. One query."""
    found = Saying.objects.filter(is_forbidden=False, is_active=True)
    return list(found.values_list("text", flat=True)[:20])
