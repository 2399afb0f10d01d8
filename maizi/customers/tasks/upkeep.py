"""Ask for verifications each night (A-31)."""

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from .. import queries
from ..actions import verification


@task("customers.verify", label=N_("安排客户资料核实"))
def ask_to_verify(run: Run) -> dict | None:
    """One owner after the other; who was asked before a break is not asked twice."""
    with run.batch():
        withdrawn = verification.withdraw_verifications()
    asked = 0
    for owner in queries.designated():
        with run.batch():
            asked += verification.ask_verifications(owner, now=run.now())
    return {"asked": asked, "withdrawn": withdrawn} if asked or withdrawn else None
