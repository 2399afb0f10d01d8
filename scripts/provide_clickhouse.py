"""A ClickHouse for tests and bench: chdb in a process and an environment of its own."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from .prepare import BIN, FOLDERS

PYTHON = FOLDERS["chdb"] / BIN / "python"
SERVER = Path(__file__).with_name("serve_clickhouse.py")


@dataclass(frozen=True)
class Server:
    """Where it answers, and the number of its process."""

    address: str
    pid: int


@contextmanager
def provide_clickhouse() -> Iterator[Server]:
    """An empty server that ends with the block."""
    if not PYTHON.exists():
        raise SystemExit("chdb is not installed: run `make chdb`.")
    with TemporaryDirectory(prefix="maizi-chdb-", ignore_cleanup_errors=True) as folder:
        running = subprocess.Popen(
            [str(PYTHON), "-I", "-B", "-X", "utf8", str(SERVER), folder],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            port = running.stdout.readline().strip()
            if not port:
                raise SystemExit("chdb does not start.")
            yield Server(f"http://127.0.0.1:{port}/maizi", running.pid)
        finally:
            running.kill()
            running.wait()
            running.stdin.close()
            running.stdout.close()
