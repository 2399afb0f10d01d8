"""The permission matrix: every route, every role, every relation to the record; and proof that
whoever is denied changed nothing."""

import csv
import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver

TABLE = Path(__file__).parents[1] / "permissions.csv"
ROLES = ["anonymous", "left", "chen", "xu", "meng", "lin", "boss", "service", "admin", "auditor"]
OUTSIDE = {"anonymous", "left"}
# Written by every signed-in request, whatever it asks for.
HOUSEKEEPING = {"accounts_session", "django_session", "history_historychain", "sqlite_sequence"}
# SQLite's full-text table can't be read row by row; the tables it is made of can.
WORDS = "search_words"
# Statements after which every table that is looked at still holds what it held.
HARMLESS = re.compile(
    r"\s*(?:SELECT|SAVEPOINT|RELEASE|ROLLBACK|"
    rf"(?:INSERT INTO|UPDATE|DELETE FROM) \"(?:{'|'.join(HOUSEKEEPING)})\")"
)


@dataclass(frozen=True)
class Line:
    """One line of the table: a route, a method, and what each role gets."""

    url: str
    method: str
    answers: dict[str, int]

    def __str__(self) -> str:
        return f"{self.method} {self.url}"


@cache
def lines() -> list[Line]:
    """The table as it stands. A cell names the status; an empty cell repeats the one before."""
    found = []
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            answers, last = {}, ""
            for role in ROLES:
                last = row[role].strip() or last
                answers[role] = int(last)
            found.append(Line(row["url"], row["method"], answers))
    return found


def routes(patterns=None, prefix: str = "") -> Iterator[tuple[str, list[str]]]:
    """(name with namespace, names of its arguments) of every route."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            space = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from routes(entry.url_patterns, space)
        elif isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}", list(entry.pattern.converters)


@cache
def tables() -> list[str]:
    """Every table that rows can be read from; laid before the first test, the same in all."""
    with connection.cursor() as cursor:
        return sorted({*connection.introspection.table_names(cursor)} - {WORDS})


def fingerprint(without=HOUSEKEEPING, *, only=None) -> dict[str, str]:
    """A hash of every table's rows, so that any change shows; of some tables `only`, if named."""
    found = {}
    with connection.cursor() as cursor:
        for table in (t for t in tables() if t not in without and (only is None or t in only)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = sorted(repr(row) for row in cursor.fetchall())
            found[table] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


def changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """Tables whose rows differ."""
    return sorted(t for t in before.keys() | after.keys() if before.get(t) != after.get(t))


@contextmanager
def writes() -> Iterator[list[str]]:
    """The statements inside that may have changed a table: without any, no table need be read."""
    found = []

    def notice(execute, sql, params, many, context):
        if not HARMLESS.match(sql):
            found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(notice):
        yield found
