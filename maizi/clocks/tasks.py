"""Background work of the clocks: going on, every minute."""

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from . import queries
from .actions import BATCH, advance


@task("clocks.advance", label=N_("推进时限"), priority=10)
def advance_clocks(run: Run) -> dict | None:
    """Batches until nothing is due; a run that finds nothing asks one question."""
    count = 0
    while queries.is_anything_due(run.now()):
        with run.batch():
            taken = advance(now=run.now(), by=run.user)
        count += taken
        if taken < BATCH:
            break  # the rest is held by another worker, which tells it
    return {"clocks": count} if count else None
