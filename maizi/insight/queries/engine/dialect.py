"""How DuckDB has to be asked so that it answers as SQLite does.

Django writes the statement as for SQLite, with these differences: no CAST AS NUMERIC (a DECIMAL of
three places there), REAL is a double, sums and halves are exact to the last place we keep, and
every table is read once, however often the statement names it: reading is what takes the time.
"""

import re
from collections.abc import Iterator
from functools import cache

from django.apps import apps
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.backends.sqlite3.operations import DatabaseOperations
from django.db.models import IntegerField, QuerySet, Sum
from django.db.models.functions import Round
from django.db.models.sql.compiler import SQLCompiler

from .running import Unfit

TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')
NAME = re.compile(r'"(\w+)"')
PLACE = re.compile(r"(?<!%)%s")
# SQLite compares patterns without regard to case, but of ASCII alone; nobody else does.
UNLIKE = re.compile(r"\b(LIKE|REGEXP|GLOB|COLLATE)\b")
NAMES = {Sum: "fsum", Round: "round_half_up"}  # round_half_up: see child.py
WHOLE = ("IntegerField", "BigIntegerField", "SmallIntegerField", "PositiveIntegerField",
         "PositiveBigIntegerField", "PositiveSmallIntegerField", "BooleanField")  # fmt: skip


class Compiler(SQLCompiler):
    """Writes SELECT statements."""

    def compile(self, node):
        """Some functions go by another name."""
        name = NAMES.get(type(node))
        if name is None or isinstance(node.output_field, IntegerField):  # whole sums are exact
            return super().compile(node)
        return node.as_sql(self, self.connection, function=name)


class Operations(DatabaseOperations):
    """Hands out our compiler, whatever is to be written."""

    def compiler(self, compiler_name):
        """For subqueries, too."""
        return Compiler


class Dialect(DatabaseWrapper):
    """Never connected: it only writes statements."""

    vendor = "duckdb"
    ops_class = Operations
    data_types = DatabaseWrapper.data_types | {
        "DecimalField": "double", "FloatField": "double", **dict.fromkeys(WHOLE, "bigint"),
    }  # fmt: skip


def statement_of(rows: QuerySet, settings: dict) -> tuple[str, list]:
    """The statement with its parameters. Raises Unfit where an equal answer is not certain."""
    compiler = rows.query.get_compiler(connection=Dialect(settings, rows.db))
    statement, given = compiler.as_sql()
    if found := UNLIKE.search(statement):
        raise Unfit(f"{found[0]} is not the same everywhere")
    read = ", ".join(_read_once(statement))
    return f"WITH {read} {PLACE.sub('?', statement).replace('%%', '%')}", list(given)


def _read_once(statement: str) -> Iterator[str]:
    """The tables of a statement, with the columns that it may mean."""
    names = set(NAME.findall(statement))
    for table in sorted(set(TABLE.findall(statement))):
        columns = ", ".join(f'"{name}"' for name in _columns()[table] if name in names)
        yield f'"{table}" AS MATERIALIZED (SELECT {columns} FROM live."{table}")'


@cache
def _columns() -> dict[str, list[str]]:
    models = apps.get_models(include_auto_created=True)
    return {m._meta.db_table: [f.column for f in m._meta.concrete_fields] for m in models}
