"""Key-account plans as they are shown: comparison, trade, places of a letter, its checks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from maizi.customers.models import Contact
from maizi.fields.queries import parameter
from maizi.kernel.money import ratio
from maizi.kernel.texts import N_
from maizi.privacy.queries import may_contact
from maizi.privacy.terms import Way

from .. import access
from ..models import Agreement, FirstContact, KeyPlan
from ..rules.comparing import Criterion, totals
from ..rules.letters import Findings, Words, check_words, fill_places
from ..terms.accounts import FirstWay, PlanSection, Side

WAYS = {FirstWay.LETTER: Way.POST, FirstWay.PHONE: Way.CALL, FirstWay.MAIL: Way.MAIL}

HOURS = N_("现在不在可以打电话的时段。")
BLOCKED = N_("客户要求免打扰。")


def parts_of(plan: KeyPlan) -> list[tuple[PlanSection, object]]:
    """The sections of a plan in their order. One query."""
    rows = {row.code: row for row in plan.parts.select_related("owner")}
    return [(code, rows[code]) for code in PlanSection if code in rows]


def competitors_of(plan: KeyPlan) -> list[str]:
    """The names the plan is compared with."""
    return [name for name in plan.competitors.split("、") if name]


def criteria_of(plan: KeyPlan) -> list[Criterion]:
    """The comparison as the rules see it. One query."""
    return [Criterion(row.name, row.weight, row.ours, row.theirs) for row in plan.comparison.all()]


def comparison_of(plan: KeyPlan) -> dict:
    """The matrix with totals, advantages and gaps. One query."""
    names, lines = competitors_of(plan), criteria_of(plan)
    return {"names": names, "lines": lines, "totals": totals(lines, names)}


@dataclass(frozen=True, slots=True)
class Month:
    """One month of trade and our share of it, None where the whole is not known."""

    row: object
    share: Decimal | None


def trade_of(plan: KeyPlan) -> list[Month]:
    """What the customer bought, month by month, at most three years. One query."""
    rows = list(plan.trade.order_by("-month", "product")[:36])
    return [Month(row, row.all_yuan and ratio(row.ours_yuan, row.all_yuan)) for row in rows]


def places_for(plan: KeyPlan, contact: Contact | None, user) -> Mapping[str, str]:
    """What {{places}} of a letter stand for."""
    return {
        "customer.name": plan.customer.name, "customer.short_name": plan.customer.short_name,
        "contact.name": contact.name if contact else "",
        "contact.title": contact.job_title if contact else "",
        "my.name": user.name, "my.mobile": getattr(user, "mobile", "") or "",
        "my.email": user.email or "", "today": timezone.localdate().isoformat(),
    }  # fmt: skip


def findings_for(row: FirstContact, *, now: datetime) -> tuple[Findings, list[str]]:
    """The checks of a first contact, and the places that have no value. Six queries."""
    values = places_for(row.plan, row.contact, row.by)
    text, missing = fill_places(row.text, values)
    subject, also = fill_places(row.subject, values)
    way, contact = FirstWay(row.way), row.contact
    objection = "" if contact is None else objection_to(row, now=now)
    if way == FirstWay.PHONE and not objection and not _is_calling_hour(now):
        objection = HOURS
    words = Words(
        way, subject, text, values["contact.name"], values["contact.title"],
        values["my.mobile"] or values["my.email"], row.is_marketing, not objection,
        objection,
    )  # fmt: skip
    return check_words(words), [*missing, *also]


def objection_to(row: FirstContact, *, now: datetime) -> str:
    """Why this person may not be reached so; "" when he may (N-1)."""
    if row.plan.customer.is_blocked:
        return BLOCKED
    purpose = "marketing" if row.is_marketing else "deal"
    return may_contact(row.contact, WAYS[FirstWay(row.way)], purpose, now=now).message


def _is_calling_hour(now: datetime) -> bool:
    hour = timezone.localtime(now).hour
    first, noon, again, last = (int(one) for one in parameter("call.marketing_hours"))
    return first <= hour < noon or again <= hour < last


def filled(row: FirstContact) -> tuple[str, str]:
    """Subject and text with their places filled in."""
    values = places_for(row.plan, row.contact, row.by)
    return fill_places(row.subject, values)[0], fill_places(row.text, values)[0]


def fulfilment_of(agreement: Agreement) -> tuple[Decimal | None, list]:
    """The share of the customer's obligations due by now that were met in time; and all. One."""
    rows, today = list(agreement.obligations.all()), timezone.localdate()
    theirs = [row for row in rows if row.side == Side.CUSTOMER]
    due = [row for row in theirs if row.due_on < today or row.done_on]
    kept = [row for row in due if row.done_on and row.done_on <= row.due_on]
    return ratio(len(kept), len(due)), rows


def agreements_of(user, customer) -> list[Agreement]:
    """The newest agreements with a customer. One query."""
    return list(access.visible_agreements(user).filter(customer=customer)[:5])
