"""The quality board: numbers under the four rules of the archive (S001, A-40)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from maizi.accounts.access import rights_of

from .. import access
from ..models import Customer, QualityDay, Tagging
from ..terms.collecting import Filing
from ..terms.quality import QualityBand
from .classes import counts_of, schemes_in_force
from .wanted import ENTERPRISE, INDIVIDUAL, LISTED, SOMEBODY

MOST_LIVE = 20_000
TREND_DAYS = 90


@dataclass(frozen=True)
class Board:
    """The numbers, of which day they are (None: of this moment), and the company's last months."""

    numbers: Counter
    of_day: date | None
    trend: list[tuple[date, float]]

    def share(self, name: str) -> float | None:
        """Part of all records, 0–1; None without records."""
        total = self.numbers["total"]
        return self.numbers[name] / total if total else None

    def mean(self, name: str) -> float | None:
        """Mean of a ratio over the records that have it."""
        count = self.numbers[f"{name}_n"]
        return self.numbers[f"{name}_sum"] / count if count else None


def board_for(user, *, today: date) -> Board:
    """The board of what a person sees: counted now, or as of last night for very many records."""
    rows = access.visible_customers(user)
    few = rows.values("pk")[: MOST_LIVE + 1].count() <= MOST_LIVE
    sight = rights_of(user).sight("customer")
    trend = _trend(today) if sight.everything else []
    if few:
        return Board(numbers_of(rows, today=today), None, trend)
    last = QualityDay.objects.order_by("-on").values_list("on", flat=True).first()
    kept = QualityDay.objects.filter(on=last)
    kept = kept.filter(unit=None) if sight.everything else kept.filter(unit__in=sight.unit_ids)
    numbers = sum((Counter(n) for n in kept.values_list("numbers", flat=True)), Counter())
    return Board(numbers, last, trend)


def numbers_of(rows: QuerySet[Customer], *, today: date) -> Counter:
    """All numbers of the board, of some records. One query."""
    found = rows.order_by().aggregate(**expressions(today))
    return Counter({name: float(value or 0) for name, value in found.items()})


def expressions(today: date) -> dict:
    """Name -> aggregate; each number has a list behind it (`conditions`)."""
    tagged = Exists(Tagging.objects.filter(customer=OuterRef("pk")))
    counted = {
        "total": Q(),
        **{f"band_{band.value}": Q(quality_band=band) for band in QualityBand},
        **{f"filing_{filing.value}": Q(filing=filing) for filing in Filing},
        "untagged": ~Q(tagged),
        "sourced": ~Q(channel=""),
        "overdue": Q(next_contact_on__lt=today),
        "unplanned": Q(next_contact_on=None),
        "never": Q(last_contact_at=None),
        "contacted_30": Q(last_contact_at__date__gt=today - timedelta(days=30)),
        "contacted_90": Q(last_contact_at__date__gt=today - timedelta(days=90)),
        "pooled": Q(pool__isnull=False),
        "companies": Q(party_type="enterprise"),
        "people": Q(party_type="individual"),
        **{f"no_{code}": asked for code, asked in _empty().items()},
    }
    found: dict = {n: Count("pk", filter=q) if q else Count("pk") for n, q in counted.items()}
    for name in ("completeness", "freshness", "validity"):
        found[f"{name}_sum"] = Sum(f"quality__{name}")
        found[f"{name}_n"] = Count(f"quality__{name}")
    return found


def gaps(numbers: Counter) -> list[tuple[str, str, float, float]]:
    """(code, label, missing, out of) of the fields that most records lack, worst first."""
    found = []
    for field in LISTED:
        out_of = _asked_of(field, numbers)
        missing = numbers[f"no_{field.code}"]
        if missing and out_of:
            found.append((field.code, field.label, missing, out_of))
    return sorted(found, key=lambda line: -line[2] / line[3])


def conditions(name: str) -> list[str]:
    """The conditions of the customer list that show what a number counts."""
    kind, _, value = name.partition("_")
    if kind == "band":
        return [f"quality_band.in.{value}"]
    if kind == "filing":
        return [f"filing.in.{value}"]
    if kind == "no":
        return _conditions_of_gap(value)
    return CONDITIONS[name]


CONDITIONS = {
    "total": [],
    "untagged": ["tags.empty"],
    "sourced": ["channel.filled"],
    "overdue": ["next_contact_on.within.past"],
    "unplanned": ["next_contact_on.empty"],
    "never": ["last_contact_at.empty"],
    "contacted_30": ["last_contact_at.within.last_30"],
    "contacted_90": ["last_contact_at.within.last_90"],
    "pooled": ["pool.filled"],
}


def scheme_coverage(user, *, today: date) -> list[tuple[object, int]]:
    """(scheme, customers in a class of it) of the schemes in force. Three queries."""
    schemes = list(schemes_in_force(today).prefetch_related("classes"))
    home = {c.pk: s.pk for s in schemes for c in s.classes.all() if c.retired_at is None}
    found: Counter = Counter()
    for cls, count in counts_of(user, home).items():
        found[home[cls]] += count
    return [(scheme, found[scheme.pk]) for scheme in schemes]


def _trend(today: date) -> list[tuple[date, float]]:
    since = today - timedelta(days=TREND_DAYS)
    rows = QualityDay.objects.filter(unit=None, on__gte=since).values_list("on", "numbers")
    return [
        (on, n["completeness_sum"] / n["completeness_n"]) for on, n in rows
        if n.get("completeness_n")
    ]  # fmt: skip


def _empty() -> dict[str, Q]:
    """Wanted field -> the records that lack it; people at a customer are counted elsewhere."""
    found = {}
    for field in LISTED:
        if SOMEBODY in field.names:
            continue
        asked = Q(*(_is_empty(name) for name in field.names))
        if field not in INDIVIDUAL:
            asked &= Q(party_type="enterprise")
        elif field not in ENTERPRISE:
            asked &= Q(party_type="individual")
        found[field.code] = asked
    return found


def _is_empty(name: str) -> Q:
    null = Customer._meta.get_field(name).null
    return Q(**{f"{name}__isnull": True}) if null else Q(**{name: ""})


def _conditions_of_gap(code: str) -> list[str]:
    field = next(f for f in LISTED if f.code == code)
    found = [f"{name}.empty" for name in field.names]
    if field not in INDIVIDUAL:
        found.append("party_type.in.enterprise")
    elif field not in ENTERPRISE:
        found.append("party_type.in.individual")
    return found


def _asked_of(field, numbers: Counter) -> float:
    if field not in INDIVIDUAL:
        return numbers["companies"]
    return numbers["total"] if field in ENTERPRISE else numbers["people"]
