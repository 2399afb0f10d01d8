"""One try at one job, from its claim to its outcome.

The only place where any exception at all is caught: a task may fail in ways nobody foresaw,
and the job has to say so.
"""

import logging
import secrets
import traceback
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.utils import translation
from django.utils.translation import gettext

from maizi.accounts.models import User
from maizi.kernel.asking import Asking, asking
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..actions.runs import Cancelled, Leaving, Lost, Paused, Run
from ..models import Job
from ..registry import Task, task_of
from ..rules import retry_delay
from ..terms import JobState

AGAIN = N_("第 {attempts} 次没有成功，会自动再试。")
GIVEN_UP = N_("试了 {attempts} 次都没有成功。可以重试；仍不成功时，请把编号 {id} 告诉管理员。")
TRACE_LENGTH = 20_000

log = logging.getLogger(__name__)


def attempt(job: Job, run: Run) -> None:
    """Run a claimed job and write down what became of it."""
    with _on_behalf_of(job):
        try:
            _work(task_of(job.kind), run)
        except Lost:
            log.warning("job %s was taken over by another worker", job.pk)
        except Paused:
            _settle(job, state=JobState.PAUSED)
        except Cancelled:
            _settle(job, state=JobState.CANCELLED, ended_at=run.now())
        except Leaving:
            tried = Job.objects.filter(pk=job.pk).values_list("attempts", flat=True).first() or 1
            _settle(job, state=JobState.WAITING, attempts=tried - 1, due_at=None)
        except Refused as no:
            _settle(job, state=JobState.FAILED, ended_at=run.now(), error=_sentence(no))
        except Exception:
            log.exception("job %s (%s) failed", job.pk, job.kind)
            _fail(job, run.now(), traceback.format_exc()[-TRACE_LENGTH:])


def _work(task: Task, run: Run) -> None:
    run.checkpoint()
    if task.is_atomic:
        with run.batch():
            run.finish(task.work(run))
    else:
        run.finish(task.work(run))


def _fail(job: Job, now: datetime, trace: str) -> None:
    """Again later, or not any more; a task that has got on since the claim has tried once."""
    _reconnected()
    tried = Job.objects.filter(pk=job.pk).values_list("attempts", flat=True).first() or 1
    if tried >= job.max_attempts:
        text = gettext(GIVEN_UP).format(attempts=tried, id=job.pk)
        _settle(job, state=JobState.FAILED, ended_at=now, error=text, trace=trace)
        return
    delay = retry_delay(tried, luck=secrets.randbelow(1000) / 1000)
    text = gettext(AGAIN).format(attempts=tried)
    _settle(job, state=JobState.WAITING, due_at=now + delay, error=text, trace=trace)


def _settle(job: Job, **outcome) -> None:
    """Write the outcome, unless somebody else has the job by now."""
    mine = Job.objects.filter(pk=job.pk, claims=job.claims, state=JobState.RUNNING)
    mine.update(lease_until=None, asked="", **outcome)


def _reconnected() -> None:
    """A new connection where the task's failure was the loss of the old one."""
    if not connection.in_atomic_block and connection.connection and not connection.is_usable():
        connection.close()


def _sentence(no: Refused) -> str:
    return no.text(gettext)[: Job._meta.get_field("error").max_length]


@contextmanager
def _on_behalf_of(job: Job):
    """The history names the job as the request; texts are in the initiator's language."""
    owner = User.objects.filter(pk=job.owner_id).first() if job.owner_id else None
    language = getattr(owner, "language", "") or settings.LANGUAGE_CODE
    token = asking.set(Asking(f"job-{job.pk}"))
    try:
        with translation.override(language):
            yield
    finally:
        asking.reset(token)
