"""How many rows a list has, without counting a million of them for every page."""

from dataclasses import dataclass

from django.db import connection, models

CAP = 10_000
FEW = 1_000  # as far as a filtered list is counted unasked


@dataclass(frozen=True)
class Total:
    """A number of rows; `is_open` means at least that many."""

    number: int
    is_estimate: bool = False
    is_open: bool = False


def total_of(rows: models.QuerySet, model: type[models.Model], *, is_bare: bool, user) -> Total:
    """Exact up to a limit; beyond it the table's own estimate when the list shows all of it.

    Whole lists are counted to CAP, filtered ones to FEW: a rare property makes counting long.
    """
    cap = CAP if is_bare else FEW
    counted = rows.order_by().values("pk")[: cap + 1].count()
    if counted <= cap:
        return Total(counted)
    if is_bare and (guess := table_size(model)) > CAP:
        return Total(guess, is_estimate=True)
    return Total(cap, is_open=True)


def exact_total(rows: models.QuerySet) -> Total:
    """Every row counted; for a person who asked for it."""
    return Total(rows.order_by().count())


def table_size(model: type[models.Model]) -> int:
    """Rows in a table by the database's own statistics; 0 when it has none."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [table])
        elif "sqlite_stat1" in connection.introspection.table_names(cursor):
            cursor.execute("SELECT max(stat) FROM sqlite_stat1 WHERE tbl = %s", [table])
        else:
            return 0
        row = cursor.fetchone()
    return max(0, int(str(row[0]).split()[0].split(".")[0])) if row and row[0] is not None else 0
