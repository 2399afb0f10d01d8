from datetime import timedelta

import pytest
from django.utils import timezone

from maizi.history.queries import entries_of
from maizi.jobs.actions import cancel, enqueue, pause, resume, retry
from maizi.jobs.actions.runs import Run
from maizi.jobs.models import Job
from maizi.jobs.queries import failed_since, stuck, why_waiting
from maizi.jobs.rules import LEASE
from maizi.jobs.terms import JobState
from maizi.jobs.worker.claims import claim, take_back
from maizi.jobs.worker.runner import attempt
from maizi.kernel.errors import Refused

from . import work
from .conftest import later, work_off

pytestmark = pytest.mark.django_db


def asked_once(verb, by):
    """Between two batches somebody uses a verb, once."""

    def ask(run):
        work.between_batches.clear()
        verb(Job.objects.get(pk=run.job_id), by=by)

    return ask


def test_a_running_job_pauses_after_its_batch_and_goes_on_from_there(ann, books):
    work.between_batches.append(asked_once(pause, ann))
    job = enqueue("tests.post", by=ann, payload={"batches": 3})
    (job,) = work_off()
    assert (job.state, job.asked, job.checkpoint) == (JobState.PAUSED, "", {"next": 1})
    assert work_off() == []
    resume(job, by=ann)
    (job,) = work_off()
    assert job.state == JobState.DONE
    assert [line[1:] for line in books.postings()] == [(b, i) for b in range(3) for i in range(2)]


def test_a_waiting_job_pauses_at_once(ann, books):
    job = pause(enqueue("tests.once", by=ann), by=ann)
    assert job.state == JobState.PAUSED and work_off() == []


def test_a_cancelled_job_keeps_what_its_batches_did(ann, books):
    work.between_batches.append(asked_once(cancel, ann))
    enqueue("tests.post", by=ann, payload={"batches": 3})
    (job,) = work_off()
    assert job.state == JobState.CANCELLED and job.ended_at and len(books.postings()) == 2


def test_a_waiting_job_cancelled_never_starts(ann, books):
    cancel(enqueue("tests.once", by=ann), by=ann)
    assert work_off() == [] and books.postings() == []


def test_what_was_asked_of_a_job_holds_when_its_worker_dies(ann):
    for verb, state in ((pause, JobState.PAUSED), (cancel, JobState.CANCELLED)):
        job = enqueue("tests.once", by=ann)
        claim("host:1:a", now=timezone.now(), lease=LEASE)
        job = verb(job, by=ann)
        assert "正在" in why_waiting(job, now=timezone.now())
        take_back(now=later(minutes=2))
        assert Job.objects.get(pk=job.pk).state == state


def test_a_failed_job_can_be_tried_again_from_its_checkpoint(ann):
    enqueue("tests.crash", by=ann, payload={"after": 2}, max_attempts=1)
    (job,) = work_off()
    assert job.state == JobState.FAILED
    job = retry(job, by=ann)
    assert (job.state, job.attempts, job.error, job.trace) == (JobState.WAITING, 0, "", "")
    assert job.checkpoint == {"next": 2}


def test_a_job_that_is_over_refuses_with_a_reason(ann, books):
    job = enqueue("tests.once", by=ann)
    work_off()
    for verb in (pause, resume, cancel, retry):
        with pytest.raises(Refused, match="已经完成"):
            verb(job, by=ann)


def test_a_running_job_cannot_be_tried_again_beside_itself(ann):
    job = enqueue("tests.once", by=ann)
    claim("host:1:a", now=timezone.now(), lease=LEASE)
    with pytest.raises(Refused, match="正在进行"):
        retry(job, by=ann)


def test_the_history_says_who_stopped_a_job(ann):
    job = enqueue("tests.once", by=ann)
    pause(job, by=ann)
    cancel(job, by=ann)
    assert [e.verb for e in entries_of(job)] == ["cancel", "pause"]
    assert entries_of(job)[0].changes == {"state": ["paused", "cancelled"]}


def test_a_worker_that_leaves_hands_the_job_back_without_counting_a_try(ann, books):
    enqueue("tests.post", by=ann, payload={"batches": 3})
    job = claim("host:1:a", now=timezone.now(), lease=LEASE)
    run = Run(job)
    work.between_batches.append(lambda run: run._leaving.set())
    attempt(job, run)
    work.between_batches.clear()
    job = Job.objects.get()
    assert (job.state, job.attempts, job.checkpoint) == (JobState.WAITING, 0, {"next": 1})
    (job,) = work_off()
    assert job.state == JobState.DONE and len(books.postings()) == 6


def test_what_nobody_does_and_what_failed_is_told(ann, books):
    patience, begun = timedelta(minutes=10), timezone.now()
    waits = enqueue("tests.once", by=ann)
    enqueue("tests.once", by=ann, due_at=later(hours=1))
    assert list(stuck(begun, patience)) == []
    assert list(stuck(later(minutes=11), patience)) == [waits]
    claim("host:1:a", now=begun, lease=LEASE)
    assert list(stuck(begun, patience)) == []
    assert list(stuck(later(hours=1), patience)) == [waits], "its worker is gone"
    Job.objects.filter(pk=waits.pk).update(state=JobState.FAILED, ended_at=begun)
    assert list(failed_since(begun)) == [waits] and list(failed_since(later(days=1))) == []
