"""How facts leave the database: whole numbers and days, the same from every engine, and quickly.

Sums leave as whole cents and ten-thousandths of a piece: what an engine adds up in floats is exact
to the cent, and a whole number needs no converting row by row.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import (
    BigIntegerField,
    CharField,
    DecimalField,
    ExpressionWrapper,
    QuerySet,
    Sum,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Round, Substr

from .clickhouse import copied_rows
from .engine import faster_rows

BATCH = 5_000
SUMMED = DecimalField(max_digits=24, decimal_places=6)


def cents(amount) -> Coalesce:
    """The sum of an amount in whole cents; 0 of nothing."""
    return _whole(amount, 100)


def parts(pieces) -> Coalesce:
    """The sum of a quantity in whole ten-thousandths; 0 of nothing."""
    return _whole(pieces, 10_000)


def hundredths(count: int) -> Decimal:
    """Whole cents as yuan."""
    return Decimal(count).scaleb(-2)


def ten_thousandths(count: int) -> Decimal:
    """Whole ten-thousandths as pieces."""
    return Decimal(count).scaleb(-4)


def rows_of(rows: QuerySet) -> Iterator[tuple]:
    """The values of a query as the engine gives them: numbers, texts, days as `day_of` reads them.

    Only for what is whole numbers, texts and days by its own statement. A copy of the facts in
    ClickHouse gives the same rows, where there is one.
    """
    found = copied_rows(rows) if _statement(rows) else None
    yield from own_rows(rows) if found is None else found


def own_rows(rows: QuerySet) -> Iterator[tuple]:
    """The same by the main database; over a large SQLite file by DuckDB, where it is installed."""
    if not (asked := _statement(rows)):
        return
    if (faster := faster_rows(rows)) is not None:
        yield from faster
        return
    with connections[rows.db].chunked_cursor() as cursor:
        cursor.execute(*asked)
        while found := cursor.fetchmany(BATCH):
            yield from found


def _statement(rows: QuerySet) -> tuple[str, tuple] | None:
    """What the main database is asked; None for somebody who sees nothing."""
    try:
        return rows.query.sql_with_params()
    except EmptyResultSet:
        return None


@lru_cache(20_000)
def _day(text: str) -> date:
    return date.fromisoformat(text)


def day_of(value: date | str) -> date:
    """A day as SQLite writes it, or as PostgreSQL gives it."""
    return _day(value) if isinstance(value, str) else value


def month_of(column: str) -> Substr:
    """The month of a date as "2026-03", in words every database knows."""
    return Substr(Cast(column, CharField()), 1, 7)


def month_number(text: str) -> int:
    """ "2026-03" -> 24314: months that can be counted on."""
    year, month = text.split("-")
    return int(year) * 12 + int(month) - 1


def month_span(text: str) -> tuple[date, date]:
    """ "2026-03" -> its first and its last day."""
    number = month_number(text) + 1
    following = date(number // 12, number % 12 + 1, 1)
    return date.fromisoformat(f"{text}-01"), following - timedelta(1)


def month_text(number: int) -> str:
    """24314 -> "2026-03"."""
    return f"{number // 12}-{number % 12 + 1:02d}"


def _whole(summed, times: int) -> Coalesce:
    larger = ExpressionWrapper(Sum(summed) * Value(times), output_field=SUMMED)
    return Coalesce(Cast(Round(larger), BigIntegerField()), Value(0))
