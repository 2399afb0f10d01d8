"""Background work of relationship: summaries of the quarter are asked for."""

from django.utils import timezone

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from . import actions


@task("relationship.summaries", label=N_("客户定期总结提醒"))
def summaries(run: Run) -> dict | None:
    """Who still owes summaries has a to-do that says how many; nothing when nobody does."""
    with run.batch():
        count = actions.ask_for_summaries(today=timezone.localdate(run.now()), by=run.user)
    return {"asked": count} if count else None
