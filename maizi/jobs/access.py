"""Who sees which jobs: his own; all of them for those who look after the system."""

from django.db.models import QuerySet

from maizi.accounts import access as accounts

from .models import Job, Schedule


def visible_jobs(user) -> QuerySet[Job]:
    """A person's own jobs; every job for administrators of jobs."""
    if not user.is_active:
        return Job.objects.none()
    if sees_all(user):
        return Job.objects.all()
    return Job.objects.filter(owner=user)


def visible_schedules(user) -> QuerySet[Schedule]:
    """Schedules, for administrators of jobs."""
    return Schedule.objects.all() if sees_all(user) else Schedule.objects.none()


def sees_all(user) -> bool:
    """Whether a person looks after all jobs, traces of failures included."""
    return accounts.may(user, "administration", "jobs")


def may(user, verb: str, row: Job | Schedule | None = None) -> bool:
    """Whether a person may use a verb: on his own jobs, on everything as administrator."""
    is_own = isinstance(row, Job) and row.owner_id is not None and row.owner_id == user.pk
    return user.is_active and (is_own or sees_all(user))
