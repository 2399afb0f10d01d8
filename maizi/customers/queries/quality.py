"""How good records are: the facts, what is missing, which values are bad."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from maizi.fields.queries import parameter

from ..models import BadValue, Contact, Customer, CustomerQuality, ProfileValue
from ..rules import quality as rules
from ..rules.quality import Quality, QualityPolicy, Wanted
from ..terms.quality import FreshGroup
from .wanted import CHECKABLE, COLUMNS, OF_CONTACTS, wanted_of

NEEDED = (
    "id", "party_type", "created_at", "lifecycle", "quality_score", "quality_band", *COLUMNS,
)  # fmt: skip


@dataclass
class Facts:
    """Everything that decides about the quality of one record.

    values    column -> value, of the customer
    answered  codes of attributes answered beside the columns
    places    checkable place -> its value: "mobile", or "7.mobile" of contact 7
    bad       places whose present value is known to be bad
    verified  group -> moment at which it was last known to be right
    """

    values: dict
    answered: set[str] = field(default_factory=set)
    places: dict[str, str] = field(default_factory=dict)
    bad: set[str] = field(default_factory=set)
    verified: dict[FreshGroup, datetime] = field(default_factory=dict)

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        return wanted_of(self.values["party_type"])

    @property
    def filled(self) -> set[str]:
        """Codes of wanted fields that say something."""
        return {w.code for w in self.wanted if w.code in self.answered or self._says(w)}

    def _says(self, field: Wanted) -> bool:
        return any(self.values[name] not in (None, "") for name in field.names)


def facts_of(rows: QuerySet[Customer]) -> dict[int, Facts]:
    """Customer -> facts. Five queries whatever the rows."""
    found = {values["id"]: Facts(values) for values in rows.values(*NEEDED)}
    for id_, facts in found.items():
        facts.verified = dict.fromkeys(FreshGroup, facts.values["created_at"])
        facts.places = {n: facts.values[n] for n in CHECKABLE if facts.values[n]}
        facts.values["id"] = id_
    _add_answers(found)
    _add_contacts(found)
    _add_moments(found)
    _add_bad(found)
    return found


def _add_answers(found: dict[int, Facts]) -> None:
    rows = ProfileValue.objects.filter(customer__in=list(found), contact=None).exclude(text="")
    for customer, code in rows.values_list("customer_id", "attribute"):
        found[customer].answered.add(code)


def _add_contacts(found: dict[int, Facts]) -> None:
    rows = Contact.objects.filter(customer__in=list(found))
    for customer, id_, *values in rows.values_list("customer_id", "id", *OF_CONTACTS):
        facts = found[customer]
        facts.places |= {f"{id_}.{n}": v for n, v in zip(OF_CONTACTS, values, strict=True) if v}


def _add_moments(found: dict[int, Facts]) -> None:
    names = [f"{group.value}_at" for group in FreshGroup]
    rows = CustomerQuality.objects.filter(customer__in=list(found))
    for customer, *moments in rows.values_list("customer_id", *names):
        for group, moment in zip(FreshGroup, moments, strict=True):
            if moment:
                found[customer].verified[group] = moment


def _add_bad(found: dict[int, Facts]) -> None:
    rows = BadValue.objects.filter(customer__in=list(found))
    for customer, place, value in rows.values_list("customer_id", "field", "value"):
        if found[customer].places.get(place) == value:
            found[customer].bad.add(place)


def measured(facts: Facts, policy: QualityPolicy, *, today: date) -> Quality:
    """The quality of one record by its facts (A-40)."""
    filled = facts.filled
    groups = {w.group for w in facts.wanted if w.code in filled}
    ages = {
        group: (today - timezone.localdate(facts.verified[group])).days
        for group in FreshGroup if group in groups
    }  # fmt: skip
    return rules.quality_of(
        rules.completeness(facts.wanted, filled),
        rules.mean_freshness(ages, policy),
        rules.validity(len(facts.places), len(facts.bad)),
        policy,
    )


def facts_about(customer: Customer) -> Facts:
    """The facts of one record. Five queries."""
    return facts_of(Customer.objects.filter(pk=customer.pk))[customer.pk]


def emptiest_of(customer: Customer, count: int = 3) -> list[Wanted]:
    """The empty fields that matter most: what to ask at the next contact (A-34). Five queries."""
    facts = facts_about(customer)
    return rules.emptiest(facts.wanted, facts.filled, count)


def completeness_of(ids: Collection[int]) -> Decimal | None:
    """Mean completeness of some records, from what is stored; None for none. One query."""
    rows = CustomerQuality.objects.filter(customer__in=ids, completeness__isnull=False)
    values = list(rows.values_list("completeness", flat=True)[:5_000])
    return sum(values) / len(values) if values else None


def least_completeness() -> Decimal:
    """How complete a group-buy prospect must be before it leaves collection (A-11)."""
    return Decimal(parameter("gb.min_completeness"))


def bad_values_of(customers: Iterable[int]) -> QuerySet[BadValue]:
    """Marks of bad values, of some customers."""
    return BadValue.objects.filter(customer__in=customers).select_related("by")
