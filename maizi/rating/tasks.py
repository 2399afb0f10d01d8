"""Nightly work of rating."""

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from .actions.nightly import laid_down, remeasure


@task("rating.remeasure", label=N_("重算信用评级并提出复评"))
def measure(run: Run) -> None:
    """Slice by slice; as often as one likes."""
    laid = laid_down()
    after: int | None = 0
    while after is not None:
        with run.batch():
            after = remeasure(laid, after=after)
