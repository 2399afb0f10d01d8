"""What the processes that get killed do: take orders, and post them in batches.

Each right way has a wrong one beside it, which has to fail for the test to mean anything.
"""

import os
import time

from django.db import connection, transaction

from maizi.jobs.actions import Run, enqueue, task
from maizi.jobs.worker import run_worker
from maizi.kernel.ids import new_id

BATCHES, LINES = 4, 3
HOP_SECONDS = 0.005  # what a wrong way does in two steps lies at least this far apart


def worker(_: str) -> None:
    """Work until killed or asked to stop."""
    run_worker(threads=2)


def writer(kind: str) -> None:
    """Take orders until killed; note each one once its transaction is committed."""
    acks = os.open(os.environ["FAULTS_ACKS"], os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600)
    while True:
        number = new_id()
        ask = take_order if kind != "faults.late" else take_order_and_ask_later
        ask(number, kind)
        os.write(acks, f"{number}\n".encode())
        time.sleep(0.06)


def take_order(number: int, kind: str) -> None:
    """The order and its job in one transaction."""
    with transaction.atomic():
        sql("INSERT INTO ordered VALUES (%s)", [(number,)])
        enqueue(kind, by=None, payload={"order": number}, key=f"order-{number}")


def take_order_and_ask_later(number: int, kind: str) -> None:
    """Wrong: the order is committed, then the job is written."""
    with transaction.atomic():
        sql("INSERT INTO ordered VALUES (%s)", [(number,)])
    time.sleep(HOP_SECONDS)
    enqueue(kind, by=None, payload={"order": number}, key=f"order-{number}")


@task("faults.post", label="记账")
@task("faults.late", label="迟到的任务")
def post(run: Run) -> None:
    """Each batch with its place in one transaction."""
    for number in range(run.state.get("next", 0), BATCHES):
        with run.batch():
            post_batch(run, number)
            run.state["next"] = number + 1


@task("faults.forgetful", label="健忘的任务")
def post_and_remember_later(run: Run) -> None:
    """Wrong: the batch is committed, then its place."""
    for number in range(run.state.get("next", 0), BATCHES):
        with transaction.atomic():
            post_batch(run, number)
        time.sleep(HOP_SECONDS)
        run.state["next"] = number + 1
        run.checkpoint()


def post_batch(run: Run, number: int) -> None:
    order = run.payload["order"]
    sql("INSERT INTO posted VALUES (%s, %s, %s)", [(order, number, n) for n in range(LINES)])


def sql(statement: str, rows: list[tuple]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)
