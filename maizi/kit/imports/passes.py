"""The passes over a file: check it, bring it in, take it back. Each batch is one transaction.

Where a pass is, is written into the import in the transaction of its batch: killed anywhere, it
goes on behind the last batch, and no row comes in twice.
"""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from maizi.history.models import HistoryEntry
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import ImportRun
from ..sheets.formats import Format
from ..sheets.sheet import Row
from .declare import Importer, Line, Sitting, importer_of, key_of
from .noting import forget, note_batch, note_kept
from .reading import BATCH, Pace, RowReader, batches
from .staging import staged_rows
from .terms import ImportState, Phase

UNDO_BATCH = 1_000
CARDS = Format.CARDS.value


class Work(Protocol):
    """What a pass needs of whoever runs it: a job, or the command line."""

    state: dict
    user: object

    def batch(self) -> AbstractContextManager[None]: ...
    def progress(self, done: int, total: int | None = None, text: str = "") -> None: ...


def check(run_id: int, work: Work) -> ImportRun:
    """Look at every row without writing one; begins anew after an interruption."""
    with work.batch():
        run = _locked(run_id, ImportState.CHECKING)
        forget(run, Phase.CHECK)
        run.place = 0
        run.save()
    return _go_through(run, work, Phase.CHECK, ImportState.CHECKED)


def bring_in(run_id: int, work: Work) -> ImportRun:
    """Write the rows, from where the last try ended."""
    run = _read(run_id, ImportState.IMPORTING)
    return _go_through(run, work, Phase.IMPORT, ImportState.DONE)


def take_back(run_id: int, work: Work) -> ImportRun:
    """Undo everything the import did that nobody has touched since, newest first."""
    run = _read(run_id, ImportState.UNDOING)
    importer = importer_of(run.kind)
    total = run.facts["entries"]
    pace = Pace(UNDO_BATCH, is_shared=connection.vendor == "sqlite")
    while True:
        with work.batch():
            began = time.monotonic()
            run = _locked(run_id, ImportState.UNDOING)
            sitting = _sitting(run, importer, work.user, Phase.UNDO)
            entries = list(_entries_before(run, sitting.chain)[: pace.rows])
            if not entries:
                return _ended(run, ImportState.UNDONE)
            done, kept = importer.undo(sitting, entries)
            note_kept(run, kept)
            run.place = entries[-1].seq
            run.undone, run.kept = run.undone + done, run.kept + len(kept)
            run.save()
            work.state["place"] = run.place
            work.progress(total - run.place + 1, total, str(N_("撤销导入")))
        pace.note(time.monotonic() - began)


def _go_through(run: ImportRun, work: Work, phase: Phase, end: ImportState) -> ImportRun:
    importer, sheet = importer_of(run.kind), staged_rows(run)
    reader = RowReader(importer, run=run, sheet=sheet, user=work.user, today=timezone.localdate())
    lead = None if sheet.facts.format == CARDS else reader.lead
    memory: dict = {}
    is_shared = connection.vendor == "sqlite" and phase is Phase.IMPORT
    pace = Pace(BATCH, is_shared=is_shared)
    done = run.facts.get("done", 0) if phase is Phase.IMPORT else 0
    text = str(N_("检查") if phase is Phase.CHECK else N_("导入"))
    for rows in batches(sheet, after=run.place, pace=pace, lead=lead):
        sitting = _sitting(run, importer, work.user, phase)
        sitting.places, sitting.memory = reader.places, memory
        lines = reader.lines(rows)
        importer.prepare(sitting, lines)
        done += len(rows)
        with work.batch():
            began = time.monotonic()
            run = _take(sitting, importer, rows, lines)
            run.facts["done"] = done
            run.save()
            work.state["place"] = run.place
            work.progress(done, run.row_count, text)
        pace.note(time.monotonic() - began)
    with work.batch():
        return _ended(_locked(run.pk, ImportState(run.state)), end)


def _take(sitting: Sitting, importer: Importer, rows: list[Row], lines: list[Line]) -> ImportRun:
    """One batch, inside its transaction: judge the rows, write them, note what was found."""
    run = _locked(sitting.run.pk, ImportState(sitting.run.state))
    if run.place >= rows[0][0]:
        raise Refused(N_("这次导入正在由另一个任务进行。请等它结束，或先暂停它。"))
    sitting.run = run
    importer.decide(sitting, lines)
    if sitting.phase is Phase.IMPORT:
        importer.store(sitting, [line for line in lines if not line.is_refused])
    note_batch(run, sitting.phase, lines)
    run.place = rows[-1][0]
    return run


def _sitting(run: ImportRun, importer: Importer, user, phase: Phase) -> Sitting:
    """Who works now and whether he still may. Raises Refused."""
    if not importer.may(user):
        raise Refused(N_("您现在没有导入的权限，导入已停止。请联系管理员。"))
    allowed = {target.key for target in importer.targets(user)}
    mapped = [(c["header"], key_of(c["target"])[0]) for c in run.columns if c["target"]]
    lost = [header for header, key in mapped if key not in allowed]
    if lost and phase is not Phase.UNDO:
        raise Refused(N_("列“{header}”对应的字段您现在不能填写，导入已停止。"), header=lost[0])
    return Sitting(run, user, phase, timezone.localdate(), ())


def _locked(run_id: int, state: ImportState) -> ImportRun:
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    return _in_state(run, state)


def _read(run_id: int, state: ImportState) -> ImportRun:
    return _in_state(ImportRun.objects.get(pk=run_id), state)


def _in_state(run: ImportRun, state: ImportState) -> ImportRun:
    if run.state != state:
        raise Refused(N_("这次导入的状态已经改变，请刷新页面再看。"))
    return run


def _ended(run: ImportRun, state: ImportState) -> ImportRun:
    run.state, run.ended_at = state, timezone.now()
    run.save()
    return run


def _entries_before(run: ImportRun, chain: str) -> QuerySet[HistoryEntry]:
    found = HistoryEntry.objects.filter(chain=chain)
    if run.place:
        found = found.filter(seq__lt=run.place)
    return found.order_by("-seq")


PASSES: dict[Phase, Callable[[int, Work], ImportRun]] = {
    Phase.CHECK: check, Phase.IMPORT: bring_in, Phase.UNDO: take_back,
}  # fmt: skip
