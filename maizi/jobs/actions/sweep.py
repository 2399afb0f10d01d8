"""Let old jobs go, so that the table stays small."""

from datetime import datetime, timedelta

from django.db.models import Q

from ..models import Job
from ..queries import IDLE
from ..registry import passing_kinds
from ..terms import JobState

STAY = timedelta(days=30)
IDLE_STAY = timedelta(days=1)
PASSING_STAY = timedelta(days=4)  # from a Friday to a Monday
FAILED_STAY = timedelta(days=180)
SLICE = 1_000


def sweep(*, now: datetime) -> int:
    """Remove one slice of jobs that ended long ago; how many.

    Failures stay half a year, idle runs of schedules a day, what was prepared for a page four.
    """
    over = Q(state__in=(JobState.DONE, JobState.CANCELLED), ended_at__lt=now - STAY) | Q(
        state=JobState.FAILED, ended_at__lt=now - FAILED_STAY
    )
    over |= IDLE & Q(ended_at__lt=now - IDLE_STAY)
    over |= Q(state=JobState.DONE, kind__in=passing_kinds(), ended_at__lt=now - PASSING_STAY)
    ids = list(Job.objects.filter(over).order_by("id").values_list("pk", flat=True)[:SLICE])
    Job.objects.filter(pk__in=ids).delete()
    return len(ids)
