"""Nightly work of presales."""

from django.utils import timezone

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from . import actions


@task("presales.chase", label=N_("提醒到期没有归还的试用"))
def chase(run: Run) -> dict:
    """Who lent what is overdue hears of it."""
    with run.batch():
        told = actions.chase_trials(today=timezone.localdate(run.now()), by=run.user)
    return {"told": told}
