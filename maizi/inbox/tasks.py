"""Background work of inbox: reminders each minute, the outbox, housekeeping."""

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from .actions import sending, sweeping
from .actions.reminding import SLICE, remind_due

MOST_REMINDERS = 10_000


@task("inbox.tick", label=N_("提醒到期的待办"), retries=1)
def tick(run: Run) -> dict:
    """What is due becomes notices; what the outbox holds goes out."""
    reminded, found = 0, SLICE
    while found == SLICE and reminded < MOST_REMINDERS:
        with run.batch():
            found = remind_due(now=run.now())
        reminded += found
    with run.batch():
        sweeping.forget_ticks(now=run.now())
    return {"reminded": reminded, **_send(run)}


@task("inbox.send", label=N_("发送消息"), retries=3)
def send(run: Run) -> dict:
    return _send(run)


@task("inbox.sweep", label=N_("清理过期的消息"))
def sweep(run: Run) -> dict:
    removed, gone = 0, 1
    while gone:
        with run.batch():
            gone = sweeping.sweep(now=run.now())
        removed += gone
    return {"removed": removed}


def _send(run: Run) -> dict:
    """Send what is due. A lane that does not answer is left alone until the next run."""
    told = {"sent": 0, "failed": 0}
    resting: set[str] = set()
    while sum(told.values()) < sending.MOST_AT_ONCE:
        with run.batch():
            claimed = sending.claim_due(now=run.now(), without=resting)
        if not claimed:
            break
        problem = sending.send_now(claimed, now=run.now())
        with run.batch():
            sending.note_outcome(claimed, problem, now=run.now())
        told["failed" if problem else "sent"] += len(claimed)
        if problem and not problem.is_final:
            resting.add(sending.lane_of(claimed[0]))
    return told
