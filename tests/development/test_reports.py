"""Plan, report and statistics come from what people do (B-3, L-2 to L-4)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from maizi.development import actions, queries
from maizi.development.models import DevelopmentRecord, Visit
from maizi.development.pages import VISITS
from maizi.development.rules.statistics import Figures, ranked, together
from maizi.inbox.models import Notice
from maizi.kernel.errors import Refused
from maizi.kit.pages import save
from tests.house import fresh


def test_spans_end_where_the_calendar_says():
    today = date(2026, 11, 28)
    spans = {
        asked: queries.span_of(asked, today)
        for asked in ("day", "week", "month", "quarter", "year")
    }
    assert spans["week"] == queries.Span(date(2026, 11, 23), date(2026, 11, 29))
    assert spans["month"] == queries.Span(date(2026, 11, 1), date(2026, 11, 30))
    assert spans["quarter"] == queries.Span(date(2026, 10, 1), date(2026, 12, 31))
    assert spans["year"] == queries.Span(date(2026, 1, 1), date(2026, 12, 31))
    assert queries.span_of("nonsense", today) == spans["month"]


def test_what_is_undefined_is_none_and_equals_share_a_place():
    assert Figures().win_rate is None and Figures().cost_each_yuan is None
    assert Figures(won=2, cycle_days=30).average_days == 15
    lines = [("乙", Figures(amount_yuan=Decimal(5))), ("甲", Figures(amount_yuan=Decimal(5))),
             ("丙", Figures())]  # fmt: skip
    assert [(place, name) for place, name, _ in ranked(lines)] == [(1, "乙"), (1, "甲"), (3, "丙")]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=6))
def test_the_total_is_the_sum(lines):
    found = together(Figures(leads=leads, won=won) for leads, won in lines)
    assert found.leads == sum(n for n, _ in lines) and found.won == sum(n for _, n in lines)


@pytest.mark.django_db
def test_the_statistics_count_what_was_done(field):
    first = field.lead_to(field.deal(amount_yuan=80_000, sort="replacement"), "negotiation")
    field.sign(first)
    first = field.end(first, "won")
    given = dict.fromkeys(("team", "methods", "causes", "lessons"), "如实写下")
    record = DevelopmentRecord(opportunity=first, cost_yuan=4_000, **given)
    actions.file_record(record, by=field.chen)
    field.end(field.deal("输了"), "lost")
    lines, total = queries.statistics(field.boss, queries.span_of("month", timezone.localdate()))
    ((name, mine),) = lines
    assert name == "陈默" and mine == total
    assert (mine.leads, mine.first_contacts, mine.proposals, mine.won) == (2, 1, 1, 1)
    assert (mine.new_customers, mine.replaced, mine.lost) == (1, 1, 1)
    assert (mine.amount_yuan, mine.cost_each_yuan) == (80_000, 4_000)
    (unit,), _total = queries.statistics(
        field.boss, queries.span_of("year", timezone.localdate()), by="unit"
    )
    assert unit[0] == "南京销售部"
    month = queries.span_of("month", timezone.localdate())
    assert queries.statistics(fresh(field.house.meng), month)[0] == []


@pytest.mark.django_db
def test_a_day_reports_itself_and_a_superior_comments(client, field):
    deal = field.move(field.deal(), "qualified")
    field.talk("phone", "约好周三")
    client.force_login(field.house.chen)
    address = reverse("development:work_report")
    shown = client.get(address).content.decode()
    for words in ("约好周三", deal.name, "预期客户"):
        assert words in shown, words
    assert client.post(address, {"text": "好"}).status_code == 403
    client.force_login(field.house.lin)
    asked = f"{address}?who={field.chen.pk}"
    assert client.post(asked, {"text": "抓紧报价"}).status_code == 302
    assert Notice.objects.get(event="development.report_commented").user == field.house.chen
    assert "抓紧报价" in client.get(asked).content.decode()
    client.force_login(field.house.xu)
    assert client.get(asked).status_code == 404
    with pytest.raises(Refused, match="批注"):
        actions.comment_report(field.chen, timezone.localdate(), text=" ", by=field.lin)


@pytest.mark.django_db
def test_the_plan_shows_what_is_meant_to_succeed(client, field):
    today = timezone.localdate()
    deal = field.deal(expected_on=today, amount_yuan=9_000)
    field.deal("以后的", expected_on=today + timedelta(800))
    visit = Visit(customer=field.customer, opportunity=deal, visitor=field.chen, purpose="谈",
                  planned_at=timezone.now())  # fmt: skip
    save(VISITS, row=visit, verb="create", by=field.chen)
    (line,) = queries.plan_of(field.boss, queries.span_of("year", today))
    assert line == deal and line.planned == 1
    client.force_login(field.house.boss)
    counted = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            for page in ("plan_sheet", "statistics"):
                assert client.get(reverse(f"development:{page}")).status_code == 200
        counted.append(len(asked))
        field.deal("又一个", expected_on=today)
    assert counted[0] >= counted[1]
