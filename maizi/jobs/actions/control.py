"""Pause, resume, cancel, retry: a person's word to a job."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from maizi.history.actions import record_many
from maizi.kernel.errors import Refused

from ..models import Job
from ..rules import can, why_not
from ..terms import JobState, JobVerb
from .wake import wake_after_commit


def pause(job: Job, *, by) -> Job:
    """Stop a job where it can go on later: now when it waits, after its batch when it runs.

    Raises Refused when it is paused or over.
    """
    return _tell(job, JobVerb.PAUSE, by)


def resume(job: Job, *, by) -> Job:
    """Let a paused job go on from its checkpoint. Raises Refused when it is not paused."""
    return _tell(job, JobVerb.RESUME, by)


def cancel(job: Job, *, by) -> Job:
    """End a job; what its batches committed stays. Raises Refused when it is over."""
    return _tell(job, JobVerb.CANCEL, by)


def retry(job: Job, *, by) -> Job:
    """Let a failed or cancelled job go on from its checkpoint. Raises Refused otherwise."""
    return _tell(job, JobVerb.RETRY, by)


@transaction.atomic
def _tell(job: Job, verb: JobVerb, by) -> Job:
    job = Job.objects.select_for_update().get(pk=job.pk)
    before = JobState(job.state)
    if not can(verb, before):
        raise Refused(why_not(before), verb=gettext(verb.chinese))
    _apply(job, verb)
    job.save(update_fields=["state", "asked", "attempts", "due_at", "error", "trace", "ended_at"])
    changes = {"state": [before.value, str(job.asked or job.state)]}
    # A chain of its own: a running batch may hold the person's chain and want this job's row.
    line = (job.pk, str(job), changes)
    record_many(job._meta.label_lower, lines=[line], verb=verb, by=by, chain="jobs")
    if job.state == JobState.WAITING:
        wake_after_commit()
    return job


def _apply(job: Job, verb: JobVerb) -> None:
    if verb in (JobVerb.RESUME, JobVerb.RETRY):
        job.state, job.asked, job.attempts, job.due_at = JobState.WAITING, "", 0, None
        job.error, job.trace, job.ended_at = "", "", None
    elif job.state == JobState.RUNNING:
        job.asked = verb
    elif verb == JobVerb.PAUSE:
        job.state = JobState.PAUSED
    else:
        job.state, job.ended_at = JobState.CANCELLED, timezone.now()
