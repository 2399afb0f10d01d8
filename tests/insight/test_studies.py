"""An analysis of a large company: the page waits for nothing and shows what a job computed."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maizi.accounts.models import Appointment
from maizi.customers.models import Customer
from maizi.insight.models import Run
from maizi.insight.queries import lines, storing, studies
from maizi.insight.terms import Code, Profitability
from maizi.jobs.models import Job
from maizi.jobs.terms import JobState
from tests.house import fresh
from tests.jobs.conftest import work_off

from .test_pages import at, browser, company

__all__ = ["company"]
pytestmark = pytest.mark.django_db
COMING, OLD, FAILED = "算好了自己会出来", "的数字，正在重算。", "这次没有算成"
PARTIAL = {"HX-Request": "true"}


@pytest.fixture
def large(monkeypatch):
    """A company that has anything is a large one."""
    monkeypatch.setattr("maizi.kit.listing.counts.LARGE", 0)


@pytest.fixture(autouse=True)
def empty_cache(large):
    cache.clear()
    yield
    cache.clear()


def text_of(client, code: str = "rfm", **given) -> str:
    return client.get(at("analysis", code), given).content.decode()


def main_of(text: str) -> str:
    """The page between its head and its foot, without what differs from answer to answer."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text.split("<main")[1])
    text = re.sub(r'<p class="soft small">[^<]* 的数字。</p>', "", text)
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("code", list(Code))
def test_a_small_and_a_large_company_read_the_same(company, code, monkeypatch):
    """All there is on the page: numbers, those before, chart, groups, moves, rows, dialogs."""
    client = browser(company.boss)
    given = {"starts_on": (company.today - timedelta(60)).isoformat()}
    assert COMING in text_of(client, code, **given)
    work_off()
    prepared = main_of(text_of(client, code, **given))
    monkeypatch.setattr("maizi.kit.listing.counts.LARGE", 10_000)
    cache.clear()
    at_once = main_of(text_of(client, code, **given))
    assert COMING not in prepared and prepared == at_once


def test_the_page_computes_nothing_and_asks_once(company, monkeypatch):
    client = browser(company.boss)
    with monkeypatch.context() as patched:
        patched.setattr(studies, "find", None)
        assert COMING in text_of(client) and "客户7" not in text_of(client)
        answer = client.get(at("analysis", "rfm"), headers=PARTIAL)
        assert answer.status_code == 204 and "HX-Refresh" not in answer.headers
        assert Job.objects.filter(kind=studies.TASK).count() == 1
    work_off()
    with monkeypatch.context() as patched:
        patched.setattr(studies, "find", None)
        answer = client.get(at("analysis", "rfm"), headers=PARTIAL)
        assert answer.headers["HX-Refresh"] == "true"
        assert "客户7" in text_of(client) and COMING not in text_of(client)
        assert "客户7" in text_of(client, group="value"), "its groups are there with it"
        assert "客户7" in text_of(client, end="first")
    assert COMING in text_of(client, by="quantiles"), "another question"


def test_it_costs_the_same_whatever_the_rows(company, house):
    client, counts = browser(company.boss), []
    for n in range(2):
        company.bought(house.customer(f"新{n}", house.chen), 9, "70")
        Job.objects.all().delete()
        text_of(client)
        work_off()
        with CaptureQueriesContext(connection) as seen:
            text_of(client)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_lines_are_kept_as_far_as_they_are_turned(company, monkeypatch):
    monkeypatch.setattr(lines.Ends, "FIRST", 3)
    client = browser(company.boss)
    text_of(client)
    work_off()
    text = text_of(client)
    assert "这里列出前 3 行，一共 8 行" in text and text.count('name="pk"') == 3
    assert text_of(client, page="2").count('name="pk"') == 3, "there is no second page"
    assert "这里列出前" not in text_of(client, group="value", end="first")


def test_what_is_older_than_an_hour_is_shown_and_computed_anew(company):
    client = browser(company.boss)
    text_of(client)
    work_off()
    old = timezone.now() - timedelta(minutes=61)
    for job in Job.objects.filter(kind=studies.TASK):
        Job.objects.filter(pk=job.pk).update(ended_at=old, key=f"{job.key.rpartition(':')[0]}:1")
    text = text_of(client)
    assert OLD in text and "客户7" in text
    assert Job.objects.filter(kind=studies.TASK, state=JobState.WAITING).count() == 1


def test_names_and_rights_are_those_of_now(company):
    client = browser(company.boss)
    text_of(client)
    work_off()
    Customer.objects.filter(pk=company.people[7].pk).update(name="改了名")
    assert "改了名" in text_of(client)
    assert COMING in text_of(browser(fresh(company.house.lin))), "another person asks anew"
    Job.objects.all().delete()
    text_of(client)
    Appointment.objects.filter(user=company.boss).update(role=company.house.roles["salesperson"])
    work_off()
    job = Job.objects.get(kind=studies.TASK)
    assert job.state == JobState.DONE and job.result is None, "his rights are others by now"


@pytest.mark.parametrize("state", [JobState.FAILED, JobState.PAUSED, JobState.CANCELLED])
def test_what_does_not_come_is_said(company, state):
    client = browser(company.boss)
    text_of(client)
    Job.objects.update(state=state)
    text = text_of(client)
    assert FAILED in text and COMING not in text
    assert client.get(at("analysis", "rfm"), headers=PARTIAL).headers["HX-Refresh"] == "true"


def test_moves_are_counted_from_a_kept_result_of_ones_own(company):
    client = browser(company.boss)
    client.post(at("keep", "rfm"), {})
    run = Run.objects.get()
    assert COMING in text_of(client, against=run.pk)
    work_off()
    assert "从保存的结果到现在" in text_of(client, against=run.pk)
    Run.objects.all().delete()
    assert studies.work_out_study(fresh(company.boss), Job.objects.latest("id").payload)


def test_stored_is_read_as_it_was():
    whole = {"a": [Decimal("1.10"), None, True, 3, "x"], ("", "b"): date(2026, 2, 28),
             7: (Profitability.LOSS, {"n": 0.5})}  # fmt: skip
    assert storing.read(storing.told(whole)) == whole
    with pytest.raises(TypeError):
        storing.told({"secret": object()})
