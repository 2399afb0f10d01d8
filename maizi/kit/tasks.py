"""Background work of the kit: the passes of imports, and the sizes that lists tell."""

from maizi.jobs.actions import Run, enqueue, task
from maizi.kernel.texts import N_

from .imports import flow, passes, staging
from .listing.counts import CAP, refresh_statistics
from .models import ImportRun

SILENCE_SECONDS = 900  # a large workbook is read in one go


@task("kit.import_read", label=N_("读取导入文件"), timeout=SILENCE_SECONDS, retries=1)
def read_import(run: Run) -> dict:
    found = ImportRun.objects.select_related("file").get(pk=run.payload["run"])
    flow.read_in(found, by=run.user)
    return {"import": found.pk, "rows": found.row_count}


@task("kit.import_check", label=N_("检查导入文件"), timeout=SILENCE_SECONDS, priority=1)
def check_import(run: Run) -> dict:
    return _told(passes.check(run.payload["run"], run))


@task("kit.import_run", label=N_("导入"), timeout=SILENCE_SECONDS)
def run_import(run: Run) -> dict:
    told = _told(passes.bring_in(run.payload["run"], run))
    if told["added"] > CAP:  # the lists are larger than they say
        enqueue("kit.statistics", by=None, key=f"import-{told['import']}")
    return told


@task("kit.import_undo", label=N_("撤销导入"), timeout=SILENCE_SECONDS)
def undo_import(run: Run) -> dict:
    return _told(passes.take_back(run.payload["run"], run))


@task("kit.import_sweep", label=N_("清理导入的中间文件"))
def sweep_imports(run: Run) -> dict:
    """Throw away staged rows whose file is past its stay."""
    gone = ImportRun.objects.exclude(file__dropped_at=None)
    return {"removed": sum(map(staging.unstage, gone.iterator()))}


@task("kit.statistics", label=N_("更新数据库统计"))
def renew_statistics(run: Run) -> dict:
    """Lists tell how many rows they have, and SQLite which index is the shorter way."""
    refresh_statistics()
    return {}


def _told(found: ImportRun) -> dict:
    names = ("added", "updated", "joined", "refused", "undone", "kept")
    return {"import": found.pk, **{name: getattr(found, name) for name in names}}
