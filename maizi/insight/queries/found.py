"""What an analysis finds: numbers, sentences, groups, lines; one shape for every page."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from maizi.catalog.models import Product
from maizi.customers.access import visible_customers

from ..terms import Code
from .lines import Line, Lines, Placed

# Raised when a formula changes what it finds.
VERSIONS = dict.fromkeys(Code, "1") | dict.fromkeys((Code.WHALE, Code.LIFETIME, Code.BEST), "2")
VERSIONS[Code.QUESTIONS] = "3"
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Stat:
    """One number with its definition; sort: number, amount, percent."""

    code: str
    label: str
    value: Decimal | int | None
    sort: str = "number"
    hint: str = ""


@dataclass
class Found:
    """One result.

    says     sentences in plain words, computed from it
    is_thin  too little to conclude anything: only the sentence is shown
    groups   code -> label, in their order
    columns  (label, sort) of the values of the lines
    subject  what the lines are about: customer, product, or nothing that has a page
    chart    what the chart's template needs
    placed   customer -> group, for comparing two results
    """

    code: Code
    subject: str = "customer"
    stats: list[Stat] = field(default_factory=list)
    says: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_thin: bool = False
    groups: dict[str, str] = field(default_factory=dict)
    columns: list[tuple[str, str]] = field(default_factory=list)
    lines: Sequence[Line] = field(default_factory=list)
    chart: dict = field(default_factory=dict)
    placed: Placed | None = None

    def of_group(self, group: str) -> Sequence[Line]:
        """The lines of one group, or all."""
        if group and isinstance(self.lines, Lines):
            return self.lines.of_group(group)
        return [line for line in self.lines if line.group == group] if group else self.lines

    def counts(self) -> list[tuple[str, str, int, Decimal]]:
        """(group, label, how many lines, their amount), in the order of the groups."""
        if isinstance(self.lines, Lines):
            count, amount = self.lines.sums()
        else:
            count, amount = Counter(), Counter()
            for line in self.lines:
                count[line.group] += 1
                amount[line.group] += line.amount or 0
        return [(code, label, count[code], amount[code]) for code, label in self.groups.items()]

    def place(self) -> None:
        """Remember where every customer is."""
        self.placed = Placed.of(self.lines)


def name_lines(user, found: Found, lines: Iterable[Line]) -> list[Line]:
    """Give lines the names and addresses of what they are about; one query."""
    rows = list(lines)
    ids = [line.id for line in rows if line.id and not line.name]
    if found.subject == "customer":
        named = visible_customers(user).in_bulk(ids)
    elif found.subject == "product":
        named = Product.objects.in_bulk(ids)
    else:
        return rows
    for line in rows:
        if line.id in named:
            line.name = str(named[line.id])
            line.address = named[line.id].get_absolute_url()
    return [line for line in rows if line.name]


def names_of(user, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Customer -> its name and address; of those in sight. One query."""
    rows = visible_customers(user).in_bulk(list(ids))
    return {pk: (str(one), one.get_absolute_url()) for pk, one in rows.items()}


def chart_names(user, found: Found) -> dict[int, str]:
    """Names that the chart needs: the rows and columns of the matrix, the dots of products."""
    chart = found.chart
    products = [*chart.get("products", ())]
    if chart.get("kind") == "dots":
        products += [dot["id"] for dot in chart["dots"]]
    names = {pk: str(one) for pk, one in Product.objects.in_bulk(products).items()}
    if chart.get("kind") == "matrix":
        people = visible_customers(user).in_bulk([row[0] for row in chart["rows"]])
        names |= {pk: str(one) for pk, one in people.items()}
    return names
