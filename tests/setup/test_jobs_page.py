"""The page of background work: one's own jobs for everybody, all of them for administrators."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from maizi.accounts import actions
from maizi.accounts.models import Session, SignInAttempt
from maizi.jobs.models import Job, Schedule
from maizi.jobs.terms import JobState

JOBS = reverse("setup:jobs")


def job(owner, state=JobState.FAILED, **more):
    return Job.objects.create(
        kind="files.sweep", owner=owner, state=state, created_at=timezone.now(), **more
    )


@pytest.fixture
def li(hire):
    return hire("li")


def test_a_person_sees_and_steers_his_own_jobs(li, client, admin):
    mine, other = job(li, error="磁盘满了"), job(admin)
    client.force_login(li)
    text = client.get(JOBS).content.decode()
    assert "磁盘满了" in text and str(other.pk) not in text
    assert client.get(reverse("setup:job", args=[other.pk])).status_code == 404
    assert client.post(reverse("setup:job_verb", args=[other.pk, "retry"])).status_code == 404
    assert client.post(reverse("setup:job_verb", args=[mine.pk, "fly"])).status_code == 404
    client.post(reverse("setup:job_verb", args=[mine.pk, "retry"]))
    mine.refresh_from_db()
    assert mine.state == JobState.WAITING


def test_the_trace_is_for_administrators(li, desk, client):
    row = job(li, trace="Traceback (most recent call last)")
    page = reverse("setup:job", args=[row.pk])
    assert "Traceback" in desk.get(page).content.decode()
    client.force_login(li)
    assert "Traceback" not in client.get(page).content.decode()


def test_a_running_job_asks_for_its_next_state_and_an_ended_one_does_not(li, desk):
    running = job(li, JobState.RUNNING, progress_done=3, progress_total=10)
    page = reverse("setup:job", args=[running.pk])
    fragment = desk.get(page, HTTP_HX_REQUEST="true").content.decode()
    assert "hx-get" in fragment and "3 / 10" in fragment and "<html" not in fragment
    Job.objects.update(state=JobState.DONE)
    assert "hx-get" not in desk.get(page, HTTP_HX_REQUEST="true").content.decode()


def test_states_filter_and_refresh_alone(li, desk):
    job(li, JobState.DONE, progress_text="已完成的那个")
    job(li, JobState.FAILED, error="失败的那个")
    text = desk.get(JOBS, {"state": "failed"}, HTTP_HX_REQUEST="true").content.decode()
    assert "失败的那个" in text and "已完成的那个" not in text and "<html" not in text
    assert desk.get(JOBS, {"state": "nonsense"}).status_code == 200


def test_schedules_are_switched_and_fired_by_administrators_only(li, desk, client):
    row = Schedule.objects.create(
        name="files.sweep", cron="0 3 * * *", kind="files.sweep", next_at=timezone.now()
    )
    address = {v: reverse("setup:schedule_verb", args=[row.pk, v]) for v in ("off", "run", "x")}
    desk.post(address["off"])
    desk.post(address["run"])
    row.refresh_from_db()
    assert not row.is_active and Job.objects.filter(kind="files.sweep").count() == 1
    assert desk.post(address["x"]).status_code == 404
    client.force_login(li)
    assert client.post(address["run"]).status_code == 404


def test_what_is_over_is_swept(li, client):
    client.force_login(li)
    now = timezone.now()
    old = now - timedelta(days=500)
    SignInAttempt.objects.create(at=old, username="li", address="", outcome="wrong")
    SignInAttempt.objects.create(at=now, username="li", address="", outcome="wrong")
    assert actions.forget_expired(by=None) == 1
    assert Session.objects.exists() and SignInAttempt.objects.count() == 1
    Session.objects.update(expire_date=old)
    assert actions.forget_expired(by=None) == 1
