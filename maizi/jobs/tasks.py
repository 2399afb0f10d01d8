"""Housekeeping of this app and of those below it, which know no jobs."""

from django.utils import timezone

from maizi.files import actions as files
from maizi.history import actions as history
from maizi.kernel.texts import N_

from .actions import Run, task
from .actions.sweep import SLICE, sweep


@task("jobs.sweep", label=N_("清理过期的后台任务"))
def sweep_jobs(run: Run) -> dict:
    count = 0
    while True:
        with run.batch():
            gone = sweep(now=timezone.now())
        count += gone
        if gone < SLICE:
            return {"removed": count}


@task("files.sweep", label=N_("清理过期的文件"))
def sweep_files(run: Run) -> dict:
    return {"removed": files.sweep(by=run.user)}


@task("history.seal", label=N_("封存变更记录"), is_atomic=True)
def seal_history(run: Run) -> dict:
    return {"digest": history.seal(by=None).digest}
