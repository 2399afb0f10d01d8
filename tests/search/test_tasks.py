"""The index made anew in the background, and after a kill."""

import pytest
from django.utils import timezone

from maizi.jobs.actions import enqueue
from maizi.jobs.actions.runs import Run
from maizi.jobs.models import Job
from maizi.jobs.rules import LEASE
from maizi.jobs.terms import JobState
from maizi.jobs.worker.claims import claim
from maizi.jobs.worker.runner import attempt
from maizi.search.actions import anew, empty, index, index_many, renew
from maizi.search.models import SearchEntry
from maizi.search.queries import find, index_states
from maizi.search.tasks import _go_on
from maizi.search.terms import Document, Sort
from tests.house import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(house, monkeypatch):
    monkeypatch.setattr(anew, "BLOCK", 2)
    house.rows = [house.customer(f"华宁{n}号店") for n in range(5)]
    index("customer", [row.pk for row in house.rows])
    return house


def work_off() -> Job:
    job = claim("host:1:a", now=timezone.now(), lease=LEASE)
    attempt(job, Run(job))
    return Job.objects.get(pk=job.pk)


def test_an_index_of_an_older_tokeniser_is_made_anew_once(archive):
    assert renew() is None
    SearchEntry.objects.update(version=0, lines="n以前的名称")
    job = renew()
    assert renew() == job
    done = work_off()
    assert (done.state, done.result) == (JobState.DONE, {"records": 5})
    assert all(state.is_good for state in index_states())
    assert find("华宁", user=fresh(archive.boss))[0].total == 5
    assert find("以前", user=fresh(archive.boss)) == []


def test_what_was_lost_comes_and_what_is_gone_goes(archive):
    index_many("customer", [Document(n, [(Sort.NAME, "没有记录")]) for n in range(1, 6)])
    archive.customer("新客户")
    enqueue("search.rebuild", by=archive.admin)
    assert work_off().result == {"records": 6}
    assert all(state.is_good for state in index_states())


def test_a_rebuild_that_was_killed_goes_on_where_it_was(archive):
    SearchEntry.objects.update(version=0)
    job = renew()
    run = Run(claim("host:1:a", now=timezone.now(), lease=LEASE))
    with run.batch():
        empty()
        run.state |= {"left": [["index", "customer"], ["tidy", "customer"]], "last": None}
        run.state["records"] = 0
    with run.batch():
        _go_on(run)
    assert SearchEntry.objects.count() == 2
    Job.objects.filter(pk=job.pk).update(state=JobState.WAITING, lease_until=None)
    assert work_off().result == {"records": 5}
    assert all(state.is_good for state in index_states())
