"""Daily work of receivables."""

from django.utils import timezone

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from . import actions


@task("credit.remind", label=N_("提醒应收到期与逾期"))
def remind(run: Run) -> None:
    """Ask owners for what falls due or is late; close what was paid. As often as one likes."""
    today = timezone.localdate(run.now())
    with run.batch():
        actions.settle_over()
    for step in (actions.remind, actions.ask_letters):
        after: int | None = 0
        while after is not None:
            with run.batch():
                after = step(today=today, after=after)
