"""What a task works with while it runs: payload, rights, batches, progress, checkpoints."""

import copy
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import Job
from ..rules import BEAT, CHECKPOINT_BYTES, LEASE
from ..terms import JobState, JobVerb

GAP_SECONDS = 0.02  # between two batches others get to write: SQLite has one writer at a time
PROGRESS_SECONDS = 0.5


class Stop(BaseException):
    """Leave the task now. Not an Exception, so that no library on the way swallows it."""


class Paused(Stop):
    """Somebody asked for a pause."""


class Cancelled(Stop):
    """Somebody asked for an end."""


class Leaving(Stop):
    """The worker is shutting down; another one goes on."""


class Lost(Stop):
    """The job is no longer this run's: its lease ran out and somebody else has it."""


class Run:
    """One try at one job.

    payload  what `enqueue` was given
    state    small dict of the task's own: where it is; kept by `batch` and `checkpoint`
    now      tells the moment
    """

    def __init__(
        self,
        job: Job,
        *,
        clock: Callable[[], datetime] = timezone.now,
        leaving: threading.Event | None = None,
        lease: timedelta = LEASE,
    ):
        self.job_id, self.kind, self.payload = job.pk, job.kind, job.payload
        self.state = copy.deepcopy(job.checkpoint)
        self._row, self.now, self._lease = job, clock, lease
        self._leaving = leaving or threading.Event()
        self._kept, self._user, self._is_over = copy.deepcopy(job.checkpoint), None, False
        self._progress: dict = {}
        self._heard_at = self._beat_at = self._batch_ended_at = time.monotonic()

    @property
    def user(self) -> User | None:
        """The initiator as he is now; read anew for each batch, so his present rights count."""
        if self._user is None and self._row.owner_id:
            self._user = User.objects.get(pk=self._row.owner_id)
        return self._user

    @property
    def silent_seconds(self) -> float:
        """How long nothing has been heard of the task."""
        return time.monotonic() - self._heard_at

    def progress(self, done: int, total: int | None = None, text: str = "") -> None:
        """Say how far it is; written with the next batch or checkpoint, twice a second at most."""
        self._progress = {
            "progress_done": done, "progress_total": total, "progress_text": text[:200],
        }  # fmt: skip
        overdue = time.monotonic() - self._beat_at > PROGRESS_SECONDS
        if overdue and not connection.in_atomic_block:
            self._keep()

    def checkpoint(self) -> None:
        """A place where the task can stop: call it between batches, or every few seconds.

        Raises Stop when somebody asked for it, Refused when the initiator has been shut out.
        """
        self._heard_at, self._user = time.monotonic(), None
        seen = self._mine().values_list("asked", "owner__is_active").first()
        if seen is None:
            raise Lost
        asked, is_owner_active = seen
        if asked:
            raise {JobVerb.PAUSE: Paused, JobVerb.CANCEL: Cancelled}[JobVerb(asked)]
        if self._row.owner_id and not is_owner_active:
            raise Refused(N_("发起人的账号已停用，任务已停止。请由在职人员重新发起。"))
        if self._leaving.is_set():
            raise Leaving
        if self.state != self._kept or time.monotonic() - self._beat_at > BEAT.total_seconds():
            self._keep()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """One transaction: the task's writes, `state` and progress are kept together or not at all.

        Begins with a checkpoint. Killed anywhere, the next run goes on after the last batch.
        """
        self._give_way()
        self.checkpoint()
        is_kept = False
        try:
            with transaction.atomic(durable=True):
                yield
                if not self._is_over:
                    self._keep()
            is_kept = True
        finally:
            self.state = self.state if is_kept else copy.deepcopy(self._kept)
        self._kept = copy.deepcopy(self.state)
        self._heard_at = self._batch_ended_at = time.monotonic()

    def finish(self, result: dict | None) -> None:
        """The job is done; nobody else may have taken it over. For the worker."""
        now = self.now()
        ended = self._mine().update(
            state=JobState.DONE, result=result, ended_at=now, lease_until=None, asked="", error="",
            trace="", checkpoint=self.state, **self._progress,
        )  # fmt: skip
        if not ended:
            raise Lost
        self._is_over = True

    def renew(self) -> bool:
        """Renew the lease from outside the task; False when the job is no longer ours."""
        now = self.now()
        return bool(self._mine().update(lease_until=now + self._lease, heartbeat_at=now))

    def _mine(self):
        return Job.objects.filter(pk=self.job_id, claims=self._row.claims, state=JobState.RUNNING)

    def _keep(self) -> None:
        """Write state, progress and lease, unless somebody else has the job now."""
        if len(json.dumps(self.state)) > CHECKPOINT_BYTES:
            raise ValueError("run.state is for places, not for records")
        now, got_on = self.now(), self.state != self._kept
        changed = {"attempts": 1} if got_on else {}
        kept = self._mine().update(
            checkpoint=self.state, lease_until=now + self._lease, heartbeat_at=now,
            **self._progress, **changed,
        )  # fmt: skip
        if not kept:
            raise Lost
        self._beat_at = time.monotonic()
        if not connection.in_atomic_block:
            self._kept = copy.deepcopy(self.state)

    def _give_way(self) -> None:
        since = time.monotonic() - self._batch_ended_at
        if connection.vendor == "sqlite" and since < GAP_SECONDS:
            time.sleep(GAP_SECONDS - since)
