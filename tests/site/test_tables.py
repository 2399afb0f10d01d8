"""Laying all tables at once gives just what the migrations give, on both databases."""

import os
import re
import sqlite3
from contextlib import closing
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from maizi.site import tables
from maizi.site.places import database
from tests.laid import in_process, laid_postgres, lay_sqlite, login_of, on_server

MIGRATE = "from tests.migrating import migrate; migrate()"
COLUMNS = """
    SELECT table_name, column_name, data_type, udt_name, is_nullable, column_default, is_identity,
           character_maximum_length, numeric_precision, numeric_scale
    FROM information_schema.columns WHERE table_schema = 'public'"""
CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace"""
INDEXES = "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
TRIGGERS = "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"
FUNCTIONS = "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
ROWS = {
    "django_migrations": "app, name",
    "clocks_calendarday": "*",
    "clocks_servicecalendar": "code, name",
}


def parts(statement: str) -> list[str]:
    """The columns and constraints of a CREATE TABLE, in alphabetical order."""
    head, _, body = statement.partition("(")
    found, depth, at = [], 0, 0
    for place, letter in enumerate(body):
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            found.append(body[at:place])
            at = place + 1
    return [head, *sorted(" ".join(part.split()) for part in [*found, body[at:].rstrip(" )")])]


def plain(words: str) -> str:
    return re.sub(r"[\s()]+", " ", words).strip()


def sqlite_as_it_is(books: sqlite3.Connection) -> dict:
    """Every table, index and trigger by name, and the rows that migrations fill in."""
    told = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    shape = {
        (kind, name): [plain(part) for part in parts(statement)] if kind == "table" else [statement]
        for kind, name, statement in books.execute(told)
    }
    return shape | rows_of(books)


def postgres_as_it_is(books: psycopg.Connection) -> dict:
    """The same from PostgreSQL's own catalogues."""
    asked = (COLUMNS, CONSTRAINTS, INDEXES, TRIGGERS, FUNCTIONS)
    shape = {one: sorted(map(told, books.execute(one).fetchall())) for one in asked}
    return shape | rows_of(books)


def told(row: tuple) -> str:
    """A line of a catalogue, without what differs for a reason.

    A table that moved from one app to another keeps the name of its key; Django's own table of
    groups, which nobody uses, has a wider id in its migration than in its model.
    """
    text = str(row).replace("kit_numbersequence_pkey", "fields_numbersequence_pkey")
    return "" if text.startswith("('auth_group_permissions', 'id', ") else text


def rows_of(books) -> dict:
    found = {}
    for table, columns in ROWS.items():
        rows = books.execute(f"SELECT {columns} FROM {table}").fetchall()
        # Ids and times are of the run that filled them.
        kept = [[str(v) for v in row if not re.match(r"\d{6,}$|2026-.*:", str(v))] for row in rows]
        found["rows", table] = sorted(kept)
    return found


@pytest.fixture
def both(tmp_path):
    """(laid at once, migrated), each as it is."""
    if connection.vendor == "sqlite":
        in_process(MIGRATE, f"sqlite://{tmp_path}/migrated.sqlite3")
        with (
            closing(lay_sqlite(tmp_path / "laid.sqlite3")) as laid,
            closing(sqlite3.connect(tmp_path / "migrated.sqlite3")) as migrated,
        ):
            yield sqlite_as_it_is(laid), sqlite_as_it_is(migrated)
        return
    given, name = os.environ["MAIZI_DATABASE"], f"maizi_migrated_{os.getpid()}"
    address = urlunsplit(urlsplit(given)._replace(path=f"/{name}"))
    with on_server(given) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            in_process(MIGRATE, address)
            yield _read(given, laid_postgres(given)), _read(given, name)
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _read(address: str, name: str) -> dict:
    with psycopg.connect(**login_of(database(address)), dbname=name) as books:
        return postgres_as_it_is(books)


def test_tables_laid_at_once_are_those_of_the_migrations(both):
    laid, migrated = both
    assert laid.keys() == migrated.keys()
    other = [
        *(f"only laid: {one}" for key in laid for one in laid[key] if one not in migrated[key]),
        *(f"only migrated: {one}" for key in laid for one in migrated[key] if one not in laid[key]),
    ]
    assert not other, "\n".join(["", *other])
    assert laid == migrated
    assert len(laid["rows", "django_migrations"]) > 30
    assert len(laid["rows", "clocks_calendarday"]) > 20


@pytest.mark.django_db
def test_a_migration_that_was_not_applied_is_seen():
    assert tables.is_current()
    MigrationRecorder(connection).record_unapplied("clocks", "0004_standard")
    assert not tables.is_current()
