"""The database into a file, and back beside the living one."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

SQLITE, POSTGRES = "maizi.sqlite3", "maizi.dump"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"


def copy_database(folder: Path) -> tuple[Path, dict[str, int]]:
    """A consistent copy while people work; the file, and table → rows in it."""
    if connection.vendor == "sqlite":
        return _copy_sqlite(folder / SQLITE)
    return _dump_postgres(folder / POSTGRES)


def bring_back(folder: Path) -> dict[str, int]:
    """Bring a copy back beside the living database, look whether it is whole, and count."""
    if (folder / SQLITE).exists():
        with closing(sqlite3.connect(folder / SQLITE)) as books:
            _require_whole(books)
            return _counted(books)
    if not (folder / POSTGRES).exists():
        raise Refused(N_("备份里没有数据库。"))
    name = f"{connection.settings_dict['NAME']}_trial_{os.getpid()}"
    with psycopg.connect(**_login(), dbname="postgres", autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            _restore_postgres(folder / POSTGRES, name)
            with psycopg.connect(**_login(), dbname=name) as books:
                return _counted_postgres(books)
        finally:
            gone = sql.SQL("DROP DATABASE {} WITH (FORCE)")
            server.execute(gone.format(sql.Identifier(name)))


def put_back(folder: Path) -> None:
    """Make a copy the database that the settings name; there must be none with tables yet."""
    if connection.introspection.table_names():
        raise Refused(N_("数据库里已经有数据，不会覆盖它。请换一个空的数据目录或数据库。"))
    name = connection.settings_dict["NAME"]
    connection.close()
    if (folder / SQLITE).exists() != (connection.vendor == "sqlite"):
        raise Refused(N_("备份来自另一种数据库，不能恢复到这里。"))
    if connection.vendor == "sqlite":
        Path(name).unlink(missing_ok=True)
        shutil.move(folder / SQLITE, name)
    else:
        _restore_postgres(folder / POSTGRES, name)


def put_files_back(folder: Path) -> int:
    """Attachments and key of a copy to their places; how many attachments came."""
    root, count = Path(settings.FILES_ROOT), 0
    for path in sorted((folder / "files").rglob("*")):
        if path.is_file():
            target = root / path.relative_to(folder / "files")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(path, target)
            count += 1
    key, own = folder / "secret_key", Path(settings.HOME) / "secret_key"
    if key.exists():
        if own.exists():
            own.rename(own.with_suffix(".before"))
        shutil.move(key, own)
    return count


def _copy_sqlite(target: Path) -> tuple[Path, dict[str, int]]:
    name = str(connection.settings_dict["NAME"])
    with (
        closing(sqlite3.connect(name, uri=name.startswith("file:"))) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)  # in one step: other writers cannot restart it
        _require_whole(copy)
        rows = _counted(copy)
    target.chmod(0o600)
    return target, rows


def _require_whole(books: sqlite3.Connection) -> None:
    (answer,) = books.execute("PRAGMA integrity_check").fetchone()
    if answer != "ok":
        raise Refused(N_("数据库检查没有通过：{answer}"), answer=answer)


def _counted(books: sqlite3.Connection) -> dict[str, int]:
    named = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
    names = [name for (name,) in books.execute(named) if not name.startswith("sqlite_")]
    return {
        name: books.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for name in names if not name.startswith("search_words")
    }  # fmt: skip


def _dump_postgres(target: Path) -> tuple[Path, dict[str, int]]:
    with psycopg.connect(**_login(), dbname=connection.settings_dict["NAME"]) as books:
        books.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        (snapshot,) = books.execute("SELECT pg_export_snapshot()").fetchone()
        _run("pg_dump", "-Fc", f"--snapshot={snapshot}", "-f", str(target), *_flags(),
             "-d", connection.settings_dict["NAME"])  # fmt: skip
        rows = _counted_postgres(books)
    target.chmod(0o600)
    return target, rows


def _counted_postgres(books: psycopg.Connection) -> dict[str, int]:
    counted = sql.SQL("SELECT count(*) FROM {}")
    names = [name for (name,) in books.execute(TABLES)]
    return {
        name: books.execute(counted.format(sql.Identifier(name))).fetchone()[0] for name in names
    }


def _restore_postgres(dump: Path, name: str) -> None:
    _run("pg_restore", "--no-owner", "--exit-on-error", *_flags(), "-d", name, str(dump))


def _run(program: str, *words: str) -> None:
    if not shutil.which(program):
        raise Refused(N_("没有找到 {program}。请安装 PostgreSQL 客户端工具。"), program=program)
    password = {"PGPASSWORD": connection.settings_dict["PASSWORD"] or ""}
    done = subprocess.run([program, *words], env=os.environ | password, capture_output=True)
    if done.returncode:
        said = done.stderr.decode(errors="replace")[:300]
        raise Refused(N_("{program} 失败：{said}"), program=program, said=said)


def _flags() -> list[str]:
    given, words = connection.settings_dict, []
    for flag, name in (("-h", "HOST"), ("-p", "PORT"), ("-U", "USER")):
        words += [flag, str(given[name])] if given[name] else []
    return words


def _login() -> dict[str, str]:
    names = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
    given = connection.settings_dict
    return {ours: given[theirs] for theirs, ours in names.items() if given[theirs]}
