"""Background work of care: a long hand-over goes on by itself."""

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from . import actions
from .models import HandOver


@task("care.move", label=N_("离职交接：移交"))
def move(run: Run) -> dict:
    """Move what is ready, a few hundred at a time, with the rights of who asked."""
    moved, waiting = run.state.get("moved", 0), 1
    while waiting:
        with run.batch():
            row = HandOver.objects.get(pk=run.payload["hand_over"])
            count, waiting = actions.move_ready(row, by=run.user)
            waiting = waiting if count else 0
            moved += count
            run.state["moved"] = moved
            run.progress(moved, moved + waiting)
    return {"moved": moved}
