"""Work that comes again: declared by apps, fired by the worker on duty."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from maizi.history.actions import recorded

from ..models import Job, Schedule
from ..registry import task_of
from ..rules import moments_after, next_moment, planned_moments
from .enqueue import new_job
from .wake import wake_after_commit


class Plan(NamedTuple):
    """What an app wants done again and again.

    cron        five fields, local time: "10 0 * * *" is each day at 0:10
    catches_up  after a stand-still each missed moment is done, not only one for all
    """

    cron: str
    kind: str
    payload: dict = {}
    catches_up: bool = False


@transaction.atomic
def sync_schedules(
    table: Mapping[str, tuple], *, by=None, now: datetime | None = None
) -> list[Schedule]:
    """Make the schedules those of the table (name -> Plan); ones no longer there go.

    Whether one is switched on stays the administrator's choice.
    """
    now = now or timezone.now()
    Schedule.objects.exclude(name__in=table).delete()
    known = {s.name: s for s in Schedule.objects.select_for_update()}
    for name, entry in table.items():
        plan = Plan(*entry)
        schedule = known.get(name) or Schedule(name=name)
        if schedule.cron != plan.cron:
            schedule.cron, schedule.next_at = plan.cron, _first_after(plan.cron, now)
        schedule.kind, schedule.payload = plan.kind, plan.payload
        schedule.catches_up = plan.catches_up
        with recorded(schedule, by=by):
            schedule.save()
    return list(Schedule.objects.filter(name__in=table))


def switch_schedule(schedule: Schedule, *, is_active: bool, by, now: datetime) -> Schedule:
    """Switch a schedule on or off; one switched on begins with its next moment."""
    with recorded(schedule, by=by):
        schedule.is_active, schedule.next_at = is_active, _first_after(schedule.cron, now)
        schedule.save(update_fields=["is_active", "next_at"])
    return schedule


@transaction.atomic
def fire_now(schedule: Schedule, *, by) -> Job:
    """Do a schedule's work once, now, beside its plan; the system does it, `by` asked for it."""
    job = new_job(task_of(schedule.kind), schedule.payload, None)
    with recorded(job, "create", by=by):
        job.save(force_insert=True)
    wake_after_commit()
    return job


def fire_due(*, now: datetime) -> list[Job]:
    """Write the jobs of all schedules whose moment has come; each moment once, ever."""
    jobs = []
    for schedule in Schedule.objects.filter(is_active=True):
        if schedule.next_at <= now or schedule.next_at > _first_after(schedule.cron, now):
            jobs += _fire(schedule.pk, now)
    return jobs


@transaction.atomic
def _fire(schedule_id: int, now: datetime) -> list[Job]:
    """Fire one schedule and find its next moment from the clock as it stands now.

    A clock that was set back shows as a next moment further away than the first one after
    now: then the moments between are due again, except those that have a job already.
    """
    schedule = Schedule.objects.select_for_update().filter(pk=schedule_id, is_active=True).first()
    task = task_of(schedule.kind) if schedule else None
    if task is None:
        return []
    moments = planned_moments(
        schedule.cron,
        timezone.localtime(schedule.next_at),
        timezone.localtime(now),
        catches_up=schedule.catches_up,
    )
    jobs = [new_job(task, schedule.payload, None) for _ in moments]
    for job, moment in zip(jobs, moments, strict=True):
        job.schedule, job.planned_at = schedule, moment
    Job.objects.bulk_create(jobs, ignore_conflicts=True)
    schedule.last_at = moments[-1] if moments else schedule.last_at
    schedule.next_at = _next_at(schedule, moments, now)
    schedule.save(update_fields=["last_at", "next_at"])
    if jobs:
        wake_after_commit()
    return jobs


def _next_at(schedule: Schedule, moments: list[datetime], now: datetime) -> datetime:
    local_now = timezone.localtime(now)
    if schedule.catches_up and moments:
        following = next(moments_after(schedule.cron, moments[-1]))
        if following <= now:
            return following
    ahead = Job.objects.filter(schedule=schedule, planned_at__gt=now)
    return next_moment(schedule.cron, local_now, set(ahead.values_list("planned_at", flat=True)))


def _first_after(cron: str, now: datetime) -> datetime:
    return next(moments_after(cron, timezone.localtime(now)))
