"""What was sold, by whom, on the basis that the company chose (I-11, 0.3 net sales).

Orders count on the day they were confirmed, what came back on the day it was settled; invoices on
the day of issue, red ones below zero; money on the day it came in, credited to the owner of the
customer. Amounts are without tax unless the company says otherwise; money always is what it is.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import F, Q, Sum
from django.utils import timezone

from maizi.catalog.models import Category
from maizi.credit.models import Entry
from maizi.credit.terms import EntryKind
from maizi.customers.models import Activity
from maizi.customers.terms import ContactChannel
from maizi.fields.queries import parameter
from maizi.sales.models import InvoiceLine, OrderLine, ReturnLine
from maizi.sales.terms import COUNTED, InvoiceState, OrderState, ReturnSort, ReturnState

from ..terms import Basis, Measure

ZERO = Decimal(0)
ISSUED = (InvoiceState.ISSUED, InvoiceState.REDDENED)
MONEY = (EntryKind.RECEIPT, EntryKind.REFUND)
MOST_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Which:
    """Between which days, of which product or category; nothing for everything."""

    starts_on: date
    ends_on: date
    product_id: int | None = None
    category_id: int | None = None

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """The same as moments of the company's days."""
        zone = timezone.get_default_timezone()
        return (
            datetime.combine(self.starts_on, time.min, zone),
            datetime.combine(self.ends_on, time.max, zone),
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether it is about some products only."""
        return bool(self.product_id or self.category_id)

    def products(self, path: str) -> Q:
        """The condition on products, whose column lies at `path`."""
        if self.product_id:
            return Q(**{path: self.product_id})
        if self.category_id:
            root = Category.objects.filter(pk=self.category_id).values_list("path", flat=True)
            below = next(iter(root), "none")
            return Q(**{f"{path}__category__path__startswith": below})
        return Q()


def basis() -> Basis:
    """What counts as sold in this company."""
    return Basis(parameter("target.basis"))


def is_taxed() -> bool:
    """Whether targets and achievement are with tax."""
    return bool(parameter("target.with_tax"))


def achieved_by(measure: Measure, which: Which, *, by_unit: bool = False) -> dict[int, Decimal]:
    """Person id, or unit id, -> what was achieved. Two queries at most.

    Of units only what was done in the unit itself: see `summed_up` for those above.
    """
    if measure.is_activity:
        return _activities(measure, which, by_unit=by_unit)
    found: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for rows, owner, unit, value in _sources(measure, which):
        for key, amount in rows.order_by().values_list(unit if by_unit else owner).annotate(
            n=Sum(value)
        ):  # fmt: skip
            found[key] += amount or ZERO
    return dict(found)


def _activities(measure: Measure, which: Which, *, by_unit: bool) -> dict[int, Decimal]:
    """Follow-ups written, notes left out; corrections do not count twice."""
    rows = Activity.objects.filter(at__range=which.moments, corrects=None)
    rows = rows.exclude(channel=ContactChannel.NOTE)
    if measure is Measure.VISITS:
        rows = rows.filter(channel=ContactChannel.VISIT)
    group = "author__unit" if by_unit else "author"
    counts = rows.order_by().values_list(group).annotate(n=Sum(1))
    return {key: Decimal(count) for key, count in counts if key}


def _sources(measure: Measure, which: Which) -> Iterable[tuple]:
    """(rows, path of the owner, path of the unit, what to sum) of everything that counts."""
    if basis() is Basis.RECEIPTS and measure is Measure.AMOUNT:
        if not which.is_narrowed:  # money is paid for orders, not for products
            yield (_money(which), "account__customer__owner", "account__customer__org_unit",
                   -F("amount_yuan"))  # fmt: skip
        return
    value = F("quantity") if measure is Measure.PIECES else _value()
    invoices = basis() is Basis.INVOICES
    if invoices:
        blue, red = _invoiced(which)
        yield blue, "document__owner", "document__org_unit", value
        yield (
            red, "document__owner", "document__org_unit", -value,
        )  # fmt: skip  # its lines say what is taken back
        return
    whole, short = _ordered(which)
    yield whole, "document__owner", "document__org_unit", value
    yield short, "document__owner", "document__org_unit", _delivered_part(measure)
    yield _returned(which), "document__owner", "document__org_unit", -value


def _value():
    return F("amount_yuan") if is_taxed() else F("amount_yuan") - F("tax_yuan")


def _delivered_part(measure: Measure):
    """Of orders closed short only what was delivered counts."""
    if measure is Measure.PIECES:
        return F("delivered")
    return _value() * F("delivered") / F("quantity")


def _money(which: Which):
    days = (which.starts_on, which.ends_on)
    return Entry.objects.filter(kind__in=MONEY, on__range=days)


def _invoiced(which: Which):
    days = (which.starts_on, which.ends_on)
    rows = InvoiceLine.objects.filter(
        which.products("product"), document__state__in=ISSUED, document__issued_on__range=days
    )
    return rows.filter(document__red_of=None), rows.exclude(document__red_of=None)


def _ordered(which: Which):
    rows = OrderLine.objects.filter(
        which.products("product"), document__state__in=COUNTED,
        document__confirmed_at__range=which.moments,
    )  # fmt: skip
    short = Q(document__state=OrderState.CLOSED_SHORT)
    return rows.exclude(short), rows.filter(short)


def _returned(which: Which):
    return ReturnLine.objects.filter(
        which.products("line__product"), document__state=ReturnState.SETTLED,
        document__sort=ReturnSort.RETURN, document__settled_at__range=which.moments,
    )  # fmt: skip


def sold_by_product(which: Which) -> dict[int, list[tuple[int | None, str, Decimal]]]:
    """Person id -> (product id, path of its category, amount): what commission is paid on.

    Three queries at most.
    """
    found: dict[int, dict] = defaultdict(lambda: defaultdict(lambda: ZERO))
    for rows, owner, _unit, value in _sources(Measure.AMOUNT, which):
        product = _product_path(rows.model)
        names = (product, f"{product}__category__path") if product else ()
        for key, *rest in rows.order_by().values_list(owner, *names).annotate(n=Sum(value)):
            *about, amount = rest
            found[key][tuple(about) or (None, "")] += amount or ZERO
    return {
        person: [(id_, path or "", amount) for (id_, path), amount in sums.items()]
        for person, sums in found.items() if person
    }  # fmt: skip


def _product_path(model: type) -> str:
    return {Entry: "", ReturnLine: "line__product"}.get(model, "product")


def documents_behind(
    measure: Measure, which: Which, *, people: Collection[int] = (), units: Collection[int] = ()
) -> list[dict]:
    """The documents that make a number: day, number, customer, amount, address; newest first.

    Three queries at most.
    """
    if measure.is_activity:
        return _activities_behind(measure, which, people, units)
    rows = []
    for lines, owner, unit, value in _sources(measure, which):
        reach = Q(**{f"{unit}__in": units}) if units else Q(**{f"{owner}__in": people})
        rows += _told(lines.filter(reach), value)
    return sorted(rows, key=lambda row: (row["on"], row["id"]), reverse=True)[:MOST_SHOWN]


def _told(lines, value) -> list[dict]:
    """One entry for each document of some lines, the newest."""
    model = lines.model
    if model is Entry:
        names = {"id": "pk", "no": "number", "customer": "account__customer__name", "day": "on"}
        rows = lines.order_by("-on", "-pk").values_list(*names.values()).annotate(n=value)
    else:
        day = {OrderLine: "confirmed_at", ReturnLine: "settled_at"}.get(model, "issued_on")
        names = {"id": "pk", "no": "no", "customer": "customer__name", "day": day}
        paths = [f"document__{name}" for name in names.values()]
        rows = lines.order_by().values_list(*paths).annotate(n=Sum(value))
        rows = rows.order_by(f"-document__{day}", "-document__pk")
    kind = {Entry: "credit:entry", OrderLine: "sales:order", ReturnLine: "sales:return"}
    return [
        {"id": id_, "no": no, "customer": customer, "on": _day(day), "amount": amount,
         "url": kind.get(model, "sales:invoice")}
        for id_, no, customer, day, amount in rows[:MOST_SHOWN]
    ]  # fmt: skip


def _activities_behind(measure: Measure, which: Which, people, units) -> list[dict]:
    rows = Activity.objects.filter(at__range=which.moments, corrects=None)
    rows = rows.exclude(channel=ContactChannel.NOTE)
    if measure is Measure.VISITS:
        rows = rows.filter(channel=ContactChannel.VISIT)
    rows = rows.filter(author__unit__in=units) if units else rows.filter(author__in=people)
    names = ("customer", "customer__name", "author__name", "at", "result")
    return [
        {"id": id_, "no": author, "customer": name, "on": _day(at), "amount": Decimal(1),
         "url": "customers:customer"}
        for id_, name, author, at, _result in rows.order_by("-at").values_list(*names)[:MOST_SHOWN]
    ]  # fmt: skip


def _day(value) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value
