"""What is said to ClickHouse over HTTP, and what comes back."""

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import BinaryIO
from urllib.parse import urlencode

from django.conf import settings

from maizi.kit.outgoing import Unreachable, fetch

SECONDS, MARK_SECONDS = 60, 10
IN_MEMORY = 8 << 20  # bytes of an answer; the rest waits in a file without a name
MOST_BYTES = 4 << 30
BATCH = 5_000
# The status comes when the whole answer is there, and everything else as we read it.
ALWAYS = {
    "wait_end_of_query": "1", "default_format": "JSONCompactEachRow",
    "output_format_json_quote_64bit_integers": "0", "max_execution_time": str(SECONDS),
}  # fmt: skip
# Whatever the profile of the user says: nothing is estimated, cut off, or taken for a repetition.
EXACT = {
    "count_distinct_implementation": "uniqExact", "insert_deduplicate": "0", "async_insert": "0",
    **dict.fromkeys(
        ("read_overflow_mode", "group_by_overflow_mode", "sort_overflow_mode",
         "result_overflow_mode", "distinct_overflow_mode", "timeout_overflow_mode"), "throw"
    ),
}  # fmt: skip
GOOD = 200
MARK = "SELECT argMax(mark, n) FROM insight_mark"
MISSING = ("UNKNOWN_TABLE", "UNKNOWN_DATABASE")


class Unfit(Exception):
    """ClickHouse does not answer this statement, now or ever."""


def asked(statement: str, given: Mapping[str, str]) -> BinaryIO:
    """The whole answer, kept; nobody has seen a row of it when something goes wrong.

    Raises Unfit or Unreachable.
    """
    named = {f"param_{name}": text for name, text in given.items()}
    seconds = MARK_SECONDS if statement == MARK else SECONDS
    return _exchanged(named, statement.encode(), seconds)


def write(statement: str, given: Mapping[str, str] | None = None, rows: bytes = b"") -> None:
    """Carry out a statement that changes the copy; `rows` is what an INSERT inserts."""
    named = {f"param_{name}": text for name, text in (given or {}).items()}
    if rows:
        _exchanged(named | {"query": statement}, rows).close()
    else:
        _exchanged(named, statement.encode()).close()


def told_mark() -> str:
    """The mark of the copy; "" where there is none. Raises Unfit or Unreachable."""
    try:
        return next(unpacked(asked(MARK, {})))[0]
    except Unfit as why:
        if any(word in str(why) for word in MISSING):
            return ""
        raise


def unpacked(kept: BinaryIO) -> Iterator[tuple]:
    """The rows of a kept answer, a block in memory at a time."""
    with kept:
        while lines := list(islice(kept, BATCH)):
            yield from map(tuple, json.loads(b"[" + b",".join(lines) + b"]"))


def _exchanged(named: Mapping[str, str], body: bytes, seconds: float = SECONDS) -> BinaryIO:
    place = settings.CLICKHOUSE
    query = urlencode({"database": place["database"], **ALWAYS, **EXACT, **named})
    headers = {
        "X-ClickHouse-User": place["user"], "X-ClickHouse-Key": place["password"],
        "Content-Type": "application/octet-stream",
    }  # fmt: skip
    kept = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the reader closes it
    try:
        status = fetch(
            f"{place['address']}?{query}", body=body, headers=headers, seconds=seconds,
            most_bytes=MOST_BYTES, into=kept,
        )  # fmt: skip
        kept.seek(0)
        if status != GOOD:
            raise Unfit(kept.read(2_000).decode(errors="replace"))
    except (Unfit, Unreachable):
        kept.close()
        raise
    return kept
