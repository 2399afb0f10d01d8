"""Nightly work of training."""

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from . import actions


@task("training.chase", label=N_("提醒快到期的证书和该开的经验交流会"))
def chase(run: Run) -> dict:
    """Certificates that end soon, and a meeting on experience that is late (F-52, F-54)."""
    with run.batch():
        return {
            "ending": actions.warn_of_ending(by=run.user),
            "meeting": actions.remind_of_exchange(by=run.user),
        }
