"""Daily work of complaints."""

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from .actions import sweep_riddles


@task("complaints.sweep", label=N_("清理公开投诉页面的校验记录"))
def sweep(run: Run) -> dict:
    """Riddles that nobody can use again go."""
    with run.batch():
        return {"riddles": sweep_riddles(by=run.user)}
