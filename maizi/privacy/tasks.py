"""Background work: what is over its time goes."""

from django.utils import timezone

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from . import actions

MOST_CLEARED = 500


@task("privacy.expire", label=N_("清除到期的敏感信息"), is_atomic=True)
def expire(run: Run) -> dict:
    now = timezone.now()
    gone = actions.expire_values(now=now, by=run.user)
    actions.sweep_visits(now=now)
    actions.sweep_riddles(now=now)
    return {"cleared": gone} if gone else None


@task("privacy.list_idle", label=N_("列出到期的档案"), is_atomic=True)
def list_idle(run: Run) -> dict:
    return {"listed": actions.list_idle(now=timezone.now(), by=run.user)}


@task("privacy.clear", label=N_("清理已审核的到期档案"))
def clear(run: Run) -> dict:
    """One person at a time, each in a transaction of its own; killed, it goes on."""
    count = 0
    while count < MOST_CLEARED:
        with run.batch():
            if not actions.clear_one(now=timezone.now(), by=run.user):
                break
        count += 1
        run.progress(count)
    return {"cleared": count} if count else None
