"""Where this installation keeps its things: data folder, secret, database address."""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE_SETTINGS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
    "PRAGMA cache_size=-32768; PRAGMA temp_store=MEMORY;"
)
MAIL_KINDS = {"smtps": ("ssl", 465), "smtp+starttls": ("starttls", 587), "smtp": ("none", 25)}
CLICKHOUSE_PORTS = {"http": 8123, "https": 8443}
POSTGRES_LIMITS = (
    "-c statement_timeout=60000 -c lock_timeout=20000 -c idle_in_transaction_session_timeout=120000"
    " -c random_page_cost=1.1 -c jit=off"  # a department is counted in a quarter of the time
)


def home() -> Path:
    """The data folder, made when absent."""
    folder = Path(os.environ.get("MAIZI_HOME") or "var").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def secret_key() -> str:
    """This installation's own key, from the environment or a file only the owner may read."""
    if given := os.environ.get("MAIZI_SECRET_KEY"):
        return given
    place = home() / "secret_key"
    try:
        with os.fdopen(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return place.read_text()


def database(address: str | None = None) -> dict:
    """Django's settings of the one database, from an address such as postgres://me@host/maizi."""
    address = address or os.environ.get("MAIZI_DATABASE") or f"sqlite:///{home() / 'maizi.sqlite3'}"
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path)[1:] if parts.path.startswith("//") else parts.path)
    if parts.scheme in ("postgres", "postgresql"):
        return _postgres(parts)
    raise SystemExit(f"MAIZI_DATABASE 只认 sqlite:/// 或 postgres:// 地址，不认“{parts.scheme}”。")


def mail(address: str | None = None) -> dict | None:
    """The mail server, from an address such as smtps://me:secret@mail.example.com:465?from=a@b.

    smtps is TLS from the first byte, smtp+starttls and smtp are what they say. None: not set here.
    """
    address = address or os.environ.get("MAIZI_MAIL", "")
    if not address:
        return None
    parts = urlsplit(address)
    if parts.scheme not in MAIL_KINDS or not parts.hostname:
        raise SystemExit(f"MAIZI_MAIL 只认 {'、'.join(MAIL_KINDS)} 地址，不认“{parts.scheme}”。")
    security, port = MAIL_KINDS[parts.scheme]
    username = unquote(parts.username or "")
    return {
        "host": parts.hostname, "port": parts.port or port, "security": security,
        "username": username, "password": unquote(parts.password or ""),
        "sender": dict(parse_qsl(parts.query)).get("from", username),
    }  # fmt: skip


def clickhouse(address: str | None = None) -> dict | None:
    """A ClickHouse server, from an address such as https://me:secret@host:8443/maizi.

    Plain http and the port of ClickHouse's HTTP face where it says so. None: there is none.
    """
    address = address or os.environ.get("MAIZI_CLICKHOUSE", "")
    if not address:
        return None
    parts = urlsplit(address)
    if parts.scheme not in CLICKHOUSE_PORTS or not parts.hostname:
        raise SystemExit(f"MAIZI_CLICKHOUSE 只认 http:// 或 https:// 地址，不认“{parts.scheme}”。")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = parts.port or CLICKHOUSE_PORTS[parts.scheme]
    return {
        "address": f"{parts.scheme}://{host}:{port}/",
        "database": unquote(parts.path.strip("/")) or "default",
        "user": unquote(parts.username or "default"),
        "password": unquote(parts.password or ""),
    }  # fmt: skip


def _sqlite(path: str) -> dict:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": SQLITE_SETTINGS,
        },
        "TEST": {"NAME": os.environ.get("MAIZI_TEST_SQLITE")},
    }


def _postgres(parts) -> dict:
    pool = {"min_size": 1, "max_size": 8, "timeout": 10}
    options = dict(parse_qsl(parts.query))
    pooled = options.pop("pool", "1") != "0"
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or options.pop("host", ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0 if pooled else None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**options, "options": POSTGRES_LIMITS, **({"pool": pool} if pooled else {})},
    }
