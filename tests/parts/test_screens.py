"""Screens of spare parts: the board, a part, a plan to click through, measures, import (F-60)."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maizi.parts import actions, queries
from maizi.parts.models import Fitting, PartPlan
from maizi.parts.pages import IMPORTS
from maizi.parts.terms import PlanState
from maizi.purchasing.models import PurchaseRequest
from maizi.service.models import Ticket, TicketEntry
from maizi.service.terms import State
from tests.customers.importing import lead
from tests.house import fresh
from tests.service.conftest import now
from tests.service.test_screens import signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def sun(spares) -> Client:
    return signed(spares.sun)


def text(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_a_plan_from_beginning_to_order(spares, sun):
    """F-60: begun, fleet typed, reckoned, submitted, approved, requested; each by a click."""
    spares.units(2)
    begun = {
        "name": "一阶段", "phase": "1", "since_on": spares.today.isoformat(),
        "until_on": (spares.today + timedelta(180)).isoformat(), "service_level": "0.95",
        "prior_weight": "200", "sales_share": "0.5", "assumptions": "按年计划",
        "experience": "上季滤芯少备",
    }  # fmt: skip
    page = text(sun.get(reverse("parts:partplan_new")))
    assert re.search(r'name="service_level"[^>]*value="0\.95', page)
    answer = sun.post(reverse("parts:partplan_new"), begun)
    row = PartPlan.objects.get()
    assert answer.headers["Location"] == reverse("parts:fleet", args=[row.pk])
    cells = {c.region_id: c for c in row.fleet.all()}
    typed = {}
    for region, start in ((spares.east, 1200), (spares.north, 800)):
        cell = cells[region.pk]
        typed |= {f"start_{cell.pk}": str(start), f"sales_{cell.pk}": "0"}
    assert "档案 3" not in text(sun.get(answer.headers["Location"]))
    assert sun.post(answer.headers["Location"], typed).status_code == 302
    assert "档案 3" in text(sun.get(answer.headers["Location"]))
    for verb in ("compute", "submit"):
        assert sun.post(reverse("parts:do", args=[row.pk, verb])).status_code == 302
    page = text(sun.get(row.get_absolute_url()))
    assert "审批中" in page and "上季滤芯少备" in page
    assert '<td class="number">36</td><td class="number">32</td><td class="number">4</td>' in page
    spares.decide(row)
    buyer = signed(spares.buyer)
    answer = buyer.post(reverse("parts:do", args=[row.pk, "request"]))
    request = PurchaseRequest.objects.get()
    assert answer.headers["Location"] == request.get_absolute_url()
    assert now(row).state == PlanState.IN_FORCE


def test_what_is_wrong_is_said_at_its_place(spares, sun):
    row = spares.drafted()
    cell = row.fleet.get(region=spares.east)
    answer = sun.post(reverse("parts:fleet", args=[row.pk]), {f"start_{cell.pk}": "-4"})
    assert answer.status_code == 422 and "aria-invalid" in answer.content.decode()
    begun = {"name": "x", "phase": "1", "since_on": "2027-01-02", "until_on": "2027-01-01",
             "service_level": "0.95", "prior_weight": "200", "sales_share": "0.5"}  # fmt: skip
    answer = sun.post(reverse("parts:partplan_new"), begun)
    assert answer.status_code == 422 and "晚于开始日期" in answer.content.decode()
    assert sun.post(reverse("parts:do", args=[row.pk, "submit"])).status_code == 422
    assert sun.post(reverse("parts:do", args=[row.pk, "explode"])).status_code == 404


def test_the_board_shows_what_is_short(spares, sun):
    """F-60: stock and level region by region; short ones alone on request."""
    page = text(sun.get(reverse("parts:board")))
    assert "还没有生效的备件计划" in page and "机油滤芯" in page
    spares.in_force()
    page = text(sun.get(reverse("parts:board"), {"short": "on"}))
    assert "<strong>20</strong> / 21" in page and "<strong>0</strong> / 15" in page
    assert "传动皮带" not in page and 'class="over">16<' in page
    north = {"short": "on", "region": spares.east.pk}
    assert "机油滤芯" in text(sun.get(reverse("parts:board"), north))
    spares.fill(spares.part, 5, spares.store)
    assert "没有这样的备件" in text(sun.get(reverse("parts:board"), north))
    assert "没有这样的备件" in text(sun.get(reverse("parts:board"), {"q": "没有的"}))


def test_a_part_says_where_its_number_comes_from(spares, sun):
    """F-60: history, method and its back-test, assumptions, levels, cover, pooling."""
    for ago in range(1, 31):
        if ago % 3 == 0:
            spares.used(3, ago)
    row = spares.in_force()
    page = text(sun.get(reverse("parts:part", args=[spares.part.pk])))
    for words in ("每月用量", "<svg", "故障概率", "误差最小", "合到一个库只要", "够用把握"):
        assert words in page, words
    basis = row.bases.get()
    assert basis.get_method_display() in page and "改依据" not in page
    draft = spares.computed()
    address = reverse("parts:part", args=[spares.part.pk]) + f"?plan={draft.pk}"
    assert "改依据" in text(sun.get(address))
    rate = draft.rates.get()
    sun.post(reverse("parts:prior_set", args=[rate.pk]), {"prior": "0.05", "why": "新批次"})
    assert now(rate).prior == Decimal("0.05")
    given = {"asked": "history", "why": "将停产"}
    sun.post(reverse("parts:basis_set", args=[draft.pk, spares.part.pk]), given)
    assert draft.bases.get().asked == "history"
    locked = row.rates.get()
    wrong = sun.post(reverse("parts:prior_set", args=[locked.pk]), {"prior": "1", "why": "x"})
    assert wrong.status_code == 422 and now(locked).prior != 1


def test_who_may_only_read_changes_nothing(spares):
    row = spares.computed()
    zhao = signed(spares.zhao)
    page = text(zhao.get(row.get_absolute_url()))
    assert "提交审批" not in page
    for address in (
        reverse("parts:do", args=[row.pk, "compute"]), reverse("parts:fleet", args=[row.pk]),
        reverse("parts:basis_set", args=[row.pk, spares.part.pk]),
        reverse("parts:prior_set", args=[row.rates.get().pk]), reverse("parts:partplan_new"),
    ):  # fmt: skip
        assert zhao.post(address, {"asked": "history", "why": "x"}).status_code == 403


def test_waiting_for_parts_is_measured(spares):
    """F-60: the fill rate, how many repairs waited, and how long."""
    moment = timezone.now() - timedelta(days=10)
    for days in (None, 2, 4):
        row = spares.taken()
        Ticket.objects.filter(pk=row.pk).update(state=State.RESTORED, restored_at=timezone.now())
        if days is not None:
            for state, at in ((State.WAITING_PART, moment),
                              (State.WORKING, moment + timedelta(days=days))):  # fmt: skip
                TicketEntry.objects.create(ticket=row, kind="stage", at=at, by=spares.wu,
                                           before=State.WORKING, state=state)  # fmt: skip
    waits = spares.taken()
    Ticket.objects.filter(pk=waits.pk).update(state=State.WAITING_PART)
    TicketEntry.objects.create(ticket=waits, kind="stage", at=moment, by=spares.wu,
                               before=State.WORKING, state=State.WAITING_PART)  # fmt: skip
    since, until = queries.usual_span(spares.today)
    found = queries.measures_of(fresh(spares.he), since=since, until=until)
    assert (found.whole.repairs, found.whole.delayed, found.whole.fill_rate) == (3, 2, 0)
    assert found.whole.median_days == pytest.approx(3)
    assert [(t.pk, at) for t, at in found.now] == [(waits.pk, moment)]
    he = signed(spares.he)
    page = text(he.get(reverse("parts:measures")))
    assert waits.no in page and re.search(r">\s*3\.0\s*<", page) and "66.67%" in page
    long_ago = {"since": "2024-01-01", "until": "2024-02-01"}
    page = text(he.get(reverse("parts:measures"), long_ago))
    assert "66.67%" not in page and not re.search(r">\s*3\.0\s*<", page)


def test_fittings_come_in_by_sheet(spares):
    """A row a pair; unknown products, wrong numbers and pairs that are there are turned away."""
    sheet = (
        "备件,机型,每台件数,故障概率\n传动皮带,螺杆空压机,2,0.02\n没有的,螺杆空压机,1,0.1\n"
        "机油滤芯,螺杆空压机,1,0.1\n传动皮带,机油滤芯,1,30\n"
    )
    found = lead(sheet, by=spares.he, name="用量.csv", kind=IMPORTS).check().bring()
    row = Fitting.objects.get(part=spares.belt)
    assert (row.pieces, row.probability, row.import_id) == (2, Decimal("0.02"), found.run.pk)
    assert Fitting.objects.count() == 2


def test_many_parts_are_reckoned_in_the_background(spares, monkeypatch):
    row = spares.drafted()
    monkeypatch.setattr("maizi.parts.actions.reckoning.MOST_AT_ONCE", 1)
    assert actions.start_computing(row, by=spares.sun) is None
    from maizi.jobs.models import Job

    assert Job.objects.get(kind="parts.compute").payload == {"plan": row.pk}


def test_the_page_of_a_part_costs_the_same_with_a_long_history(spares, sun):
    spares.in_force()
    address, counts = reverse("parts:part", args=[spares.part.pk]), []
    for months in (1, 24):
        for ago in range(len(counts) * 2 + 1, months + 1):
            spares.used(2, ago)
        sun.get(address)
        with CaptureQueriesContext(connection) as asked:
            text(sun.get(address))
        counts.append(len(asked))
    assert counts[0] == counts[1]
