"""What an address says of a board or a grid, made sound."""

from datetime import date

from maizi.kernel.ids import number_in

from ..queries import Chosen, Grid
from ..rules.spans import first_day
from ..terms import Measure, Span

FIRST_YEAR, LAST_YEAR = 2000, 2100


def ask_board(given, today: date) -> Chosen:
    """The board an address asks for; this month's sales of people by default."""
    span, measure = _term(Span, given.get("span"), Span.MONTH), _measure(given)
    first = first_day(_day(given.get("on", ""), today), span)
    product, category = _narrowed(given, measure)
    return Chosen(span, first, measure, given.get("by") == "unit", product, category)


def ask_grid(given, today: date) -> Grid:
    """The grid an address asks for; this year's monthly sales of people by default."""
    year = number_in(given.get("year", "")) or today.year
    measure = _measure(given)
    product, category = _narrowed(given, measure)
    return Grid(
        min(max(year, FIRST_YEAR), LAST_YEAR), _term(Span, given.get("span"), Span.MONTH),
        measure, given.get("by") == "unit", product, category,
    )  # fmt: skip


def _measure(given) -> Measure:
    return _term(Measure, given.get("measure"), Measure.AMOUNT)


def _narrowed(given, measure: Measure) -> tuple[int | None, int | None]:
    """(product, category): the product where both are said, none for activities."""
    if measure.is_activity:
        return None, None
    product = number_in(given.get("product", ""))
    return product, None if product else number_in(given.get("category", ""))


def _term(kind, value: str | None, usual):
    try:
        return kind(value)
    except ValueError:
        return usual


def _day(text: str, today: date) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return today
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else today
