"""The archive of one customer or contact in cards, as far as a person may read it (A-1 … A-5)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Max, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.access import group_access
from maizi.kernel.masking import mask
from maizi.kernel.privacy import FieldAccess
from maizi.kernel.texts import N_

from .. import access, rules
from ..models import Activity, Contact, Customer, ProfileValue
from ..terms import (
    ArchiveQuestion,
    Attribute,
    AttributeSort,
    ContactChannel,
    Direction,
    PanelPlace,
    ProfileGroup,
)
from .profiles import answer_of, asked_about, columns_in, customer_of, values_by_code

YEAR_DAYS = 365
ICONS = {
    "who": "user", "needs": "target", "why": "help", "consumption": "shopping-cart",
    "reach": "map-pin", "delivery": "truck-delivery", "preference": "heart",
}  # fmt: skip


@dataclass(frozen=True)
class Fact:
    """One attribute as the person sees it; `value` holds the provenance."""

    attribute: Attribute
    text: str
    value: ProfileValue | None
    is_masked: bool = False
    href: str = ""


@dataclass(frozen=True)
class Card:
    """Facts that belong together: one archive question, or one group."""

    code: str
    title: str
    icon: str = ""
    facts: list[Fact] = field(default_factory=list)

    @property
    def filled(self) -> list[Fact]:
        return [fact for fact in self.facts if fact.text]

    @property
    def missing(self) -> list[Fact]:
        """What to fill, the weightiest first."""
        empty = [f for f in self.facts if not f.text and f.attribute.need]
        return sorted(empty, key=lambda fact: -fact.attribute.need)

    @property
    def is_answered(self) -> bool:
        """Whether something that matters is known (A-1)."""
        return any(fact.attribute.need >= 2 for fact in self.filled)

    @property
    def traced(self) -> list[Fact]:
        """The facts of which the provenance is known."""
        return [fact for fact in self.filled if fact.value is not None]


def archive_of(user, row: Customer | Contact) -> dict:
    """The seven questions and the groups of a record. Three queries at most."""
    facts = facts_of(user, row)
    by_group: dict[ProfileGroup, list[Fact]] = {}
    for fact in facts:
        by_group.setdefault(fact.attribute.group, []).append(fact)
    questions = [
        Card(q.value, q.label, ICONS[q], [f for f in facts if f.attribute.question == q])
        for q in ArchiveQuestion
    ]
    groups = [Card(group.value, group.label, "", inside) for group, inside in by_group.items()]
    asked = [f for f in facts if f.attribute.need]
    state = [(f.attribute, f.attribute.need, bool(f.text)) for f in asked]
    return {
        "row": row,
        "questions": questions,
        "groups": groups,
        "answered": sum(card.is_answered for card in questions),
        "filled": sum(bool(f.text) for f in asked),
        "asked": len(asked),
        "completeness": rules.completeness(state) or Decimal(0),
    }


def archive_context(user, row: Customer | Contact) -> dict:
    """What the cards of a record need."""
    customer = customer_of(row)
    name = "contact_profile_card" if isinstance(row, Contact) else "profile_card"
    verify = "contact_profile_verify" if isinstance(row, Contact) else "profile_verify"
    return {
        "p": archive_of(user, row),
        "contact": row if isinstance(row, Contact) else None,
        "customer": customer,
        "may_fill": access.may(user, "change", customer),
        "card_url": lambda card: reverse(f"customers:{name}", args=[row.pk, card]),
        "verify_url": lambda card: reverse(f"customers:{verify}", args=[row.pk, card]),
    }


def facts_of(
    user, row: Customer | Contact, stored: Mapping[str, ProfileValue] | None = None
) -> list[Fact]:
    """Every attribute that the person may read about, with its answer.

    stored  what is kept of it, where that was read already
    """
    stored = values_by_code(row) if stored is None else stored
    conduct = {} if isinstance(row, Contact) else conduct_of(row, timezone.localdate())
    people = _people(user, row, stored)
    found = []
    for attribute in asked_about(row):
        reach = group_access(user, attribute.field_group)
        if reach == FieldAccess.NONE or attribute.sort == AttributeSort.COMPUTED and not conduct:
            continue
        fact = _fact(attribute, row, stored.get(attribute.code), conduct | people)
        found.append(_masked(fact, row) if reach == FieldAccess.MASKED else fact)
    return found


def _fact(attribute: Attribute, row, value, told: Mapping[str, str]) -> Fact:
    if attribute.sort == AttributeSort.COMPUTED:
        return Fact(attribute, told.get(attribute.code, ""), None)
    text = answer_of(attribute, row, value)
    if attribute.sort == AttributeSort.CONTACT:
        href = reverse("customers:contact_profile", args=[text]) if text in told else ""
        return Fact(attribute, told.get(text, ""), value, href=href)
    shown = _columns_text(attribute, row) or rules.answer_in_words(attribute, text, _("、"))
    return Fact(attribute, shown, value)


def _masked(fact: Fact, row) -> Fact:
    if not fact.text:
        return fact
    return replace(fact, text=mask(_mask_of(fact.attribute, row), fact.text), is_masked=True)


def _columns_text(attribute: Attribute, row) -> str:
    """Several columns that make one answer, such as a place; "" for one column or none."""
    if rules.column_for(attribute, type(row)._meta._forward_fields_map):
        return ""
    names = columns_in(attribute, row)
    return "".join(str(getattr(row, name)) for name in names if getattr(row, name))


def _mask_of(attribute: Attribute, row) -> str:
    name = rules.column_for(attribute, type(row)._meta._forward_fields_map)
    return getattr(row._meta.get_field(name), "mask", None) or "text" if name else "text"


def _people(user, row, stored: Mapping[str, ProfileValue]) -> dict[str, str]:
    """Names of the contacts that answers mention. One query, or none."""
    asked = [a.code for a in asked_about(row) if a.sort == AttributeSort.CONTACT]
    ids = [stored[code].text for code in asked if code in stored and stored[code].text]
    if not ids:
        return {}
    rows = access.visible_contacts(user).filter(pk__in=ids)
    return {str(pk): name for pk, name in rows.values_list("pk", "name")}


def conduct_of(customer: Customer, today: date) -> dict[str, str]:
    """How a customer behaved in the last year, computed from the follow-ups (A-4). One query."""
    since = today - timedelta(days=YEAR_DAYS)
    rows = Activity.objects.filter(customer=customer, at__date__gt=since, corrects=None)
    rows = rows.exclude(channel=ContactChannel.NOTE).order_by()
    found = list(
        rows.values("channel", "direction").annotate(
            count=Count("pk"), first=Min("at"), last=Max("at")
        )
    )
    total = sum(line["count"] for line in found)
    if not total:
        return {"contacts_count": "0"}
    by_channel: dict[str, int] = {}
    for line in found:
        by_channel[line["channel"]] = by_channel.get(line["channel"], 0) + line["count"]
    usual = max(by_channel, key=lambda channel: by_channel[channel])
    incoming = sum(line["count"] for line in found if line["direction"] == Direction.INCOMING)
    span = max(line["last"] for line in found) - min(line["first"] for line in found)
    return {
        "contacts_count": str(total),
        "incoming_count": str(incoming),
        "usual_channel": str(ContactChannel(usual).label),
        "gap_days": str(round(span.days / (total - 1))) if total > 1 else "",
    }


def _tab(user, customer: Customer) -> dict | None:
    return archive_context(user, customer) if access.may(user, "unmask", customer) else None


def _questions(user, customer: Customer) -> dict | None:
    found = _tab(user, customer)
    return found and {"questions": found["p"]["questions"], "answered": found["p"]["answered"]}


QUESTIONS = access.Panel(
    code="customers.questions",
    label=N_("七个问题"),
    place=PanelPlace.LEFT,
    template="customers/_questions.html",
    context=_questions,
    position=5,
)
PROFILE = access.Panel(
    code="customers.profile",
    label=N_("档案"),
    place=PanelPlace.TAB,
    template="customers/profile_tab.html",
    context=_tab,
    is_offered=lambda user, customer: access.may(user, "unmask", customer),
    position=5,
)
