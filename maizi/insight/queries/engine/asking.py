"""When DuckDB is asked instead of SQLite; whatever goes wrong, SQLite answers."""

import logging
from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.models import QuerySet

from maizi.sales.models import Order, OrderLine

from . import running
from .dialect import statement_of
from .running import Gone, Unfit

logger = logging.getLogger(__name__)
# What reads these reads most of them; other statements find their few rows by an index of SQLite.
READ_WHOLE = (Order, OrderLine)
MOST_DEATHS = 3  # in a row; then it is left alone until the server starts anew
MOST_KEPT = 500

_large: set[str] = set()  # databases: what has grown large stays so
_refused: set[str] = set()  # statements
_told: set[str] = set()  # troubles, each logged once
_deaths = 0


def faster_rows(rows: QuerySet) -> Iterator[tuple] | None:
    """The rows of a grouped query, by the other engine; None when it is not to be asked."""
    global _deaths
    path = _path_of(rows.db) if rows.model in READ_WHOLE else None
    if path is None or not _is_large(rows.db, path):
        return None
    statement = ""
    try:
        statement, given = statement_of(rows, connections[rows.db].settings_dict)
        if statement in _refused:
            return None
        kept = running.asked(path, statement, given)
    except (Unfit, DatabaseError, NotImplementedError, KeyError, TypeError) as why:
        _refuse(statement)
        _tell("DuckDB does not answer a statement", why)
        return None
    except Gone as why:
        _deaths += 1
        _tell("DuckDB is gone", why)
        return None
    _deaths = 0
    return running.unpacked(kept)


def grouped_by(alias: str = "default") -> str:
    """Which engine groups the facts, as the doctor says it."""
    if connections[alias].vendor != "sqlite":
        return "数据库自己算"
    if not settings.ENGINE_LINES:
        return "SQLite（MAIZI_ENGINE_LINES=0，不用 DuckDB）"
    if not running.is_installed():
        return "SQLite（没有安装 DuckDB；订单行很多时可装，见管理员手册）"
    return f"订单行超过 {settings.ENGINE_LINES:,} 行时用 DuckDB，否则用 SQLite"


def _path_of(alias: str) -> str | None:
    """The file to read, if there is one and nobody here is writing to it."""
    connection = connections[alias]
    if not settings.ENGINE_LINES or _deaths >= MOST_DEATHS or connection.vendor != "sqlite":
        return None
    path = str(connection.settings_dict["NAME"])
    if connection.in_atomic_block or connection.is_in_memory_db() or path.startswith("file:"):
        return None
    return path if running.is_installed() else None


def _is_large(alias: str, path: str) -> bool:
    """Whether there are more order lines than SQLite groups quickly; a look at an index."""
    if path not in _large:
        most = settings.ENGINE_LINES
        rows = OrderLine.objects.using(alias).order_by().values("pk")
        if rows[most : most + 1].exists():
            _large.add(path)
    return path in _large


def _refuse(statement: str) -> None:
    if len(_refused) >= MOST_KEPT:
        _refused.clear()
    _refused.add(statement)


def _tell(what: str, why: Exception) -> None:
    told = f"{what}: {str(why).splitlines()[0] if str(why) else type(why).__name__}"
    if told not in _told and len(_told) < MOST_KEPT:
        _told.add(told)
        logger.warning("%s; SQLite answers instead", told)
