"""Nightly work of analytics."""

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from . import actions, queries


@task("insight.facts", label=N_("核对分析用的事实"), timeout=7_200, retries=2)
def facts(run: Run) -> None:
    """Lay what an older version left without facts; mend what does not add up."""
    if not queries.is_laid():
        after: int | None = 0
        while after is not None:
            with run.batch():
                after = actions.lay(after=after)
    mended = 0
    for month in queries.wrong_months():
        with run.batch():
            mended += actions.check_month(month)
    actions.say_laid(mended=mended)
