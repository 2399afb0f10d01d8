"""Background work of backups: one each night, a trial each week, a look each hour."""

from maizi.jobs.actions import Run, task
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from . import actions

LONG = 4 * 3600  # seconds of silence in which a large database is written


@task("backups.make", label=N_("备份"), timeout=LONG, retries=1)
def make(run: Run) -> dict | None:
    """A backup, then what the rule lets go."""
    try:
        row = actions.make_backup(by=run.user, batch=run.batch)
    except Refused:
        with run.batch():
            actions.tell_of_danger(by=run.user)
        raise
    return {"name": row.name, "gone": actions.prune(by=run.user, batch=run.batch)}


@task("backups.try", label=N_("恢复试验"), timeout=LONG, retries=1)
def try_out(run: Run) -> dict | None:
    """The newest backup brought back beside the living database."""
    trial = actions.try_restore(by=run.user, batch=run.batch)
    with run.batch():
        actions.tell_of_danger(by=run.user)
    return {"good": trial.is_good} if trial else None


@task("backups.watch", label=N_("看备份是否安全"))
def watch(run: Run) -> dict | None:
    """Tell people when the last good backup is too old."""
    with run.batch():
        return {"told": 1} if actions.tell_of_danger(by=run.user) else None
