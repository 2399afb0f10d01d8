import pytest
from django.utils import timezone

from maizi.accounts.models import Appointment, OrgUnit, Role, User
from maizi.jobs import access
from maizi.jobs.actions import enqueue
from maizi.jobs.queries import counts_for, is_worker_alive, jobs_for, label_of, why_waiting
from maizi.jobs.terms import JobState
from maizi.jobs.worker.claims import hold_office

from .conftest import later

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(ann) -> User:
    """Somebody who looks after the system."""
    unit = OrgUnit.objects.get()
    user = User.objects.create(username="kim", name="金明", unit=unit)
    role = Role.objects.create(code="keeper", name="管理员", grants={"administration": ["jobs"]})
    Appointment.objects.create(user=user, role=role, unit=unit)
    return user


def test_people_see_their_own_jobs_and_keepers_all(ann, keeper):
    own, system = enqueue("tests.once", by=ann), enqueue("tests.once", by=None)
    assert set(access.visible_jobs(ann)) == {own}
    assert set(access.visible_jobs(keeper)) == {own, system}
    assert access.may(ann, "cancel", own) and not access.may(ann, "cancel", system)
    assert access.may(keeper, "cancel", system)


def test_who_has_left_sees_nothing(ann):
    enqueue("tests.once", by=ann)
    ann.is_active = False
    assert not access.visible_jobs(ann).exists()
    assert not access.may(ann, "cancel", enqueue("tests.once", by=ann))


def test_schedules_are_for_keepers(ann, keeper):
    assert access.visible_schedules(ann).count() == 0
    assert access.visible_schedules(keeper) is not None


def test_the_page_of_jobs_counts_by_state(ann, django_assert_num_queries):
    for _ in range(3):
        enqueue("tests.once", by=ann)
    assert jobs_for(ann, JobState.WAITING).count() == 3
    assert jobs_for(ann, JobState.FAILED).count() == 0
    assert counts_for(ann)[JobState.WAITING] == 3


def test_a_waiting_job_says_why(ann):
    job = enqueue("tests.once", by=ann, due_at=later(days=1))
    assert "时间" in why_waiting(job, now=timezone.now())
    job.attempts = 1
    assert "再试" in why_waiting(job, now=timezone.now())
    assert why_waiting(enqueue("tests.once", by=ann), now=timezone.now()) == ""


def test_kinds_have_labels_for_people():
    assert label_of("tests.once") == "记一笔"
    assert label_of("gone.away") == "gone.away"


def test_whether_a_worker_is_alive_shows(db):
    now = timezone.now()
    assert not is_worker_alive(now)
    hold_office("scheduler", "a", now=now)
    assert is_worker_alive(now) and not is_worker_alive(later(minutes=1))
