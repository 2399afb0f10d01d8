"""Daily work of selling."""

from django.utils import timezone

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from .actions import expire_quotes


@task("sales.expire_quotes", label=N_("报价到期"))
def expire(run: Run) -> dict:
    """Quotes whose last day is over can be accepted no more."""
    with run.batch():
        return {"quotes": expire_quotes(today=timezone.localdate(), by=run.user)}
