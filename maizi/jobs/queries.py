"""Read the background work: what runs, waits, failed, and how far it is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext

from . import access
from .models import Job, Office, Schedule
from .registry import passing_kinds, task_of
from .rules import FARTHEST_LEASE, FARTHEST_RETRY, can
from .terms import JobState, JobVerb

SCHEDULER = "scheduler"
# A schedule's run that found nothing to do.
IDLE = Q(state=JobState.DONE.value, result__isnull=True, schedule__isnull=False)
ON_THE_WAY = (JobState.WAITING, JobState.RUNNING)
ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Want:
    """Something that a page wants prepared: which task does it, from what, under which key.

    Before its last colon the key says what it is and with which rights, after it how new.
    """

    kind: str
    key: str
    payload: dict


@dataclass(frozen=True, slots=True)
class Ready:
    """What jobs have prepared for a page.

    result     the newest there is
    at         when it was done
    want       what a newer one is made from; None while this one is fresh
    is_asked   somebody has asked for it and it is on its way
    is_failed  it was tried and not done, or somebody stopped it
    """

    result: dict | None = None
    at: datetime | None = None
    want: Want | None = None
    is_asked: bool = False
    is_failed: bool = False

    @property
    def is_coming(self) -> bool:
        """Whether a newer one comes without anybody doing anything."""
        return self.want is not None and not self.is_failed

    @property
    def is_missing(self) -> bool:
        """Whether it has to be asked for."""
        return self.is_coming and not self.is_asked


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is."""

    state: JobState
    done: int
    total: int | None
    text: str
    is_over: bool

    @property
    def used_ratio(self) -> float | None:
        """0–1, or None while nobody knows how much there is."""
        return min(1.0, self.done / self.total) if self.total else None


def jobs_for(user, *states: JobState) -> QuerySet[Job]:
    """The jobs a person sees in some states (all when none is named), newest first.

    Scheduled runs that found nothing to do are left out, and what was prepared for pages.
    """
    rows = _listed(user).select_related("owner")
    return rows.filter(state__in=states) if states else rows


def ready(user, want: Want, *, since: datetime | None = None) -> Ready:
    """The newest result of what is wanted. One query.

    since  from when on a result is fresh enough; without it only that of the very key is
    """
    alike = want.key.rpartition(":")[0] + ":"
    rows = Job.objects.filter(owner=user.pk, key__startswith=alike).order_by("-id")[:5]
    jobs = list(rows.only("key", "state", "result", "ended_at"))
    done = next((job for job in jobs if job.state == JobState.DONE and job.result), None)
    is_fresh = done and (done.key == want.key or bool(since and done.ended_at >= since))
    found = (done.result, done.ended_at) if done else (None, None)
    if is_fresh or not jobs:
        return Ready(*found, None if is_fresh else want)
    is_asked = jobs[0].state in ON_THE_WAY
    return Ready(*found, want, is_asked, not is_asked and jobs[0].key == want.key)


def counts_for(user) -> dict[JobState, int]:
    """How many jobs a person sees in each state; one query."""
    rows = _listed(user).order_by()
    counts = dict(rows.values_list("state").annotate(Count("pk")))
    return {state: counts.get(state.value, 0) for state in JobState}


def _listed(user) -> QuerySet[Job]:
    rows = access.visible_jobs(user).exclude(IDLE)
    return rows.exclude(state=JobState.DONE.value, kind__in=passing_kinds())


def label_of(kind: str) -> str:
    """What people call a kind of work."""
    task = task_of(kind)
    return gettext(task.label) if task else kind


def progress_of(job: Job) -> Progress:
    """How far a job is, as of its row."""
    state = JobState(job.state)
    return Progress(state, job.progress_done, job.progress_total, job.progress_text, state in ENDED)


def why_waiting(job: Job, *, now: datetime) -> str:
    """A word for people on a job that does not get on: about to stop, tried before, planned."""
    if job.asked == JobVerb.PAUSE:
        return gettext("正在暂停，做完手头这一批就停。")
    if job.asked == JobVerb.CANCEL:
        return gettext("正在取消，做完手头这一批就停。")
    if job.state == JobState.WAITING and job.attempts:
        return gettext("上次没有成功，会自动再试。")
    if job.state == JobState.WAITING and job.due_at and job.due_at > now:
        return gettext("还没到约定的时间。")
    return ""


def verbs_of(job: Job) -> list[JobVerb]:
    """What can be done with a job in its present state."""
    return [verb for verb in JobVerb if can(verb, JobState(job.state))]


def due(now: datetime) -> QuerySet[Job]:
    """Jobs that may start, the most urgent first."""
    wrong_clock = Q(attempts__gt=0, due_at__gt=now + FARTHEST_RETRY)
    at_once = Q(due_at=None) | Q(due_at__lte=now) | wrong_clock
    return Job.objects.filter(at_once, state=JobState.WAITING.value).order_by("-priority", "id")


def forsaken(now: datetime) -> QuerySet[Job]:
    """Running jobs whose worker has not been heard of for a whole lease."""
    over = Q(lease_until__lt=now) | Q(lease_until__gt=now + FARTHEST_LEASE)
    return Job.objects.filter(over, state=JobState.RUNNING.value).order_by("lease_until")


def is_worker_alive(now: datetime) -> bool:
    """Whether any worker keeps the schedules at the moment."""
    return Office.objects.filter(name=SCHEDULER, until__gte=now).exclude(holder="").exists()


def stuck(now: datetime, patience: timedelta) -> QuerySet[Job]:
    """Jobs that could have begun long ago, and those whose worker is gone."""
    late = Q(due_at=None, created_at__lt=now - patience) | Q(due_at__lt=now - patience)
    waiting = Q(state=JobState.WAITING.value) & late
    return Job.objects.filter(waiting | Q(pk__in=forsaken(now).values("pk")))


def failed_since(moment: datetime) -> QuerySet[Job]:
    """Jobs that were given up since then, newest first."""
    return Job.objects.filter(state=JobState.FAILED.value, ended_at__gte=moment).order_by("-id")


def schedules() -> QuerySet[Schedule]:
    """Every schedule, the next one first."""
    return Schedule.objects.order_by("-is_active", F("next_at").asc())
