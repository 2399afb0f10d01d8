"""The one process with DuckDB that belongs to this one: started at need, asked in turn."""

import json
import os
import subprocess
import sys
import threading
from array import array
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from tempfile import SpooledTemporaryFile, TemporaryDirectory
from typing import BinaryIO

CHILD = Path(__file__).with_name("child.py")
PACKAGES = ("duckdb", "duckdb_extension_sqlite_scanner")
SECONDS = 120
IN_MEMORY = 8 << 20  # bytes of an answer; the rest waits in a file without a name


class Unfit(Exception):
    """The engine does not answer this statement, now or ever."""


class Gone(Exception):
    """The process ended before it had answered."""


class Running:
    """A process that has one database open."""

    def __init__(self, path: str):
        self.path, self.parent, self.is_late = path, os.getpid(), False
        self.folder = TemporaryDirectory(prefix="maizi-", ignore_cleanup_errors=True)
        self.child = subprocess.Popen(
            [sys.executable, "-I", "-B", "-X", "utf8", str(CHILD), path, self.folder.name],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={},
        )  # fmt: skip

    def fits(self, path: str) -> bool:
        """Whether it is alive, ours (a fork has it, too) and has that database open."""
        is_ours = self.parent == os.getpid() and self.path == path
        return is_ours and self.child.poll() is None

    def end(self) -> None:
        """Kill it; it only reads."""
        if self.parent == os.getpid():
            self.child.kill()
            self.child.wait()
            with suppress(OSError):  # what it has not read any more
                self.child.stdin.close()
            self.child.stdout.close()
            self.folder.cleanup()

    def ask(self, statement: str, given: list) -> BinaryIO:
        """The whole answer, kept; nobody has seen a row of it when something goes wrong.

        Raises Unfit or Gone.
        """
        order = json.dumps({"statement": statement, "given": given}).encode() + b"\n"
        kept = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the reader closes it
        too_late = threading.Timer(SECONDS, self._give_up)
        too_late.start()
        try:
            self.child.stdin.write(order)
            self.child.stdin.flush()
            self._keep(kept)
        except (OSError, ValueError) as why:  # a broken pipe, half a line
            raise Gone(str(why)) from why
        finally:
            too_late.cancel()
        kept.seek(0)
        return kept

    def _give_up(self) -> None:
        self.is_late = True
        self.child.kill()

    def _keep(self, kept: BinaryIO) -> None:
        answer = self.child.stdout
        while line := answer.readline():
            told = json.loads(line)
            if "trouble" in told:
                raise Unfit(told["trouble"])
            if not told["rows"]:
                return
            kept.write(line)
            size = sum(size for _kind, size in told["columns"])
            if kept.write(answer.read(size)) < size:
                break
        if self.is_late:
            raise Unfit(f"no answer within {SECONDS} s")
        raise Gone("the process ended")


_lock = threading.Lock()
_running: Running | None = None


def is_installed() -> bool:
    """Whether the packages are there; they are never loaded here."""
    return all(find_spec(name) for name in PACKAGES)


def child_pid() -> int | None:
    """The number of the process, if there is one."""
    return _running.child.pid if _running and _running.fits(_running.path) else None


def stop() -> None:
    """End the process, if there is one."""
    global _running
    with _lock:
        if _running:
            _running.end()
        _running = None


def asked(path: str, statement: str, given: list) -> BinaryIO:
    """The answer of the engine, which is started when it is not running. Raises Unfit or Gone."""
    global _running
    with _lock:
        if not (_running and _running.fits(path)):
            if _running:
                _running.end()
            _running = None
            try:
                _running = Running(path)
            except OSError as why:
                raise Gone(str(why)) from why
        try:
            return _running.ask(statement, given)
        except (Gone, Unfit) as why:
            if isinstance(why, Gone) or _running.is_late:
                _running.end()
                _running = None
            raise


def unpacked(kept: BinaryIO) -> Iterator[tuple]:
    """The rows of a kept answer, a block in memory at a time."""
    with kept:
        while line := kept.readline():
            columns = [_column(kind, kept.read(size)) for kind, size in json.loads(line)["columns"]]
            yield from zip(*columns, strict=True)


def _column(kind: str, body: bytes) -> array | list:
    return array("q", body) if kind == "whole" else json.loads(body)
