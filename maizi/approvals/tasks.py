"""Background work of approvals: end the rights that were not used in time."""

from django.utils import timezone

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from .actions import expire_grants


@task("approvals.expire", label=N_("结束过期的批准"), is_atomic=True)
def expire(run: Run) -> dict:
    return {"expired": expire_grants(now=timezone.now())}
