"""When the copy in ClickHouse is asked; whatever goes wrong, the main database answers.

The main database says that nothing waits to be carried over, and which mark the copy has then; the
copy is asked, and after its answer asked for its mark. A carry changes the mark before anything
else, so the answer is of the one state in which both are the same.
"""

import logging
import time
from collections.abc import Iterator

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.models import Exists, QuerySet

from maizi.kit.outgoing import Unreachable, is_in_transaction

from ...models import FactChange, FactCopy
from . import talking
from .dialect import COPIED, statement_of
from .talking import Unfit

logger = logging.getLogger(__name__)
PAUSE_SECONDS = 60  # after a silence or a no: nobody waits for it fifteen times a page
MOST_KEPT = 500
NOT_YET = "ClickHouse 还没有抄齐，后台任务会抄，抄齐以前由主数据库计算"

_refused: dict[str, float] = {}  # statement -> until when it is not asked again
_told: set[str] = set()  # troubles, each logged once
_silent_until = 0.0


def copied_rows(rows: QuerySet) -> Iterator[tuple] | None:
    """The rows of a grouped query of facts, by the copy; None when it is not to be asked."""
    is_fact = rows.model in COPIED.values() and rows.db == DEFAULT_DB_ALIAS
    if not is_fact or not may_be_asked() or not (mark := mark_of_copy()):
        return None
    statement = ""
    try:
        statement, given = statement_of(rows, connections[rows.db].settings_dict, mark)
        if time.monotonic() < _refused.get(statement, 0):
            return None
        kept = talking.asked(statement, given)
        if talking.told_mark() != mark:
            kept.close()
            return None
    except (Unfit, DatabaseError, NotImplementedError, KeyError, TypeError) as why:
        _refuse(statement)
        _tell("ClickHouse does not answer a statement", why)
        return None
    except Unreachable as why:
        leave_alone(why)
        return None
    return talking.unpacked(kept)


def may_be_asked() -> bool:
    """Whether there is a server that was not silent of late, and nothing is locked meanwhile."""
    is_named = bool(settings.CLICKHOUSE) and time.monotonic() >= _silent_until
    return is_named and not is_in_transaction()


def leave_alone(why: Exception) -> None:
    """Ask nothing of the server for a while."""
    global _silent_until
    _silent_until = time.monotonic() + PAUSE_SECONDS
    _tell("ClickHouse is left alone for a while", why)


def mark_of_copy() -> str:
    """The mark the copy has when it lacks nothing; "" when it lacks something. 1 query."""
    waiting = FactChange.objects.order_by()
    rows = FactCopy.objects.filter(~Exists(waiting)).values_list("mark", flat=True)
    return rows.first() or ""


def has_copy() -> bool:
    """Whether a whole copy was made and is kept up since."""
    return FactCopy.objects.exclude(mark="").exists()


def state_of_copy() -> tuple[bool, str] | None:
    """(is good, how the copy stands) as the doctor says it; None when no server is named."""
    if not settings.CLICKHOUSE:
        return None
    try:
        told = talking.told_mark()
    except (Unfit, Unreachable) as why:
        return False, f"ClickHouse 没有回答（{str(why)[:200]}），由主数据库计算"
    row = FactCopy.objects.first()
    known = {row.mark, row.heading} if row else {""}
    if told not in known:
        return False, "ClickHouse 里的副本不是这个数据库抄的，由主数据库计算；请运行 maizi copy"
    if row is None or not row.mark:
        return True, NOT_YET
    return True, f"ClickHouse 的副本齐全，{FactChange.objects.count():,} 张订单待抄"


def _refuse(statement: str) -> None:
    if len(_refused) >= MOST_KEPT:
        _refused.clear()
    _refused[statement] = time.monotonic() + PAUSE_SECONDS


def _tell(what: str, why: Exception) -> None:
    told = f"{what}: {str(why).splitlines()[0] if str(why) else type(why).__name__}"
    if told not in _told and len(_told) < MOST_KEPT:
        _told.add(told)
        logger.warning("%s; the main database answers instead", told)
