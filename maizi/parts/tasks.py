"""Background work of spare parts: plans that come into force, plans that take long to reckon."""

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from . import actions
from .models import PartPlan


@task("parts.turn", label=N_("备件计划到日期生效"))
def turn(run: Run) -> dict:
    """Approved plans whose phase begins come into force."""
    with run.batch():
        return actions.turn_plans(now=run.now(), by=run.user)


@task("parts.compute", label=N_("计算备件水平"))
def compute(run: Run) -> dict:
    """Reckon one plan."""
    with run.batch():
        row = PartPlan.objects.get(pk=run.payload["plan"])
        return {"lines": actions.compute_plan(row, by=run.user)}
