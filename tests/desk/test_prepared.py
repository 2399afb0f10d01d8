"""Boards of a large company: what would take minutes is prepared by jobs, never by the page."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maizi.customers.models import Customer
from maizi.desk import queries
from maizi.desk.models import Board
from maizi.desk.queries import counts, numbers
from maizi.inbox.models import Notice
from maizi.insight.queries import digests
from maizi.jobs.actions import enqueue
from maizi.jobs.actions.sweep import sweep
from maizi.jobs.models import Job
from maizi.jobs.queries import jobs_for
from maizi.jobs.terms import JobState
from maizi.kit.listing import counts as sizes
from tests.house import fresh
from tests.jobs.conftest import work_off

from .test_boards import BOARD, browser, company, empty_cache, post

__all__ = ["company", "empty_cache"]
pytestmark = pytest.mark.django_db
TODAY, INDEX = reverse("desk:today"), reverse("insight:index")
COMING, OLD = "正在算，算好了自己会出来。", "的数字，正在重算。"
PARTIAL = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def large(monkeypatch):
    """A company that has anything is a large one."""
    monkeypatch.setattr("maizi.kit.listing.counts.LARGE", 0)


def text_of(client, address: str = BOARD, **headers) -> str:
    cache.clear()  # as another process of the server would see it
    return client.get(address, headers=headers or None).content.decode()


def jobs() -> list[str]:
    return sorted(Job.objects.values_list("key", flat=True))


class TestBoard:
    def test_the_first_opening_waits_for_nothing_and_the_numbers_come(self, company, monkeypatch):
        client = browser(company.boss)
        with monkeypatch.context() as patched:
            patched.setattr(digests, "find", None)
            patched.setattr(numbers, "report", None)
            text = text_of(client)
        assert text.count(COMING) == 3 and 'hx-trigger="every 4s"' in text
        asked = jobs()
        assert len(asked) == 6, "two counts and four analyses, each once"
        assert COMING in text_of(client, **PARTIAL) and jobs() == asked
        assert {job.state for job in work_off()} == {JobState.DONE}
        text = text_of(client, **PARTIAL)
        assert COMING not in text and "every 4s" not in text and "<html" not in text
        assert "前 20% 占利润" in text and "贡献了" in text
        assert "销售预测" in text and "应收余额" in text
        assert jobs() == asked

    def test_a_small_and_a_large_company_read_the_same(self, company, monkeypatch):
        client = browser(company.boss)
        text_of(client)
        work_off()
        prepared = _said(text_of(client))
        monkeypatch.setattr("maizi.kit.listing.counts.LARGE", 10_000)
        assert "前20%占利润" in prepared
        assert prepared == _said(text_of(client))

    def test_what_is_older_than_ten_minutes_is_shown_and_counted_anew(self, company):
        client = browser(company.boss)
        text_of(client)
        work_off()
        old = timezone.now() - timedelta(minutes=11)
        Job.objects.filter(kind=counts.TASK).update(ended_at=old)
        for job in Job.objects.filter(kind=counts.TASK):
            Job.objects.filter(pk=job.pk).update(key=f"{job.key.rpartition(':')[0]}:1")
        text = text_of(client)
        assert OLD in text and COMING not in text and "客户3" in text
        assert Job.objects.filter(kind=counts.TASK, state=JobState.WAITING).count() == 2
        work_off()
        assert OLD not in text_of(client)

    def test_the_analyses_of_yesterday_are_shown_until_those_of_today_are_there(self, company):
        client = browser(company.boss)
        text_of(client)
        work_off()
        for job in Job.objects.filter(kind=digests.TASK):
            told = job.result | {"day": str(company.today - timedelta(1))}
            key = f"{job.key.rpartition(':')[0]}:{told['day']}"
            Job.objects.filter(pk=job.pk).update(key=key, result=told)
        text = text_of(client)
        assert OLD in text and "前 20% 占利润" in text
        assert Job.objects.filter(kind=digests.TASK, state=JobState.WAITING).count() == 4

    def test_what_could_not_be_counted_says_so_and_is_not_asked_for_again(
        self, company, monkeypatch
    ):
        client = browser(company.chen)
        text_of(client)
        monkeypatch.setattr(digests, "find", lambda *given: 1 / 0)
        for hours in (1, 2):
            work_off(timezone.now() + timedelta(hours=hours))
        assert Job.objects.get(kind=digests.TASK).state == JobState.FAILED
        text = text_of(client)
        assert "这次没有算成。" in text and "every 4s" not in text
        assert Job.objects.filter(kind=digests.TASK).count() == 1

    def test_the_number_of_queries_does_not_grow_with_what_was_prepared(self, company):
        client = browser(company.boss)
        text_of(client)
        work_off()
        text_of(client)
        with CaptureQueriesContext(connection) as few:
            client.get(BOARD)
        for job in Job.objects.all():
            job.pk, job.key = None, f"{job.key}0"
            Job.objects.bulk_create([job])
        with CaptureQueriesContext(connection) as many:
            client.get(BOARD)
        assert len(many) == len(few) < 50


class TestRights:
    def test_with_other_rights_nothing_prepared_before_is_shown(self, company):
        """M-3: what was found with the rights of yesterday is nobody's any more."""
        client = browser(company.boss)
        text_of(client)
        work_off()
        role = company.house.roles["marketing_director"]
        role.field_access = role.field_access | {"cost": "none"}
        role.save()
        text = text_of(client)
        assert "前 20% 占利润" not in text and COMING in text

    def test_a_job_does_not_count_with_rights_it_was_not_asked_with(self, company):
        text_of(browser(company.boss))
        role = company.house.roles["marketing_director"]
        role.field_access = role.field_access | {"cost": "none"}
        role.save()
        assert {job.result is None for job in work_off()} == {True}

    def test_a_name_that_went_out_of_sight_goes_from_what_was_prepared(self, company):
        client, gone = browser(company.chen), company.people[0]
        text_of(client)
        work_off()
        assert "客户0" in text_of(client)
        gone.owner, gone.org_unit = company.house.meng, company.house.zhengzhou
        gone.save()
        assert "客户0" not in text_of(client)

    def test_what_one_prepared_is_not_shown_to_another(self, company):
        text_of(browser(company.boss))
        work_off()
        assert COMING in text_of(browser(company.chen))


@pytest.mark.parametrize(("known", "most", "found"), [
    (0, 1, True), (0, 2, False), (3, 2, True), (2, 2, False),
])  # fmt: skip
def test_without_statistics_the_rows_themselves_tell_the_size(
    house, monkeypatch, known, most, found
):
    cache.clear()
    for name in "甲乙":
        house.customer(name, house.chen)
    monkeypatch.setattr(sizes, "LARGE", most)
    monkeypatch.setattr(sizes, "table_size", lambda model: known)
    assert sizes.is_large(Customer) is found
    monkeypatch.setattr(sizes, "table_size", None)
    assert sizes.is_large(Customer) is found, "not asked again for some minutes"


class TestElsewhere:
    def test_today_and_the_index_of_analyses_wait_for_nothing(self, company, monkeypatch):
        client = browser(company.boss)
        with monkeypatch.context() as patched:
            patched.setattr(digests, "find", None)
            patched.setattr(numbers, "report", None)
            assert "…" in text_of(client, TODAY) and "正在后台算" in text_of(client, INDEX)
        work_off()
        shown = text_of(client, TODAY, **PARTIAL)
        assert "…" not in shown and "本月净销售额" in shown and "<html" not in shown
        text = text_of(client, INDEX)
        assert "正在后台算" not in text and "前 20% 占利润" in text and "留存率" in text

    def test_what_could_not_be_counted_is_said_there_too(self, company):
        client = browser(company.boss)
        for address in (TODAY, INDEX):
            text_of(client, address)
        Job.objects.update(state=JobState.FAILED)
        for address in (TODAY, INDEX):
            text = text_of(client, address)
            assert "这次没有算成" in text and "every 4s" not in text

    def test_the_night_prepares_the_boards_that_were_opened(self, company):
        text_of(browser(company.boss))
        work_off()
        Job.objects.filter(kind=digests.TASK).delete()
        enqueue("desk.prepare", by=None)
        work_off()
        assert set(Job.objects.filter(kind=digests.TASK).values_list("owner", flat=True)) == {
            company.boss.pk
        }
        assert "前 20% 占利润" in text_of(browser(company.boss))
        Job.objects.filter(kind=counts.TASK).update(created_at=timezone.now() - timedelta(days=5))
        assert queries.boards_used(timezone.now() - timedelta(days=4)) == []

    def test_the_letter_waits_for_its_numbers(self, company):
        post(browser(company.boss), "rhythm", rhythm="daily")
        assert Board.objects.get().user == company.boss
        enqueue("desk.boards", by=None)
        work_off()
        told = Notice.objects.get(user=company.boss, event="desk.board").text
        assert "前 20% 占利润" in told and "应收余额" in told and "…" not in told

    def test_what_was_prepared_is_not_listed_and_goes_after_days(self, company):
        text_of(browser(company.boss))
        work_off()
        assert not jobs_for(fresh(company.boss)).exists()
        sweep(now=timezone.now() + timedelta(days=3))
        assert Job.objects.count() == 6
        sweep(now=timezone.now() + timedelta(days=5))
        assert not Job.objects.exists()


def _said(text: str) -> str:
    """The board without the notes of when it was counted."""
    board = text.split('id="board"')[1].split("<script")[0]
    return re.sub(r'<p class="soft small">[^<]*的数字。</p>|\s', "", board)
