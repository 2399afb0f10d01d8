import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from maizi.jobs.actions import enqueue
from maizi.jobs.actions.runs import Lost, Run
from maizi.jobs.models import Job
from maizi.jobs.queries import forsaken, progress_of
from maizi.jobs.rules import LEASE
from maizi.jobs.terms import JobState
from maizi.jobs.worker.claims import adopt_orphans, claim, take_back
from maizi.jobs.worker.runner import attempt
from maizi.kernel.asking import asking

from . import work
from .conftest import later, work_off

pytestmark = pytest.mark.django_db


def claimed(now=None) -> Job:
    return claim("host:1:a", now=now or timezone.now(), lease=LEASE)


def test_a_job_runs_to_its_end_and_says_what_it_did(ann, books):
    enqueue("tests.post", by=ann, payload={"batches": 3})
    (job,) = work_off()
    assert (job.state, job.result, job.lease_until) == (JobState.DONE, {"batches": 3}, None)
    assert [line[1:] for line in books.postings()] == [(b, i) for b in range(3) for i in range(2)]
    progress = progress_of(job)
    assert (progress.done, progress.total, progress.text, progress.is_over) == (3, 3, "记账", True)
    assert progress.used_ratio == 1


def test_a_job_delivered_twice_has_its_effect_once(ann, books):
    enqueue("tests.once", by=ann)
    job = claimed()
    attempt(job, Run(job))
    attempt(job, Run(job))
    enqueue("tests.post", by=ann, payload={"batches": 2})
    job = claimed()
    for _ in range(3):
        attempt(job, Run(job))
    assert len(books.postings()) == 1 + 2 * 2


def test_two_runs_of_one_job_do_each_batch_once(ann, books):
    """The lease ran out while the first run was only slow: what it does now is rolled back."""
    enqueue("tests.post", by=ann, payload={"batches": 4})
    slow = claimed()
    slow_run = Run(slow)
    with slow_run.batch():
        books.post(slow.pk, 0, 2)
        slow_run.state["next"] = 1
    take_back(now=later(minutes=2))
    (job,) = work_off()
    with pytest.raises(Lost), slow_run.batch():
        books.post(slow.pk, 1, 2)
    assert job.state == JobState.DONE
    assert [line[1:] for line in books.postings()] == [(b, i) for b in range(4) for i in range(2)]


def test_a_run_that_lost_its_job_within_a_batch_commits_nothing(ann, books):
    enqueue("tests.post", by=ann, payload={"batches": 4})
    run = Run(claimed())
    with pytest.raises(Lost), run.batch():
        books.post(run.job_id, 0, 2)
        take_back(now=later(minutes=2))
    assert books.postings() == []


def test_a_refusal_is_shown_and_not_tried_again(ann):
    enqueue("tests.refuse", by=ann)
    (job,) = work_off()
    assert (job.state, job.error, job.trace) == (JobState.FAILED, "仓库已满，请换一个。", "")


def test_a_failure_is_tried_again_later_and_given_up_with_a_calm_sentence(ann):
    enqueue("tests.crash", by=ann)
    (job,) = work_off()
    assert job.state == JobState.WAITING and job.due_at > timezone.now()
    assert "会自动再试" in job.error
    work_off(later(hours=1))
    (job,) = work_off(later(hours=2))
    assert job.state == JobState.FAILED and job.attempts == 3
    assert str(job.pk) in job.error and "secret figure" not in job.error
    assert "secret figure 42" in job.trace


def test_getting_further_counts_as_a_first_try(ann):
    enqueue("tests.crash", by=ann, payload={"after": 2})
    (job,) = work_off()
    Job.objects.filter(pk=job.pk).update(attempts=2)
    assert (job.attempts, job.checkpoint) == (1, {"next": 2})
    (job,) = work_off(later(hours=1))
    assert (job.state, job.attempts) == (JobState.FAILED, 3)


def test_a_failed_batch_takes_its_state_back(ann, books):
    enqueue("tests.post", by=ann, payload={"batches": 1})
    run = Run(claimed())
    with pytest.raises(ZeroDivisionError), run.batch():
        run.state["next"] = 1
        raise ZeroDivisionError
    assert run.state == {}


def test_state_is_for_places_not_for_records(ann):
    enqueue("tests.post", by=ann, payload={"batches": 1})
    run = Run(claimed())
    with pytest.raises(ValueError, match="places"), run.batch():
        run.state["rows"] = "x" * 300_000


def test_the_initiator_is_read_anew_for_each_batch(ann, books):
    people = get_user_model().objects
    work.between_batches.append(lambda run: people.filter(pk=ann.pk).update(name="安宁"))
    enqueue("tests.who", by=ann)
    (job,) = work_off()
    assert job.result == {"names": ["安然", "安宁"]}


def test_a_running_job_ends_when_its_initiator_is_shut_out(ann, books):
    people = get_user_model().objects
    work.between_batches.append(lambda run: people.filter(pk=ann.pk).update(is_active=False))
    enqueue("tests.post", by=ann, payload={"batches": 5})
    (job,) = work_off()
    assert job.state == JobState.FAILED and "停用" in job.error
    assert len(books.postings()) == 2


def test_the_history_names_the_job_as_the_request(ann, books):
    seen = []
    work.between_batches.append(lambda run: seen.append(asking.get().request_id))
    job = enqueue("tests.post", by=ann, payload={"batches": 1})
    work_off()
    assert seen == [f"job-{job.pk}"] and asking.get().request_id == ""


def test_the_sentence_is_in_the_initiators_language(ann, monkeypatch):
    spoken = []
    monkeypatch.setattr("maizi.jobs.worker.runner.gettext", lambda text: spoken.append(1) or text)
    get_user_model().objects.filter(pk=ann.pk).update(language="en")
    enqueue("tests.refuse", by=ann)
    (job,) = work_off()
    assert spoken and job.state == JobState.FAILED


def test_a_job_of_a_dead_worker_is_taken_back_after_its_lease(ann, books):
    enqueue("tests.post", by=ann, payload={"batches": 2})
    claimed()
    assert not forsaken(later(seconds=50)).exists()
    assert take_back(now=later(seconds=50)) == 0
    assert take_back(now=later(seconds=61)) == 1
    (job,) = work_off()
    assert (job.state, job.claims, job.attempts) == (JobState.DONE, 2, 1)


def test_a_lease_written_by_a_clock_far_ahead_ends_all_the_same(ann, books):
    enqueue("tests.once", by=ann)
    claimed(later(days=365))
    assert take_back(now=timezone.now()) == 1


def test_a_job_that_kills_its_worker_again_and_again_is_given_up(ann):
    enqueue("tests.crash", by=ann)
    for minutes in (2, 4, 6):
        assert claimed(later(minutes=minutes - 2))
        take_back(now=later(minutes=minutes))
    job = Job.objects.get()
    assert job.state == JobState.FAILED and "多次中断" in job.error


def test_a_restarted_worker_takes_over_from_its_dead_self_at_once(ann):
    enqueue("tests.once", by=ann)
    enqueue("tests.once", by=ann)
    dead, alive = claimed(), claimed()
    Job.objects.filter(pk=dead.pk).update(worker="host:4194399:x")
    Job.objects.filter(pk=alive.pk).update(worker="host:1:x")
    assert adopt_orphans("host:77:new", now=timezone.now()) == 1
    assert take_back(now=timezone.now()) == 1
    assert Job.objects.get(pk=dead.pk).state == JobState.WAITING
    assert Job.objects.get(pk=alive.pk).state == JobState.RUNNING


def test_a_kind_of_another_release_waits(ann):
    job = enqueue("tests.once", by=ann)
    Job.objects.filter(pk=job.pk).update(kind="tests.of_tomorrow")
    assert work_off() == []
    assert Job.objects.get().state == JobState.WAITING
