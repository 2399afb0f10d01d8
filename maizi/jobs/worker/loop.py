"""The worker's threads: one hands out jobs, some run them, one keeps leases, one listens."""

import logging
import os
import queue
import secrets
import signal
import socket
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone

from ..actions.runs import Run
from ..actions.schedules import fire_due
from ..actions.wake import bell
from ..models import Job
from ..queries import SCHEDULER
from ..registry import all_tasks, task_of
from ..rules import BEAT, LEASE
from .claims import adopt_orphans, claim, hold_office, leave_offices, take_back
from .listen import listen
from .runner import attempt

IDLE_SECONDS = 0.5
IDLE_WITH_REDIS_SECONDS = 2.0
HOUSEKEEPING_SECONDS = 2.0
GRACE_SECONDS = 25.0

log = logging.getLogger(__name__)


class Worker:
    """One process's share of the work.

    threads  jobs at the same time
    clock    tells the moment; tests set it
    lease    how long a job stays with a worker that is no longer heard of
    """

    def __init__(
        self,
        *,
        threads: int = 2,
        clock: Callable[[], datetime] = timezone.now,
        lease: timedelta = LEASE,
    ):
        self.name = (
            f"{socket.gethostname()[:60].replace(':', '-')}:{os.getpid()}:{secrets.token_hex(4)}"
        )
        self.leaving = threading.Event()
        self._is_told = False
        self._clock, self._lease = clock, lease
        self._free = threading.Semaphore(threads)
        self._taken: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._runs: dict[int, Run] = {}
        self._threads = [self._thread(self._serve) for _ in range(threads)]
        self._keeper = self._thread(self._keep_leases)
        self._kept_house_at = 0.0

    def run(self) -> None:
        """Work until `leave` is called; then wait for the running batches and hand jobs back."""
        all_tasks()
        adopt_orphans(self.name, now=self._clock())
        listeners = [self._thread(listen, self.leaving)] if settings.REDIS else []
        for thread in [*self._threads, self._keeper, *listeners]:
            thread.start()
        while not (self._is_told or self.leaving.is_set()):
            self._safely(self._hand_out)
        self.leave()
        for _ in self._threads:
            self._taken.put(None)
        until = time.monotonic() + GRACE_SECONDS
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        self._safely(lambda: leave_offices(self.name, now=self._clock()))
        connection.close()

    def leave(self) -> None:
        """Ask running tasks to stop at their next checkpoint, and take no new job."""
        self.leaving.set()
        bell.set()

    def tell(self, *_) -> None:
        """`leave`, for a signal: what it interrupts may hold the very locks that takes."""
        self._is_told = True

    def _hand_out(self) -> None:
        """Give a free thread the next job; look after house and schedules in between."""
        if time.monotonic() - self._kept_house_at > HOUSEKEEPING_SECONDS:
            self._keep_house()
        if not self._free.acquire(timeout=IDLE_SECONDS):
            return
        if self.leaving.is_set():  # a thread got free by handing its job back: leave it there
            self._free.release()
            return
        job = None
        bell.clear()
        try:
            job = claim(self.name, now=self._clock(), lease=self._lease)
        finally:
            if job is None:
                self._free.release()
        if job is None:
            bell.wait(IDLE_WITH_REDIS_SECONDS if settings.REDIS else IDLE_SECONDS)
        else:
            self._taken.put(job)

    def _keep_house(self) -> None:
        self._kept_house_at = time.monotonic()
        close_old_connections()
        now = self._clock()
        take_back(now=now)
        if hold_office(SCHEDULER, self.name, now=now):
            fire_due(now=now)

    def _serve(self) -> None:
        while (job := self._taken.get()) is not None:
            run = Run(job, clock=self._clock, leaving=self.leaving, lease=self._lease)
            self._runs[job.pk] = run
            self._safely(lambda job=job, run=run: attempt(job, run))
            self._runs.pop(job.pk, None)
            close_old_connections()
            self._free.release()
            bell.set()
        connection.close()

    def _keep_leases(self) -> None:
        """Renew the leases of tasks that are heard of; one that hangs loses its job."""
        beat = min(BEAT, self._lease / 4).total_seconds()
        while not self.leaving.wait(beat) or self._runs:
            for job_id, run in list(self._runs.items()):
                self._safely(lambda job_id=job_id, run=run: self._renew(job_id, run))
            close_old_connections()
        connection.close()

    def _renew(self, job_id: int, run: Run) -> None:
        if run.silent_seconds > task_of(run.kind).timeout_seconds:
            log.warning("job %s has been silent for %.0f s", job_id, run.silent_seconds)
        else:
            run.renew()

    def _safely(self, work: Callable[[], None]) -> None:
        """Survive a database that is away for a while; leases see to the rest."""
        try:
            work()
        except (OperationalError, InterfaceError):
            log.exception("the database does not answer")
            connection.close()
            self.leaving.wait(1.0)

    @staticmethod
    def _thread(work: Callable, *given) -> threading.Thread:
        return threading.Thread(target=work, args=given, daemon=True, name=work.__name__)


def run_worker(*, threads: int = 2) -> int:
    """Be a worker until SIGTERM or SIGINT; the exit code."""
    worker = Worker(threads=threads)
    signal.signal(signal.SIGTERM, worker.tell)
    signal.signal(signal.SIGINT, worker.tell)
    log.info("worker %s: %d threads", worker.name, threads)
    worker.run()
    return 0
