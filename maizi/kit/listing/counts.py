"""How many rows a list has, without counting a million of them for every page."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db import connection, models

CAP = 10_000
LARGE, LARGE_SECONDS = 50_000, 300  # more rows than a page should look at to show one number
FEW = 1_000  # as far as a filtered list is counted unasked


@dataclass(frozen=True)
class Total:
    """A number of rows; `is_open` means at least that many."""

    number: int
    is_estimate: bool = False
    is_open: bool = False


def total_of(
    rows: models.QuerySet, model: type[models.Model], *, is_bare: bool, is_whole: bool = False
) -> Total:
    """Exact up to a limit; the table's own estimate where the list shows all of a large one.

    Unfiltered lists are counted to CAP, filtered ones to FEW: a rare property makes counting long.
    """
    if is_whole and (guess := table_size(model)) > CAP:
        return Total(guess, is_estimate=True)
    cap = CAP if is_bare else FEW
    counted = rows.order_by().values("pk")[: cap + 1].count()
    return Total(counted) if counted <= cap else Total(cap, is_open=True)


def is_large(model: type[models.Model]) -> bool:
    """Whether a table is too large for a page to look at all of it; asked every five minutes.

    Without statistics, as on the day when everything is imported, it looks for the row itself.
    """
    key = f"large:{model._meta.db_table}:{LARGE}"
    found = cache.get(key)
    if found is None:
        known = table_size(model)
        one = slice(LARGE, LARGE + 1)
        found = known > LARGE if known else model.objects.order_by("pk")[one].exists()
        cache.set(key, found, LARGE_SECONDS)
    return found


def exact_total(rows: models.QuerySet) -> Total:
    """Every row counted; for a person who asked for it."""
    return Total(rows.order_by().count())


def refresh_statistics() -> None:
    """Have SQLite count its tables anew, a sample of each; PostgreSQL does so by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit = 1000")
            cursor.execute("ANALYZE")


def table_size(model: type[models.Model]) -> int:
    """Rows in a table by the database's own statistics; 0 when it has none."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [table])
        else:
            cursor.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'")
            if not cursor.fetchone():
                return 0
            cursor.execute("SELECT max(stat) FROM sqlite_stat1 WHERE tbl = %s", [table])
        row = cursor.fetchone()
    return max(0, int(str(row[0]).split()[0].split(".")[0])) if row and row[0] is not None else 0
