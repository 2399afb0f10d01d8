"""Housekeeping of the accounts, which lie below the jobs."""

from maizi.accounts import actions
from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_


@task("accounts.sweep", label=N_("清理过期的登录"))
def sweep_sessions(run: Run) -> dict:
    return {"removed": actions.forget_expired(by=run.user)}
