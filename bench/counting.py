"""One analysis in a process of its own, from cold: prints its times and the most memory it held.

`python -m bench.counting CODE WAY`; what it groups with is told by the environment.
"""

import hashlib
import json
import os
import sys
import time
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

BLOCK = 5_000


def main() -> None:
    """Entry point."""
    import django

    django.setup()
    code, way = sys.argv[1:3]
    print(json.dumps(_again(code) if way == "again" else _found(code)))


def _found(code: str) -> dict:
    """The analysis, and a hash of all it found."""
    from maizi.accounts.models import User
    from maizi.insight.queries import find

    from .measure import Backends

    boss, asked = User.objects.get(username="boss"), asked_of(code)
    watched = os.environ.get("MAIZI_BENCH_WATCHED", "")
    Backends.watched.update(map(int, watched.split()))
    backends, busy, began = Backends(), time.process_time(), time.perf_counter()
    found = find(boss, asked)
    told = {
        "wall": (time.perf_counter() - began) * 1000,
        "cpu": (time.process_time() - busy) * 1000, "database": backends.spent(),
        "peak": most_megabytes("self"), "beside": _beside(),
        "rows": len(found.lines),
    }  # fmt: skip
    return told | {"hash": _hash(found)}


def _again(code: str) -> dict:
    """The statements of the analysis alone, sent again; rows are fetched and forgotten."""
    from django.db import connection

    from maizi.accounts.models import User
    from maizi.insight.queries import find

    sent = []

    def note(execute, *call):
        sent.append(call[:2])
        return execute(*call)

    with connection.execute_wrapper(note):
        find(User.objects.get(username="boss"), asked_of(code))
    busy, began = time.process_time(), time.perf_counter()
    for sql, params in sent:
        with connection.chunked_cursor() as cursor:
            cursor.execute(sql, params)
            while cursor.fetchmany(BLOCK):
                pass
    return {
        "wall": (time.perf_counter() - began) * 1000, "cpu": (time.process_time() - busy) * 1000,
        "database": 0, "peak": 0, "beside": 0, "rows": len(sent), "hash": "",
    }  # fmt: skip


def asked_of(code: str):
    """The usual window, ending with the last day that has orders."""
    from maizi.insight.queries import Asked, usual_window
    from maizi.insight.terms import Code
    from maizi.sales.models import Order

    last = Order.objects.filter(no__startswith="INSI").order_by("-ordered_on").first().ordered_on
    return Asked(Code(code), *usual_window(last + timedelta(1)))


def _beside() -> float:
    """The most memory that DuckDB's process held, in megabytes; 0 without it."""
    from maizi.insight.queries.engine import child_pid

    if not (pid := child_pid()):
        return 0
    return most_megabytes(pid)


def most_megabytes(pid: int | str) -> float:
    """The most memory that a process held; what getrusage says begins with its parent's."""
    told = Path(f"/proc/{pid}/status").read_text()
    return int(told.partition("VmHWM:")[2].split()[0]) / 1024


def _hash(found) -> str:
    """The same of whatever finds the same, to the last digit and in the same order."""
    seen = hashlib.sha256()
    heads = [(s.code, _plain(s.value)) for s in found.stats], list(map(str, found.says))
    counts = [(code, n, _plain(amount)) for code, _label, n, amount in found.counts()]
    for one in (*heads, found.notes, counts, _plain(found.chart)):
        seen.update(repr(one).encode())
    for line in found.lines:
        told = line.id, _plain(line.values), line.group, _plain(line.amount)
        seen.update(repr(told).encode())
    return seen.hexdigest()[:16]


def _plain(value):
    """Numbers as text without zeros at their end, wherever they are."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, dict):
        return [(_plain(key), _plain(one)) for key, one in value.items()]
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else str(value)


if __name__ == "__main__":
    main()
