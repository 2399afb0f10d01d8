"""People, a ledger, and a worker that works while one waits."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from maizi.accounts.models import OrgUnit, User
from maizi.jobs.actions.runs import Run
from maizi.jobs.models import Job
from maizi.jobs.rules import LEASE
from maizi.jobs.worker.claims import claim
from maizi.jobs.worker.runner import attempt

from . import ledger, work


@pytest.fixture
def ann(db) -> User:
    unit = OrgUnit.objects.create(name="华东", path="/1/")
    return User.objects.create(username="ann", name="安然", unit=unit)


@pytest.fixture
def books(db):
    ledger.make()
    yield ledger
    work.between_batches.clear()


def work_off(now: datetime | None = None) -> list[Job]:
    """Do whatever is due, one after the other; the jobs as they ended."""
    done, now = [], now or timezone.now()
    while job := claim("host:1:a", now=now, lease=LEASE):
        attempt(job, Run(job, clock=lambda: now))
        done.append(Job.objects.get(pk=job.pk))
        assert len(done) < 50
    return done


def later(**step) -> datetime:
    return timezone.now() + timedelta(**step)
