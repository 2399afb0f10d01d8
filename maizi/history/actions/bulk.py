"""Many new rows at once, as fast as the database takes them."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import islice

from django.db import connection, models

BATCH = 1_000


def insert_rows(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence], *, by=None
) -> int:
    """Insert rows given as values of the named fields; gives how many.

    Skips model instances, defaults and signals: every column without a database default must
    be named. The caller records the history. COPY on PostgreSQL, executemany on SQLite.
    """
    fields = [model._meta.get_field(name) for name in names]
    found = [(i, _adapter(field)) for i, field in enumerate(fields)]
    adapters = [(i, adapt) for i, adapt in found if adapt]
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    count, source = 0, iter(rows)
    while batch := [_adapted(row, adapters) for row in islice(source, BATCH)]:
        _write(table, columns, batch)
        count += len(batch)
    return count


def update_rows(
    model: type[models.Model], names: Sequence[str], rows: Iterable[models.Model], *, by=None
) -> None:
    """Write the named fields of changed records, one prepared statement for all.

    Like `insert_rows` without signals; the caller has locked the rows and records the history.
    """
    fields = [model._meta.get_field(name) for name in names]
    quote = connection.ops.quote_name
    marks = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    statement = f"UPDATE {quote(model._meta.db_table)} SET {marks} WHERE id = %s"
    values = (
        [*(f.get_db_prep_save(getattr(row, f.attname), connection) for f in fields), row.pk]
        for row in rows
    )
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(values))


def _write(table: str, columns: str, batch: list[list]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, f"COPY {table} ({columns}) FROM STDIN", batch)
        else:
            marks = ", ".join(["%s"] * len(batch[0]))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", batch)


def _copy(cursor, statement: str, batch: list[list]) -> None:
    with cursor.copy(statement) as copy:
        for row in batch:
            copy.write_row(row)


def _adapted(row: Sequence, adapters: list[tuple[int, Callable]]) -> list:
    row = list(row)
    for place, adapt in adapters:
        row[place] = adapt(row[place])
    return row


def _adapter(field: models.Field) -> Callable | None:
    if connection.vendor == "postgresql":
        return None
    if isinstance(field, models.DateTimeField):
        # Rows written together mostly share their moments.
        return lru_cache(maxsize=256)(connection.ops.adapt_datetimefield_value)
    if isinstance(field, models.DateField):
        return connection.ops.adapt_datefield_value
    if isinstance(field, models.DecimalField):
        adapt, digits = connection.ops.adapt_decimalfield_value, field.max_digits
        return lambda value: adapt(value, digits, field.decimal_places)
    return None
