"""Background work that somebody asked for, scheduled exports included (C-70)."""

from collections.abc import Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext

from maizi.accounts.access import Held, Holding
from maizi.accounts.models import User
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import Job
from ..registry import task_of
from ..terms import JobState
from .control import cancel

OPEN = (JobState.WAITING, JobState.RUNNING, JobState.PAUSED)
MOST = 1_000


def _open(person: User) -> QuerySet[Job]:
    return Job.objects.filter(owner=person, state__in=OPEN)


def _held(person: User) -> list[Held]:
    rows = _open(person).order_by("id")[:MOST]
    return [Held(job.pk, gettext(task.label) if (task := task_of(job.kind)) else job.kind)
            for job in rows]  # fmt: skip


def _end(ids, *, giver, by, reason) -> Mapping[int, str]:
    """Cancel the work; what its batches committed stays."""
    refused = {}
    for job in _open(giver).filter(pk__in=ids):
        try:
            cancel(job, by=by)
        except Refused as refusal:
            refused[job.pk] = refusal.text(gettext)
    return refused


JOBS = Holding(
    code="jobs", label=N_("没做完的后台任务"), kind="jobs.job", position=90,
    count=lambda person: _open(person).count(), held=_held, end=_end,
)  # fmt: skip
