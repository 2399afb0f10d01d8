"""Let old messages go, so that the tables stay small."""

from datetime import datetime, timedelta

from django.db.models import Q

from maizi.jobs.models import Job
from maizi.jobs.terms import JobState

from ..models import Delivery, Notice
from ..terms import DeliveryState

SLICE = 1_000
SENT_STAY, FAILED_STAY = timedelta(days=90), timedelta(days=180)
READ_STAY, UNREAD_STAY = timedelta(days=180), timedelta(days=400)
TICKS_STAY = timedelta(minutes=10)
TICK = "inbox.tick"


def sweep(*, now: datetime) -> int:
    """Remove one slice of old deliveries and messages; how many."""
    over = Q(state=DeliveryState.SENT, created_at__lt=now - SENT_STAY)
    over |= Q(
        state__in=(DeliveryState.FAILED, DeliveryState.DROPPED), created_at__lt=now - FAILED_STAY
    )
    read = Q(read_at__isnull=False, created_at__lt=now - READ_STAY)
    read |= Q(created_at__lt=now - UNREAD_STAY)
    gone = 0
    for rows in (Delivery.objects.filter(over), Notice.objects.filter(read)):
        ids = list(rows.order_by("id").values_list("pk", flat=True)[:SLICE])
        rows.model.objects.filter(pk__in=ids).delete()
        gone += len(ids)
    return gone


def forget_ticks(*, now: datetime) -> None:
    """Remove the traces of the work of each minute that went well: they would bury the others."""
    done = Job.objects.filter(kind=TICK, state=JobState.DONE, ended_at__lt=now - TICKS_STAY)
    ids = list(done.order_by("id").values_list("pk", flat=True)[:SLICE])
    Job.objects.filter(pk__in=ids).delete()
