"""Kinds of work for the tests."""

from maizi.jobs.actions import Run, task
from maizi.kernel.errors import Refused

from . import ledger

between_batches = []  # called with the run after each batch


@task("tests.post", label="记账", retries=2)
def post(run: Run) -> dict:
    """Post `batches` batches of two lines, remembering where it is."""
    batches = run.payload["batches"]
    while (number := run.state.get("next", 0)) < batches:
        with run.batch():
            ledger.post(run.job_id, number, 2)
            run.state["next"] = number + 1
            run.progress(number + 1, batches, "记账")
        for act in between_batches:
            act(run)
    return {"batches": batches}


@task("tests.once", label="记一笔", is_atomic=True)
def once(run: Run) -> None:
    """Post one line; the line and the end of the job are one transaction."""
    ledger.post(run.job_id, 0)


@task("tests.refuse", label="拒绝")
def refuse(run: Run) -> None:
    raise Refused("{name}已满，请换一个。", name="仓库")


@task("tests.crash", label="出错", retries=2)
def crash(run: Run) -> None:
    """Fail; with `after`, get that many batches further first, once."""
    for _ in range(run.payload.get("after", 0) - run.state.get("next", 0)):
        with run.batch():
            run.state["next"] = run.state.get("next", 0) + 1
    raise ZeroDivisionError("secret figure 42")


@task("tests.who", label="谁")
def who(run: Run) -> dict:
    """See the initiator's name before and after something changed it."""
    with run.batch():
        first = run.user.name
    for act in between_batches:
        act(run)
    with run.batch():
        return {"names": [first, run.user.name]}
