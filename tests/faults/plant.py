"""A database of its own, whose processes are killed, and the books read from outside."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from maizi.site.places import database
from tests.laid import laid_postgres, lay_sqlite, login_of, on_server

ROOT = Path(__file__).parents[2]


class Plant:
    """One database, one nursery, and the processes born from it.

    lives    module with what the processes do, a function for each
    address  of a database that is not there yet; else one of the kind that the tests run on
    """

    def __init__(self, folder: Path, lives: str, address: str = ""):
        self.folder, self.acks_at = folder, folder / "acks"
        self.address = address or _address(folder)
        place = database(self.address)
        self.is_sqlite = self.address.startswith("sqlite")
        if self.is_sqlite:
            lay_sqlite(place["NAME"]).close()
        else:
            laid = laid_postgres(self.address)
            self._server(f'CREATE DATABASE "{place["NAME"]}" TEMPLATE "{laid}"')
        environment = {
            **os.environ,
            "MAIZI_DATABASE": self.address,
            "MAIZI_HOME": str(folder),
            "FAULTS_ACKS": str(self.acks_at),
            "DJANGO_SETTINGS_MODULE": "maizi.site.settings",
        }
        command = [sys.executable, "-m"]
        self.nursery = subprocess.Popen(
            [*command, "tests.faults.nursery", lives], cwd=ROOT, env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=(folder / "errors").open("w"),
        )  # fmt: skip
        assert self.nursery.stdout.readline() == "ready\n"

    def bear(self, life: str) -> int:
        """A new process; its id."""
        print(life, file=self.nursery.stdin, flush=True)
        return int(self.nursery.stdout.readline())

    def live(self, life: str, *, seconds: int = 120) -> None:
        """A process that is waited for."""
        self.wait([self.bear(life)], seconds=seconds)

    def wait(self, pids: list[int], *, seconds: int = 120) -> None:
        """Until these processes have ended by themselves."""
        until = time.monotonic() + seconds
        while any(_is_alive(pid) for pid in pids):
            assert time.monotonic() < until, "a process does not come to an end"
            time.sleep(0.02)

    def kill(self, pids: list[int], chance: random.Random) -> None:
        """SIGKILL all of them at once, in any order; some may just have ended by themselves."""
        for pid in chance.sample(pids, len(pids)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def settle(self, *, seconds: int = 60) -> None:
        """One worker, left alone until nothing waits, then asked to leave."""
        pid, until = self.bear("worker"), time.monotonic() + seconds
        open_jobs = "SELECT count(*) FROM jobs_job WHERE state IN ('waiting', 'running')"
        while self.ask(open_jobs)[0][0]:
            assert time.monotonic() < until, "the work does not come to an end"
            time.sleep(0.1)
        os.kill(pid, signal.SIGTERM)
        while _is_alive(pid):
            assert time.monotonic() < until, "the worker does not leave"
            time.sleep(0.05)

    def acked(self) -> list[int]:
        """The orders that somebody was told are safe."""
        return [int(line) for line in self.acks_at.read_text().split()]

    def ask(self, statement: str) -> list[tuple]:
        """One statement, from outside, on a connection of its own."""
        if self.is_sqlite:
            books = sqlite3.connect(urlsplit(self.address).path, timeout=30)
        else:
            place = database(self.address)
            books = psycopg.connect(**login_of(place), dbname=place["NAME"])
        try:
            cursor = books.execute(statement)
            rows = cursor.fetchall() if cursor.description else []
            books.commit()
            return rows
        finally:
            books.close()

    def close(self) -> None:
        self.nursery.stdin.close()
        self.nursery.wait(60)
        if not self.is_sqlite:
            self._server(f'DROP DATABASE "{database(self.address)["NAME"]}" WITH (FORCE)')

    def _server(self, statement: str) -> None:
        with on_server(self.address) as server:
            server.execute(statement)


def on_sqlite(folder: Path) -> str:
    """The address of a plant on SQLite, for faults that only a file can have."""
    return f"sqlite://{folder}/faults.sqlite3"


def _address(folder: Path) -> str:
    given = urlsplit(os.environ.get("MAIZI_DATABASE", ""))
    if not given.scheme.startswith("postgres"):
        return on_sqlite(folder)
    name = f"/maizi_faults_{os.getpid()}_{time.monotonic_ns()}"
    return urlunsplit((given.scheme, given.netloc, name, given.query, ""))


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
