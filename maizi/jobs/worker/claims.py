"""Who has which job: claim one, take back those of dead workers, hold an office."""

import os
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from maizi.kernel.texts import N_

from ..models import Job, Office
from ..queries import due, forsaken
from ..registry import all_tasks
from ..rules import MOST_CLAIMS
from ..terms import JobState, JobVerb

OFFICE_LEASE = timedelta(seconds=30)
SLICE = 100
INTERRUPTED = N_("工作进程在这项任务中多次中断，已停止再试。请把编号 {id} 告诉管理员。")


def claim(worker: str, *, now: datetime, lease: timedelta) -> Job | None:
    """Take the most urgent job for a worker. Looks without a lock first: idling writes nothing."""
    waiting = due(now).filter(kind__in=list(all_tasks()))
    if not waiting.exists():
        return None
    with transaction.atomic():
        job = _locked(waiting).first()
        if job is None:
            return None
        job.state, job.worker, job.ended_at = JobState.RUNNING, worker, None
        job.claims, job.attempts = job.claims + 1, job.attempts + 1
        job.lease_until, job.heartbeat_at = now + lease, now
        job.started_at = job.started_at or now
        job.save(
            update_fields=[
                "state", "worker", "ended_at", "claims", "attempts", "lease_until",
                "heartbeat_at", "started_at",
            ]
        )  # fmt: skip
        return job


def take_back(*, now: datetime) -> int:
    """Free the jobs whose lease is over, to be claimed anew; how many."""
    if not forsaken(now).exists():
        return 0
    with transaction.atomic():
        jobs = list(_locked(forsaken(now))[:SLICE])
        for job in jobs:
            _free(job, now)
            job.save(update_fields=["state", "asked", "lease_until", "due_at", "ended_at", "error"])
    return len(jobs)


def adopt_orphans(worker: str, *, now: datetime) -> int:
    """At a worker's start: end the leases of earlier workers of this machine that are dead.

    Spares people the wait after a restart. A mistake would do no harm: a run that lost its
    lease cannot commit anything.
    """
    host, own_pid, _ = worker.split(":")
    running = Job.objects.filter(state=JobState.RUNNING, worker__startswith=f"{host}:")
    dead = [
        name
        for name in set(running.values_list("worker", flat=True))
        if name != worker and (name.split(":")[1] == own_pid or not _is_alive(name.split(":")[1]))
    ]
    ended = now - timedelta(seconds=1)
    return running.filter(worker__in=dead).update(lease_until=ended)


def hold_office(name: str, holder: str, *, now: datetime) -> bool:
    """Have a duty that only one worker has; renewed by asking again, free again after 30 s."""
    office = Office.objects.filter(name=name).first()
    if office is None:
        Office.objects.bulk_create([Office(name=name, until=now)], ignore_conflicts=True)
    elif office.holder == holder and now + OFFICE_LEASE / 2 < office.until <= now + OFFICE_LEASE:
        return True
    wrong_clock = Q(until__gt=now + 2 * OFFICE_LEASE)
    free = Q(holder=holder) | Q(until__lte=now) | wrong_clock
    taken = Office.objects.filter(free, name=name)
    return bool(taken.update(holder=holder, until=now + OFFICE_LEASE))


def leave_offices(holder: str, *, now: datetime) -> None:
    """Give up every duty, so that another worker need not wait."""
    Office.objects.filter(holder=holder).update(holder="", until=now)


def _free(job: Job, now: datetime) -> None:
    job.lease_until, job.due_at = None, None
    if job.asked:
        is_pause = job.asked == JobVerb.PAUSE
        job.state = JobState.PAUSED if is_pause else JobState.CANCELLED
        job.asked, job.ended_at = "", None if is_pause else now
    elif job.attempts >= job.max_attempts or job.claims >= MOST_CLAIMS:
        job.state, job.ended_at = JobState.FAILED, now
        job.error = gettext(INTERRUPTED).format(id=job.pk)
    else:
        job.state = JobState.WAITING


def _locked(jobs: QuerySet[Job]) -> QuerySet[Job]:
    """Locked rows that others have not locked; SQLite has one writer anyway."""
    return jobs.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)


def _is_alive(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
