"""Ask for work, in the transaction that wants it done."""

import json
from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from ..models import Job
from ..queries import Ready
from ..registry import Task, task_of
from ..rules import PAYLOAD_BYTES
from .wake import wake_after_commit


def enqueue(
    kind: str,
    *,
    by,
    payload: dict | None = None,
    due_at: datetime | None = None,
    key: str = "",
    max_attempts: int | None = None,
) -> Job:
    """Write a job; it starts once the caller's transaction is committed, and not without it.

    by            whose rights the job works with; None for the system
    payload       ids and choices, no records: they are read when the job runs
    due_at        not before; None for at once
    key           a second job with the same key is the first one, whatever became of it
    max_attempts  instead of what the task says

    Raises LookupError for a kind that no task has.
    """
    task = task_of(kind)
    if task is None:
        raise LookupError(f"no task {kind!r} in any tasks.py")
    payload = payload or {}
    if len(json.dumps(payload)) > PAYLOAD_BYTES:
        raise ValueError(f"payload of {kind} is over {PAYLOAD_BYTES} bytes: store a file")
    job = new_job(task, payload, by)
    job.due_at, job.key = due_at, key
    job.max_attempts = max_attempts or task.max_attempts
    if key:
        Job.objects.bulk_create([job], ignore_conflicts=True)
        job = Job.objects.get(key=key)
    else:
        job.save(force_insert=True)
    wake_after_commit()
    return job


def prepare(states: Iterable[Ready], *, by) -> None:
    """Have prepared what a page wants and nobody is preparing yet."""
    wants = {state.want.key: state.want for state in states if state.is_missing}
    for key, want in wants.items():
        enqueue(want.kind, by=by, payload=want.payload, key=key)


def new_job(task: Task, payload: dict, by) -> Job:
    """A job not yet written."""
    return Job(
        kind=task.kind,
        payload=payload,
        owner=by,
        priority=task.priority,
        max_attempts=task.max_attempts,
        created_at=timezone.now(),
    )
