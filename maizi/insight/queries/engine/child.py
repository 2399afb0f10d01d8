"""The process that groups facts with DuckDB: orders in, one a line; blocks of rows out.

It knows neither Django nor Python's sqlite3: the extension brings a copy of SQLite, and two copies
in one process drop each other's locks. It never writes to the database, and ends with whoever
started it.
"""

import json
import os
import queue
import signal
import sys
import threading
from array import array
from datetime import date
from pathlib import Path
from typing import BinaryIO

import duckdb
import duckdb_extension_sqlite_scanner as scanner

BATCH = 5_000
IDLE_SECONDS = 600
LIMITS = {
    "memory_limit": "2GB",
    "max_temp_directory_size": "20GB",  # what needs more is left to SQLite
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "default_null_order": "sqlite",
    "integer_division": True,
}
# 5.005 is a little less as a float, 5.01 as a price: what misses a half by less than a float can
# tell counts as the half.
ROUND = (
    "CREATE TEMP MACRO round_half_up(x, places) AS sign(x)"
    " * floor(abs(x) * pow(10, places) * (1 + 4.5e-16::DOUBLE) + 0.5) / pow(10, places)"
)
AFTERWARDS = (
    # All tables are read through one connection, so that a statement sees one state of the data.
    "SET sqlite_disable_multithreaded_scans = true",
    ROUND,
    "USE live",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)


def main() -> None:
    """Entry point: the path of the database, and a folder for what does not fit into memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which ends us
    orders: queue.SimpleQueue = queue.SimpleQueue()
    threading.Thread(target=listen, args=[orders], daemon=True).start()
    engine = opened(*sys.argv[1:])
    while True:
        try:
            order = orders.get(timeout=IDLE_SECONDS)
        except queue.Empty:
            return
        answer(engine, order, sys.stdout.buffer)


def listen(orders: queue.SimpleQueue) -> None:
    """Take orders until whoever gives them has gone, then end whatever is going on."""
    for line in sys.stdin.buffer:
        orders.put(json.loads(line))
    os._exit(0)


def opened(path: str, folder: str) -> duckdb.DuckDBPyConnection:
    """DuckDB with the database attached for reading, and nothing else within its reach."""
    engine = duckdb.connect(config=LIMITS | {"temp_directory": folder})
    (brought,) = Path(scanner.__file__).parent.glob("extensions/*/sqlite_scanner.duckdb_extension")
    engine.load_extension(str(brought))
    quoted = path.replace("'", "''")  # ATTACH takes no parameters
    engine.execute(f"ATTACH '{quoted}' AS live (TYPE sqlite, READ_ONLY)")
    for statement in AFTERWARDS:
        engine.execute(statement)
    return engine


def answer(engine: duckdb.DuckDBPyConnection, order: dict, out: BinaryIO) -> None:
    """Blocks of rows and an empty one, or why there are none."""
    try:
        engine.execute(order["statement"], order["given"])
        while block := engine.fetchmany(BATCH):
            send(out, len(block), [packed(column) for column in zip(*block, strict=True)])
        send(out, 0, [])
    except (duckdb.Error, TypeError) as why:
        out.write(json.dumps({"trouble": str(why)}).encode() + b"\n")
        engine.execute("SELECT 1")  # lets go of the file, of which an answer may be half read
    out.flush()


def send(out: BinaryIO, count: int, columns: list[tuple[str, bytes]]) -> None:
    """A line that tells what follows, then the columns one after the other."""
    told = {"rows": count, "columns": [[kind, len(body)] for kind, body in columns]}
    out.write(json.dumps(told).encode() + b"\n")
    for _kind, body in columns:
        out.write(body)


def packed(column: tuple) -> tuple[str, bytes]:
    """A column as whole numbers of eight bytes, or else as JSON."""
    try:
        return "whole", array("q", column).tobytes()
    except (TypeError, OverflowError):
        return "json", json.dumps(column, default=as_written).encode()


def as_written(value: object) -> str:
    """A day as SQLite keeps it. Raises TypeError for what is neither number, text nor day."""
    if type(value) is date:
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no value of a fact")


if __name__ == "__main__":
    main()
