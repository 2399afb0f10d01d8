"""What people do with an import: bring a file, choose columns, start, stop, repair, undo."""

from dataclasses import asdict

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from maizi.files.actions import store
from maizi.files.terms import Purpose
from maizi.history.actions import record
from maizi.history.models import HistoryEntry
from maizi.history.terms import Verb
from maizi.jobs import actions as jobs
from maizi.jobs.terms import JobState
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import ImportRun
from ..sheets.sheet import Sheet
from .declare import Importer, importer_of
from .mapping import chosen_columns, needed_but_missing, proposed_columns, remember
from .noting import forget
from .staging import stage
from .terms import ENCODINGS, ImportMode, ImportState, Phase

READ_AT_ONCE_BYTES = 2 * 1024 * 1024
LIVE = (JobState.WAITING, JobState.RUNNING)
WORK_OF = {
    ImportState.CHECKING: "kit.import_check",
    ImportState.IMPORTING: "kit.import_run",
    ImportState.UNDOING: "kit.import_undo",
    ImportState.UPLOADED: "kit.import_read",
}
OPEN = (ImportState.UPLOADED, ImportState.MAPPED, ImportState.CHECKING, ImportState.CHECKED)
BEGINS_FROM = {
    ImportState.CHECKING: OPEN[1:],
    ImportState.IMPORTING: OPEN[1:],
    ImportState.UNDOING: (ImportState.DONE, ImportState.IMPORTING),
}


def begin(importer: Importer, upload: File, *, by, in_place: bool = False) -> ImportRun:
    """Store an uploaded file and read it: small ones now, large ones as a job.

    in_place  read now whatever the size: for the command line
    Raises Refused in a sentence when the file cannot be read; nothing stays then.
    """
    with transaction.atomic():
        stored = store(upload, by=by, purpose=Purpose.IMPORT)
        run = ImportRun(
            kind=importer.kind, file=stored, name=stored.name, by=by, created_at=timezone.now()
        )
        run.save(force_insert=True)
        record(run, verb=Verb.CREATE, by=by)
        if not in_place and stored.size_bytes > READ_AT_ONCE_BYTES:
            run.job = jobs.enqueue(WORK_OF[ImportState.UPLOADED], by=by, payload={"run": run.pk})
            run.save(update_fields=["job"])
        else:
            read_in(run, by=by)
    return run


def read_in(run: ImportRun, *, by) -> Sheet:
    """Read the file as the import says and propose what its columns are."""
    sheet = stage(run)
    facts = asdict(sheet.facts)
    run.facts = {
        name: facts[name]
        for name in (
            "format", "headers", "row_count", "encoding", "confidence", "worksheet", "worksheets",
            "header_rows",
        )
    }  # fmt: skip
    run.facts["warnings"] = [[one.message, one.params] for one in sheet.warnings]
    run.row_count = sheet.row_count
    run.columns = proposed_columns(importer_of(run.kind), by, sheet)
    run.state, run.place = ImportState.UPLOADED, 0
    run.save()
    return sheet


@transaction.atomic
def read_again(run: ImportRun, *, by, encoding: str, worksheet: str, header_row: int | None):
    """Read the same file another way: encoding, worksheet, where the column names stand."""
    run = _locked(run)
    _require_quiet(run)
    if run.state not in OPEN:
        raise Refused(N_("已经开始导入，不能再换读法。请重新上传文件。"))
    if encoding not in {"", *ENCODINGS, run.facts.get("encoding")}:
        raise Refused(N_("不认识这种编码。请从列出的编码中选择。"))
    run.encoding, run.worksheet, run.header_row = encoding, worksheet, header_row
    run.fixes.all().delete()
    read_in(run, by=by)
    return run


@transaction.atomic
def choose(run: ImportRun, *, places: list[str], by, mode: str, options: dict) -> ImportRun:
    """Keep what each column is, what may happen to stored records, and the options.

    Raises Refused when a needed column is missing, or a right to write one.
    """
    run, importer = _locked(run), importer_of(run.kind)
    _require_quiet(run)
    if run.state not in OPEN:
        raise Refused(N_("已经开始导入，不能再改列的对应。请重新上传文件。"))
    run.columns = chosen_columns(importer, by, run.columns, places)
    run.mode, run.options = ImportMode(mode), options
    chosen = {column["target"] for column in run.columns}
    missing = needed_but_missing(importer, by, run.columns)
    if missing and run.mode != ImportMode.UPDATE:
        raise Refused(N_("还没有哪一列对应到“{label}”，新增时必须有它。"), label=missing[0].label)
    if run.mode != ImportMode.ADD and options.get("key") not in chosen:
        raise Refused(N_("要更新已有的记录，须有一列是用来查找的字段。请选择它，或换一个字段。"))
    run.state = ImportState.MAPPED
    run.save()
    remember(run, by=by)
    return run


def start(run: ImportRun, state: ImportState, *, by) -> ImportRun:
    """Begin a pass as a job: CHECKING, IMPORTING or UNDOING. Raises Refused when it is not time."""
    with transaction.atomic():
        run = open_pass(run, state, by=by)
        run.job = jobs.enqueue(WORK_OF[state], by=by, payload={"run": run.pk})
        run.save(update_fields=["job"])
    return run


@transaction.atomic
def open_pass(run: ImportRun, state: ImportState, *, by) -> ImportRun:
    """Put an import into the state in which a pass runs; the caller runs it."""
    run = _locked(run)
    _require_quiet(run)
    if run.state not in BEGINS_FROM[state]:
        raise Refused(N_("这次导入的状态已经改变，请刷新页面再看。"))
    was = run.state
    run.state, run.place, run.ended_at = state, 0, None
    if state != ImportState.CHECKING:
        if state == ImportState.IMPORTING:
            forget(run, Phase.IMPORT)
        run.started_at = run.started_at or timezone.now()
        run.facts["entries"] = HistoryEntry.objects.filter(chain=f"import-{run.pk}").count()
        verb = Verb.IMPORT if state == ImportState.IMPORTING else Verb.UNDO
        record(run, verb=verb, by=by, changes={"state": [was, state.value]})
    run.save()
    return run


def pause(run: ImportRun, *, by) -> None:
    """Stop behind the present batch; `resume` goes on there."""
    if run.job is None:
        raise Refused(N_("这次导入现在没有在进行。"))
    jobs.pause(run.job, by=by)


def cancel(run: ImportRun, *, by) -> None:
    """End a pass; rows already in stay, and can be undone."""
    if run.job is None:
        raise Refused(N_("这次导入现在没有在进行。"))
    jobs.cancel(run.job, by=by)


@transaction.atomic
def resume(run: ImportRun, *, by) -> ImportRun:
    """Go on behind the last batch, whatever stopped the pass."""
    run = _locked(run)
    if run.state not in WORK_OF or (run.state == ImportState.UPLOADED and run.columns):
        raise Refused(N_("这次导入没有停在半路，不用继续。"))
    if run.job and run.job.state == JobState.PAUSED:
        jobs.resume(run.job, by=by)
        return run
    _require_quiet(run)
    run.job = jobs.enqueue(WORK_OF[ImportState(run.state)], by=by, payload={"run": run.pk})
    run.save(update_fields=["job"])
    return run


def is_live(run: ImportRun) -> bool:
    """Whether a job works on it now or is about to."""
    return run.state in WORK_OF and run.job is not None and run.job.state in LIVE


def can_undo(run: ImportRun) -> bool:
    """Whether anything came in that could be taken back, and nothing is under way."""
    if run.state == ImportState.DONE:
        return bool(run.added or run.updated or run.joined)
    return run.state == ImportState.IMPORTING and not is_live(run) and run.place > 0


def _locked(run: ImportRun) -> ImportRun:
    return (
        ImportRun.objects.select_for_update(of=("self",))
        .select_related("job", "file")
        .get(pk=run.pk)
    )


def _require_quiet(run: ImportRun) -> None:
    if is_live(run):
        raise Refused(N_("这次导入正在进行。请等它结束，或先暂停它。"))
