"""Tables laid once: every database of the tests is a copy of them.

They are laid as in a new installation, in seconds; tests/site/test_tables.py proves that the
migrations, which take minutes, give the same.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from functools import cache, partial
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.apps import apps
from django.db import connection
from django.db.models.signals import post_migrate

from maizi.site.places import database

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".cache" / "tests"
LAY = "from maizi.site import tables; tables.prepare()"
# Two checkouts beside each other may share a server: neither drops what the other has laid.
NAMED = f"maizi_laid_{hashlib.sha256(str(ROOT).encode()).hexdigest()[:6]}_"

MADE_ANEW = ("django.contrib.contenttypes", "django.contrib.auth")  # by Django, after each flush


@cache
def mark() -> str:
    """What the laid tables depend on: every migration, and the data that migrations read."""
    told = hashlib.sha256()
    sources = [*ROOT.glob("maizi/*/migrations/*.py"), *ROOT.glob("maizi/*/calendars/*")]
    for file in sorted(file for file in sources if file.is_file()):
        told.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return told.hexdigest()[:16]


def lay_sqlite(at: str | Path) -> sqlite3.Connection:
    """Fill a SQLite database that is not there yet; the open connection keeps one in memory."""
    laid = FOLDER / f"{mark()}.sqlite3"
    with _alone():
        if not laid.exists():
            for old in (*FOLDER.glob("*.sqlite3*"), *FOLDER.glob("*.raw*")):  # a run cut off too
                old.unlink()
            raw = laid.with_suffix(".raw")
            in_process(LAY, f"sqlite://{raw}")
            raw.rename(laid)
    filled = sqlite3.connect(str(at), uri=str(at).startswith("file:"))
    with closing(sqlite3.connect(laid)) as source:
        source.backup(filled)
    return filled


def laid_postgres(address: str) -> str:
    """Name of the laid database beside `address`, for CREATE DATABASE … TEMPLATE."""
    name, raw = NAMED + mark(), f"{NAMED}raw"
    with _alone(), on_server(address) as server:
        asked = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
        found = {row[0] for row in server.execute(asked, [NAMED])}
        if name not in found:
            for old in found:
                server.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
            server.execute(f'CREATE DATABASE "{raw}"')
            parts = urlsplit(address)
            in_process(LAY, urlunsplit(parts._replace(path=f"/{raw}")))
            server.execute(f'ALTER DATABASE "{raw}" RENAME TO "{name}"')
    return name


@contextmanager
def on_server(address: str):
    """A connection to the server of a PostgreSQL address, outside of its database."""
    login = login_of(database(address))
    with psycopg.connect(**login, dbname="postgres", autocommit=True) as server:
        yield server


def login_of(place: dict) -> dict:
    """How psycopg is told of Django's settings of a database, its name aside."""
    names = {"USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    return {ours: place[theirs] for theirs, ours in names.items() if place[theirs]}


def in_process(code: str, address: str) -> None:
    """Run Django code against a database, in a process of its own."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    surroundings = {
        **os.environ, "MAIZI_DATABASE": address, "MAIZI_HOME": str(FOLDER),
        "DJANGO_SETTINGS_MODULE": "maizi.site.settings",
    }  # fmt: skip
    command = [sys.executable, "-c", f"import django; django.setup(); {code}"]
    subprocess.run(command, cwd=ROOT, env=surroundings, check=True)


def lay_under_tests() -> None:
    """Make Django's own test database start from the laid tables."""
    if connection.vendor == "postgresql":
        name = laid_postgres(os.environ["MAIZI_DATABASE"])
        connection.settings_dict.setdefault("TEST", {})["TEMPLATE"] = name
        return
    creation = connection.creation
    make = creation._create_test_db

    def make_and_fill(*args, **kwargs) -> str:
        name = make(*args, **kwargs)
        creation.ground = lay_sqlite(name)
        return name

    creation._create_test_db = make_and_fill


def keep_what_is_laid() -> None:
    """Put the rows that migrations lay back whenever a test has emptied all tables."""
    for config in apps.get_app_configs():
        laid = [list(model._base_manager.all()) for model in config.get_models()]
        if any(laid) and config.name not in MADE_ANEW:
            post_migrate.connect(partial(_lay_again, laid), sender=config, weak=False)


def _lay_again(laid: list[list], **told) -> None:
    for rows in filter(None, laid):
        type(rows[0])._base_manager.bulk_create(rows)


@contextmanager
def _alone():
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
