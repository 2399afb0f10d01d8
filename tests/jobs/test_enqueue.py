from datetime import timedelta

import pytest
from django.db import transaction

from maizi.jobs.actions import enqueue
from maizi.jobs.actions.wake import bell
from maizi.jobs.models import Job
from maizi.jobs.terms import JobState

from .conftest import later, work_off

pytestmark = pytest.mark.django_db


def test_a_job_of_a_transaction_that_is_rolled_back_never_was(ann):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        enqueue("tests.once", by=ann)
        raise ZeroDivisionError
    assert not Job.objects.exists()


def test_workers_are_woken_after_the_commit_not_before(ann, django_capture_on_commit_callbacks):
    bell.clear()
    with django_capture_on_commit_callbacks() as calls:
        enqueue("tests.once", by=ann)
        assert not bell.is_set()
    for call in calls:
        call()
    assert bell.is_set()


def test_a_kind_that_nobody_does_is_a_mistake():
    with pytest.raises(LookupError):
        enqueue("tests.unheard_of", by=None)


def test_a_payload_is_no_place_for_records(ann):
    with pytest.raises(ValueError, match="store a file"):
        enqueue("tests.once", by=ann, payload={"rows": "x" * 70_000})


def test_the_same_key_is_the_same_job_even_when_it_is_done(ann, books):
    first = enqueue("tests.once", by=ann, key="invoice-7")
    assert enqueue("tests.once", by=ann, key="invoice-7").pk == first.pk
    work_off()
    assert enqueue("tests.once", by=ann, key="invoice-7").state == JobState.DONE
    work_off()
    assert len(books.postings()) == 1


def test_a_job_for_later_waits_for_its_moment(ann, books):
    enqueue("tests.once", by=ann, due_at=later(hours=1))
    assert work_off() == []
    assert len(work_off(later(hours=1, minutes=1))) == 1


def test_a_job_at_once_starts_even_when_the_clock_was_ahead_when_it_was_written(ann, books):
    job = enqueue("tests.once", by=ann)
    assert job.due_at is None
    assert len(work_off(later(days=-365))) == 1


def test_a_retry_put_off_by_a_wrong_clock_is_not_put_off_for_a_year(ann, books):
    job = enqueue("tests.once", by=ann)
    Job.objects.filter(pk=job.pk).update(attempts=1, due_at=later(days=365))
    assert len(work_off()) == 1


def test_urgent_work_goes_first_then_the_oldest(ann, books):
    jobs = [enqueue("tests.once", by=ann) for _ in range(3)]
    Job.objects.filter(pk=jobs[2].pk).update(priority=5)
    assert [j.pk for j in work_off()] == [jobs[2].pk, jobs[0].pk, jobs[1].pk]


def test_a_task_says_how_often_it_is_tried(ann):
    assert enqueue("tests.crash", by=ann).max_attempts == 3
    assert enqueue("tests.crash", by=ann, max_attempts=9).max_attempts == 9
    assert enqueue("tests.once", by=ann).created_at - later() < timedelta(seconds=1)
