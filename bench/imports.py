"""Import of a sheet through the engine, beside reading it and inserting the same rows raw."""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from .ground import company_name, person_name
from .measure import Aim, Backends, Row, Timing

MOST_ROWS = int(os.environ.get("MAIZI_BENCH_ROWS", "100000"))
BATCH = 1_000
FEWEST_A_SECOND = 5_000  # and at least half as fast as parse plus raw bulk insert
MOST_P99 = 60
LABELS = ("客户名称", "联系人", "手机", "地址", "行业", "备注")


def run(size: int) -> list[Row]:
    """Check, import (alone, then while others save) and undo of up to 100,000 rows."""
    from maizi.accounts.models import User

    rows = min(MOST_ROWS, size)
    boss = User.objects.get(username="boss")
    folder = folder_of()
    sheet = written(folder / "客户.xlsx", rows)
    checked, imported, made = _through_the_engine(sheet, boss)
    limit = _raw(sheet, made)
    undone = _undone(made, boss)
    busy, saved, worst = _while_others_save(folder, rows, boss)
    return [
        (checked, None, None),
        (imported, limit, Aim(ratio=2, cpu=rows / FEWEST_A_SECOND * 1000)),
        (undone, None, None),
        (busy, limit, None),
        (saved, None, None),
        (worst, None, Aim(most=MOST_P99)),
    ]


def folder_of() -> Path:
    """A place for the sheets."""
    return Path(tempfile.mkdtemp())


def written(target: Path, rows: int) -> Path:
    """A workbook of companies with one contact each, all new."""
    from maizi.kit.sheets.write import OutColumn, write_xlsx

    dice = random.Random()
    first = dice.randrange(10**9)  # 19…: numbers that nobody of the company has
    lines = (
        (
            f"{company_name(dice)}{dice.randrange(10**9)}", person_name(dice),
            f"19{(first + number) % 10**9:09d}",
            f"河南省郑州市金水区花园路{number}号", "软件", "从展会来",
        )
        for number in range(rows)
    )  # fmt: skip
    write_xlsx(target, columns=[OutColumn(label) for label in LABELS], rows=lines)
    return target


def _through_the_engine(sheet: Path, by):
    from maizi.kit.imports import passes
    from maizi.kit.imports.here import Here
    from maizi.kit.imports.terms import ImportState

    began = _now()
    run = begun(sheet, by)
    read = _since(began)
    opened = opened_for(run, ImportState.CHECKING, by)
    began = _now()
    run = passes.check(opened.pk, Here(by))
    checked = _timing("检查（不写入）", _since(began), run.row_count)
    opened = opened_for(run, ImportState.IMPORTING, by)
    began = _now()
    run = passes.bring_in(opened.pk, Here(by))
    taken = [one + other for one, other in zip(_since(began), read, strict=True)]
    assert run.added == run.row_count, (run.added, run.refused, run.reasons)
    return (
        checked,
        _timing("导入：读表、查重、编号、写入、历史、索引", taken, run.row_count),
        run,
    )


def _raw(sheet: Path, run) -> Timing:
    """Read the sheet again, and write copies of the rows it became, with nothing in between."""
    from django.db import transaction

    from maizi.history.actions import insert_rows
    from maizi.kit.sheets.open import open_sheet

    copies, found = _copies(run), _search_copies(run)
    began = _now()
    with open_sheet(sheet) as opened:
        for _ in opened.rows():
            pass
    for first in range(0, run.row_count, BATCH):
        part = slice(first / run.row_count, (first + BATCH) / run.row_count)
        with transaction.atomic():
            for model, names, rows in copies:
                insert_rows(model, names, rows[_share(part, len(rows))])
            for statement, rows in found:
                _write(statement, rows[_share(part, len(rows))])
        time.sleep(0.02)
    taken = _since(began)
    _forget(copies, found)
    return _timing("极限：读表＋裸批量插入同样的行", taken, run.row_count)


def _share(part: slice, count: int) -> slice:
    return slice(round(part.start * count), round(part.stop * count))


def _copies(run) -> list[tuple]:
    """(model, column names, rows) of the records an import wrote and their history, new keys."""
    from maizi.customers.models import Contact, Customer
    from maizi.history.models import HistoryEntry

    found = []
    for model, rows, changes in (
        (Customer, Customer.objects.filter(import_id=run.pk),
         {"no": lambda no: f"K{no[1:]}", "import_id": lambda _: -run.pk}),
        (Contact, Contact.objects.filter(import_id=run.pk),
         {"import_id": lambda _: -run.pk, "is_primary": lambda _: False}),
        (HistoryEntry, HistoryEntry.objects.filter(chain=f"import-{run.pk}"),
         {"chain": lambda _: f"bench-{run.pk}", "object_id": lambda id_: -id_}),
    ):  # fmt: skip
        fields = model._meta.concrete_fields
        names = [field.name for field in fields]
        values = rows.values_list(*(field.attname for field in fields))
        change = [(names.index(name), turn) for name, turn in changes.items()]
        found.append((model, names, [_changed(row, change) for row in values]))
    return found


def _search_copies(run) -> list[tuple[str, list[tuple]]]:
    """(statement, rows) of the search index for the same records, under negative keys."""
    from django.db import connection

    from maizi.search.actions.entries import stored

    ids = _ids(run)
    entries = [
        entry for at in range(0, len(ids), BATCH) for entry in stored(ids[at : at + BATCH]).values()
    ]
    if connection.vendor == "postgresql":
        tokens = _tokens_in_postgres(ids)
        columns = "id, kind, lines, facets, version, tokens"
        rows = [(-e.id, *e.row[1:], tokens[e.id]) for e in entries]
        return [(f"COPY search_searchentry({columns}) FROM STDIN", rows)]
    entry = (
        "INSERT INTO search_searchentry(id, kind, lines, facets, version) VALUES(%s,%s,%s,%s,%s)"
    )
    words = "INSERT INTO search_words(rowid, words) VALUES(%s, %s)"
    return [
        (entry, [(-e.id, *e.row[1:]) for e in entries]),
        (words, [(-e.id, " ".join(e.tokens)) for e in entries]),
    ]


def _ids(run) -> list[int]:
    from maizi.customers.models import Contact, Customer

    models = (Customer, Contact)
    return [
        id_
        for model in models
        for id_ in model.objects.filter(import_id=run.pk).values_list("pk", flat=True)
    ]


def _tokens_in_postgres(ids: list[int]) -> dict[int, list[int]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT id, tokens FROM search_searchentry WHERE id = ANY(%s)", [ids])
        return dict(cursor.fetchall())


def _write(statement: str, rows: list[tuple]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        if not statement.startswith("COPY"):
            cursor.executemany(statement, rows)
            return
        with cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)


def _changed(row: tuple, changes: list[tuple[int, Callable]]) -> list:
    from maizi.kernel.ids import new_id

    copy = list(row)
    copy[0] = new_id()
    for at, turn in changes:
        copy[at] = turn(copy[at])
    return copy


def _forget(copies: list[tuple], found: list[tuple[str, list[tuple]]]) -> None:
    """Take the copies away again; the history keeps what it has."""
    from django.db import transaction

    from maizi.history.models import HistoryEntry
    from maizi.search.actions import drop

    for model, _, rows in reversed(copies):
        if model is not HistoryEntry:
            for first in range(0, len(rows), BATCH):
                ids = [row[0] for row in rows[first : first + BATCH]]
                model.objects.filter(pk__in=ids)._raw_delete("default")
    ids = [row[0] for row in found[0][1]]
    for first in range(0, len(ids), BATCH):
        with transaction.atomic():
            drop(ids[first : first + BATCH])


def _undone(run, by) -> Timing:
    from maizi.kit.imports import passes
    from maizi.kit.imports.here import Here
    from maizi.kit.imports.terms import ImportState

    opened = opened_for(run, ImportState.UNDOING, by)
    began = _now()
    run = passes.take_back(opened.pk, Here(by))
    return _timing("撤销整批导入", _since(began), run.undone)


def _while_others_save(folder: Path, rows: int, by) -> tuple[Timing, Timing, Timing]:
    """The import again while another process creates customers one after the other."""
    from maizi.kit.imports import passes
    from maizi.kit.imports.here import Here
    from maizi.kit.imports.terms import ImportState

    sheet = written(folder / "又一批.xlsx", rows)
    opened = opened_for(begun(sheet, by), ImportState.IMPORTING, by)
    saver = subprocess.Popen(
        [sys.executable, "-m", "bench.saving"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    saver.stdout.readline()
    began = _now()
    run = passes.bring_in(opened.pk, Here(by))
    busy = _timing("导入，同时有人在新建", _since(began), run.row_count)
    told, _ = saver.communicate("stop\n")
    walls = sorted(json.loads(told.splitlines()[-1]))
    _undone(run, by)
    p99 = walls[int(len(walls) * 0.99)]
    middle, high = walls[len(walls) // 2], walls[int(len(walls) * 0.95)]
    saved = Timing("导入时新建一个客户", middle, high, 0.0, f"{len(walls)} 次")
    return busy, saved, Timing("导入时新建一个客户，p99", p99, walls[-1], 0.0, "右边是最慢的一次")


def begun(sheet: Path, by, kind=None):
    """An import of a sheet, read and with its columns chosen; of customers, or of `kind`."""
    from django.core.files.base import File

    from maizi.customers.pages import IMPORTS
    from maizi.kit.imports import flow
    from maizi.kit.imports.shown import usual_options

    kind, chosen = (kind, {}) if kind else (IMPORTS, {"twins": "import"})
    with sheet.open("rb") as opened:
        run = flow.begin(kind, File(opened, sheet.name), by=by, in_place=True)
    options = usual_options(kind, by, run) | chosen
    places = [column["target"] for column in run.columns]
    return flow.choose(run, places=places, by=by, mode="add", options=options)


def opened_for(run, state, by):
    """The run, its next pass open."""
    from maizi.kit.imports import flow

    return flow.open_pass(run, state, by=by)


def _now() -> tuple[float, float, Backends]:
    return time.perf_counter(), time.process_time(), Backends()


def _since(began: tuple[float, float, Backends]) -> list[float]:
    """Seconds: by the clock, of this process, of the database."""
    wall, busy, backends = began
    return [time.perf_counter() - wall, time.process_time() - busy, backends.spent() / 1000]


def _timing(name: str, taken: list[float], rows: int) -> Timing:
    wall, busy, database = taken
    cpu = busy + database
    note = f"{rows:,} 行，{rows / wall:,.0f} 行/秒，每秒 CPU {rows / cpu:,.0f} 行"
    return Timing(name, wall * 1000, wall * 1000, busy * 1000, note, database * 1000)
