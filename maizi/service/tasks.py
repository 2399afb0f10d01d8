"""Daily work of service."""

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from . import actions, queries
from .models import Ticket


@task("service.upkeep", label=N_("按预防计划开出巡检工单"))
def upkeep(run: Run) -> dict:
    """Pieces whose day comes near get an inspection ticket (F-20)."""
    opened = 0
    for plan in queries.active_plans():
        with run.batch():
            opened += len(actions.open_due(plan, by=run.user))
    return {"tickets": opened}


@task("service.file_sheet", label=N_("售后服务表存档"))
def file_sheet(run: Run) -> dict | None:
    """The sheet of a closed ticket goes to everybody who keeps forms (F-53)."""
    row = Ticket.objects.get(pk=run.payload["id"])
    made = actions.file_sheet(row, by=run.user, now=run.now())
    return {"print": made.pk} if made else None
