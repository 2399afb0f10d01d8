"""Nightly work of key-account lists."""

from django.utils import timezone

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from . import actions


@task("keyaccounts.review", label=N_("评定大客户名单"))
def review(run: Run) -> None:
    """Judge every key account, find candidates for another grade. As often as one likes."""
    today = timezone.localdate(run.now())
    after: int | None = 0
    while after is not None:
        with run.batch():
            after = actions.review_slice(today=today, after=after)
    after = 0
    while after is not None:
        with run.batch():
            after = actions.propose_slice(today=today, after=after)
