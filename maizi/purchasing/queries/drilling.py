"""From a number of a report to what it is made of: lines, names, prices through time."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from maizi.accounts.models import User
from maizi.catalog.models import Category, Product

from ..models import ReceiptLine, Supplier
from ..rules.ledger import month_end
from ..terms import ReceiptState
from .reports import REPORTS

MODELS = {"supplier": Supplier, "product": Product, "category": Category, "buyer": User}
WIDTH, HEIGHT, EDGE = 640, 150, 14


def receipt_lines(starts_on: date, ends_on: date, **narrowed) -> QuerySet[ReceiptLine]:
    """Posted receipt lines between two days, newest first; narrowed as a report is."""
    rows = ReceiptLine.objects.filter(
        receipt__state=ReceiptState.POSTED, receipt__received_on__range=(starts_on, ends_on)
    )
    rows = rows.filter(**{REPORTS[name][1][0]: id_ for name, id_ in narrowed.items() if id_})
    related = ("receipt", "receipt__supplier", "receipt__order", "product", "order_line")
    return rows.select_related(*related).order_by("-receipt__received_on", "-id")


def names_of(narrowed: dict[str, int | None]) -> dict[str, str]:
    """What the ids of a narrowed report are called. One query for each."""
    found = {}
    for name, id_ in narrowed.items():
        row = MODELS[name].objects.filter(pk=id_).first() if id_ else None
        if row is not None:
            found[name] = str(row)
    return found


def month_of(text: str) -> tuple[date, date]:
    """First and last day of "2026-03"; a month that is none is January."""
    year, month = int(text[:4]), int(text[5:])
    first = date(max(year, 1), month if 1 <= month <= 12 else 1, 1)
    return first, month_end(first)


@dataclass(frozen=True, slots=True)
class Chart:
    """Prices as a line, in the units of its own drawing."""

    points: list[tuple[float, float, date, Decimal]]
    lowest: Decimal
    highest: Decimal
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def line(self) -> str:
        """The points as SVG has them."""
        return " ".join(f"{x},{y}" for x, y, _, _ in self.points)


def price_chart(rows: list[dict]) -> Chart | None:
    """The picture of a price history (newest first); None when there is nothing to compare."""
    steps = [(r["order__ordered_on"], r["price_yuan"]) for r in reversed(rows)
             if r["order__ordered_on"]]  # fmt: skip
    if len(steps) < 2:
        return None
    first, days = steps[0][0], max((steps[-1][0] - steps[0][0]).days, 1)
    low, high = min(p for _, p in steps), max(p for _, p in steps)
    span = (high - low) or Decimal(1)
    points = [
        (
            round(EDGE + (WIDTH - 2 * EDGE) * (day - first).days / days, 1),
            round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * int((price - low) / span * 1000) / 1000, 1),
            day, price,
        )
        for day, price in steps
    ]  # fmt: skip
    return Chart(points, low, high)
