"""Care on important days, each night (C-10)."""

from datetime import timedelta

from django.utils import timezone

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from ..actions.child_days import forget_child_days
from ..actions.days import gather_derived, remember, turn_over
from ..models import ImportantDay

LOOK_BACK = timedelta(days=3)


@task("customers.care", label=N_("提醒客户的重要日子"))
def care(run: Run) -> dict | None:
    """Bring the days up to date, then ask owners for care; as often as one likes."""
    today = timezone.localdate(run.now())
    moved = 1
    while moved:
        with run.batch():
            moved = turn_over(today=today)
    with run.batch():
        forget_child_days(today=today)
    is_first = not ImportantDay.objects.filter(is_derived=True).exists()
    since = None if is_first else run.now() - LOOK_BACK
    _through(run, lambda after: gather_derived(since=since, after=after))
    _through(run, lambda after: remember(today=today, after=after))
    return None


def _through(run: Run, step) -> None:
    """Slice after slice until there is none."""
    after: int | None = 0
    while after is not None:
        with run.batch():
            after = step(after)
