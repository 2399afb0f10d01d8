"""The worker with its threads, on a committed database, with and without Redis."""

import shutil
import socket
import subprocess
import sys
import threading
import time

import pytest
from django.db import connection
from django.utils import timezone

from maizi.jobs.actions import Run, enqueue, task, wake
from maizi.jobs.actions.wake import bell
from maizi.jobs.models import Job, Schedule
from maizi.jobs.terms import JobState
from maizi.jobs.worker import Worker, loop

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE_SECONDS = 60  # other tests run beside: what is slow is not wrong
gate = threading.Event()


@task("tests.gate", label="等候", timeout=300)
def wait_at_gate(run: Run) -> None:
    while not gate.is_set():
        run.checkpoint()
        time.sleep(0.02)


@task("tests.hang", label="卡住", timeout=0)
def hang(run: Run) -> None:
    gate.wait(PATIENCE_SECONDS)


@task("tests.nothing", label="无事")
def nothing(run: Run) -> None:
    pass


@pytest.fixture
def work():
    """Starts workers, and sees them off at the end."""
    begun = []

    def begin(**options) -> Worker:
        worker = Worker(**options)
        thread = threading.Thread(target=worker.run)
        begun.append((worker, thread))
        thread.start()
        return worker

    gate.clear()
    yield begin
    gate.set()
    for worker, thread in begun:
        worker.leave()
        thread.join(PATIENCE_SECONDS)
        assert not thread.is_alive()


def eventually(is_so) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < until, "it does not happen"
        time.sleep(0.02)


def states() -> list[str]:
    return list(Job.objects.order_by("id").values_list("state", flat=True))


def test_a_worker_does_several_jobs_at_a_time_and_what_comes_later(work):
    work(threads=2)
    for _ in range(2):
        enqueue("tests.gate", by=None)
    eventually(lambda: states() == [JobState.RUNNING] * 2)
    enqueue("tests.nothing", by=None)
    gate.set()
    eventually(lambda: states() == [JobState.DONE] * 3)


def test_a_worker_that_leaves_hands_back_what_runs(work):
    worker = work(threads=1)
    enqueue("tests.gate", by=None)
    eventually(lambda: states() == [JobState.RUNNING])
    worker.leave()
    eventually(lambda: states() == [JobState.WAITING])
    time.sleep(0.3)
    job = Job.objects.get()
    assert (job.state, job.attempts, job.claims) == (JobState.WAITING, 0, 1)


def test_a_worker_is_told_even_where_it_holds_what_leaving_takes(work):
    worker = work()
    with bell._cond:  # as when a signal interrupts it there
        worker.tell()
    eventually(worker.leaving.is_set)


def test_the_lease_of_a_long_job_is_renewed_and_a_silent_one_is_not(work):
    work(threads=2, lease=timezone.timedelta(seconds=3))
    kept, lost = enqueue("tests.gate", by=None), enqueue("tests.hang", by=None)
    eventually(lambda: Job.objects.get(pk=lost.pk).claims > 0)
    eventually(lambda: Job.objects.get(pk=lost.pk).lease_until < timezone.now())
    time.sleep(0.5)
    job = Job.objects.get(pk=kept.pk)
    assert (job.claims, job.state) == (1, JobState.RUNNING)
    assert job.heartbeat_at > job.started_at and job.lease_until > timezone.now()


def test_a_schedule_is_fired_by_the_worker_on_duty(work, monkeypatch):
    monkeypatch.setattr(loop, "HOUSEKEEPING_SECONDS", 0.05)
    Schedule.objects.create(
        name="s", cron="0 0 * * *", kind="tests.nothing", next_at=timezone.now()
    )
    work(threads=1)
    work(threads=1)
    eventually(lambda: states() == [JobState.DONE])
    time.sleep(0.3)
    assert Job.objects.count() == 1


def test_a_worker_outlives_its_database_being_away(work, monkeypatch):
    troubles = [1, 2]

    def claim(*given, **named):
        if troubles:
            troubles.pop()
            raise loop.OperationalError("the server has gone")
        return real(*given, **named)

    real = loop.claim
    monkeypatch.setattr(loop, "claim", claim)
    work(threads=1)
    enqueue("tests.nothing", by=None)
    eventually(lambda: states() == [JobState.DONE])
    assert not troubles and connection.is_usable()


class Redis:
    """A Redis of our own, real where there is one, to be killed at will."""

    def __init__(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.start()

    def start(self) -> None:
        real = shutil.which("redis-server")
        command = [real, "--save", "", "--bind", "127.0.0.1", "--port", str(self.port)]
        stand_in = [sys.executable, "-m", "tests.jobs.redis_stand_in", str(self.port)]
        self.server = subprocess.Popen(
            command if real else stand_in, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        eventually(self.answers)

    def answers(self) -> bool:
        with socket.socket() as line:
            return line.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self) -> None:
        self.server.kill()
        self.server.wait()


@pytest.fixture
def redis(settings):
    server = Redis()
    settings.REDIS = f"redis://127.0.0.1:{server.port}"
    yield server
    server.kill()
    wake.connected.cache_clear()
    wake._silent_until = 0.0


def test_redis_wakes_a_worker_of_another_process(work, redis, monkeypatch):
    """The worker would look by itself only after an hour, and its own bell is not rung."""
    monkeypatch.setattr(loop, "IDLE_WITH_REDIS_SECONDS", 3600)
    worker = work(threads=1)
    eventually(lambda: wake.connection().publish(wake.CHANNEL, b"") == 1)
    time.sleep(0.3)
    monkeypatch.setattr(wake, "bell", threading.Event())
    enqueue("tests.nothing", by=None)
    eventually(lambda: states() == [JobState.DONE])
    assert not worker.leaving.is_set()


def test_a_redis_that_dies_costs_time_and_no_job(work, redis):
    work(threads=2)
    for number in range(60):
        if number == 20:
            redis.kill()
        if number == 40:
            redis.start()
        enqueue("tests.nothing", by=None)
    eventually(lambda: states() == [JobState.DONE] * 60)
    eventually(lambda: wake.connection().publish(wake.CHANNEL, b"") == 1)
