"""What the processes do that let clocks go on, at the same time or until killed.

The right way has a wrong one beside it, which has to fail for the test to mean anything.
"""

import os
import threading
import time
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from maizi.clocks import actions
from maizi.clocks.access import ClockKind, Period, declare_clock
from maizi.clocks.actions.telling import standing_of
from maizi.clocks.models import Clock, ClockEvent
from maizi.clocks.rules import told_by
from maizi.clocks.terms import Counting
from maizi.customers.models import Customer
from maizi.jobs.actions import sync_schedules
from maizi.jobs.models import Job
from maizi.jobs.worker.loop import Worker
from maizi.kernel.events import recording
from maizi.site.wiring import SCHEDULES
from tests.faults.gap import hop
from tests.house import House

CLOCKS, SLICE = 150, 5
FACTS = 3  # half of the time, four fifths, the breach
PATIENCE_SECONDS = 40
SETTLING_SECONDS = 3  # a worker looks after its schedules every two
HOP_SECONDS = 0.01  # what a wrong way does in two steps lies at least this far apart
KIND = ClockKind("faults.reply", "答复", Period(Counting.CLOCK_TIME, minutes=60))


def settle(_: str) -> None:
    """A company with customers."""
    with transaction.atomic():
        house = House()
        for number in range(CLOCKS):
            house.customer(f"客户{number:03}")


def begin(_: str) -> None:
    """A deadline for each customer, which passed yesterday without anybody looking."""
    declare_clock(KIND)
    with transaction.atomic():
        ClockEvent.objects.all().delete()
        Clock.objects.all().delete()
        yesterday = timezone.now() - timedelta(days=1)
        for row in Customer.objects.all():
            actions.start(row, code=KIND.code, by=None, at=yesterday)


def advancer(_: str) -> None:
    """Let clocks go on until nothing is due; note what was told once it is committed."""
    acks = _acks()
    idle = 0
    while idle < 3:
        with recording() as heard:
            taken = actions.advance(now=timezone.now(), limit=SLICE)
        _ack(acks, [f"{e.clock_id} {getattr(e, 'percent', 100)}" for e in heard])
        idle = 0 if taken else idle + 1
        time.sleep(0 if taken else HOP_SECONDS)


def careless_advancer(_: str) -> None:
    """Wrong: look what is due, tell it, then write down that it has been told."""
    acks = _acks()
    while rows := list(Clock.objects.filter(next_at__lt=timezone.now())[:SLICE]):
        hop(HOP_SECONDS)
        for clock in rows:
            facts, _ = told_by(standing_of(clock), timezone.now())
            _ack(acks, [f"{clock.pk} {fact.percent or 100}" for fact in facts])
        for clock in rows:  # one by one: many at once, two of these may lock each other out
            Clock.objects.filter(pk=clock.pk).update(next_at=None)


def begin_now(_: str) -> None:
    """A deadline of an hour for each customer, from now on, and the schedule that lets it go on."""
    declare_clock(KIND)
    with transaction.atomic():
        ClockEvent.objects.all().delete()
        Clock.objects.all().delete()
        Job.objects.all().delete()
        for row in Customer.objects.all():
            actions.start(row, code=KIND.code, by=None, at=timezone.now())
    sync_schedules({"clocks.advance": SCHEDULES["clocks.advance"]})


def bent_worker(jumps: str) -> None:
    """A whole worker under a system clock that jumps: "+31m 150" goes on once 150 are told.

    jumps  minutes from the true time and how many warnings and breaches to wait for, one after
           the other: "31 150,-1440 150"
    """
    declare_clock(KIND)
    bent = Bent()
    worker = Worker(clock=bent.now, threads=1)
    working = threading.Thread(target=worker.run)
    working.start()
    for jump in jumps.split(","):
        minutes, wanted = jump.split()
        bent.offset = timedelta(minutes=int(minutes))
        until = time.monotonic() + PATIENCE_SECONDS
        time.sleep(SETTLING_SECONDS)
        while ClockEvent.objects.exclude(step="started").count() < int(wanted):
            assert time.monotonic() < until, f"nothing was told after the jump to {minutes} min"
            time.sleep(0.1)
    worker.leave()
    working.join()


class Bent:
    """A system clock that stands wrong by `offset`."""

    offset = timedelta()

    def now(self) -> datetime:
        return timezone.now() + self.offset


def _acks() -> int:
    return os.open(os.environ["FAULTS_ACKS"], os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600)


def _ack(acks: int, lines: list[str]) -> None:
    if lines:
        os.write(acks, "".join(f"{line}\n" for line in lines).encode())
