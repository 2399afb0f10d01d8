"""Daily work of key-account service."""

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from . import actions


@task("keyservice.chase", label=N_("催办大客户活动后的回访"))
def chase(run: Run) -> dict:
    """Re-visits that are late are told to who leads (F-45)."""
    with run.batch():
        return {"late": actions.chase(by=run.user)}
