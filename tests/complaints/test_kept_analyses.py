"""客户投诉分析表: the numbers of a period as they were, what was said to them (L-10, E-9)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maizi.complaints import actions
from maizi.complaints.models import Analysis, Improvement
from maizi.fields.access import document_of
from maizi.history.actions import recorded
from maizi.inbox.models import Notice
from maizi.kernel.errors import Refused
from tests.house import fresh

pytestmark = pytest.mark.django_db


def kept(desk, **values) -> Analysis:
    today = timezone.localdate()
    values = {"title": " 本月投诉分析 ", "since": today - timedelta(30), "until": today} | values
    return actions.keep_analysis(Analysis(**values), by=fresh(desk.he))


def told_of(desk, row: Analysis) -> dict:
    return document_of("complaints.analysis").context(fresh(desk.he), row)


def test_the_numbers_stay_as_they_were(desk):
    desk.confirming(desk.received(category="delivery"))
    row = kept(desk)
    assert row.title == "本月投诉分析" and told_of(desk, row)["投诉数"] == "1"
    desk.received(title="后来的一件")
    row.summary = "配送慢"
    actions.keep_analysis(row, by=fresh(desk.he))
    row.refresh_from_db()
    told = told_of(desk, row)
    assert told["投诉数"] == "1" and told["总结"] == "配送慢"
    assert told_of(desk, kept(desk))["投诉数"] == "2", "the control: a new one counts anew"


def test_the_form_has_every_field(desk):
    desk.confirming(desk.received(category="delivery"))
    today = timezone.localdate()
    better = Improvement(title="加一班车", cause=desk.cause, owner=desk.wu, due_on=today)
    with recorded(better, "create", by=fresh(desk.he)):
        actions.save_improvement(better, "create", by=fresh(desk.he))
    row = kept(desk, measures="加一班车")
    told = told_of(desk, row)
    assert set(told) == set(document_of("complaints.analysis").sample)
    assert (told["填表人"], told["措施"]) == (row.by.name, "加一班车")
    (one,) = told["改进"]
    assert (one["措施"], one["负责人"], one["期限"]) == ("加一班车", desk.wu.name, str(today))
    parts = {bar["维度"] for bar in told["分布"]}
    assert len(parts) > 1 and all(bar["件数"] == "1" for bar in told["分布"])
    assert all(bar["占比"] == bar["累计"] == "100.00%" for bar in told["分布"])


@pytest.mark.parametrize(
    ("values", "told", "field"),
    [({"title": "  "}, "起个标题", "title"), ({"since": None}, "不能晚于", "since")],
)
def test_what_is_not_kept(desk, values, told, field):
    if "since" in values:
        values = {"since": timezone.localdate() + timedelta(1)}
    with pytest.raises(Refused, match=told) as refused:
        kept(desk, **values)
    assert refused.value.field == field and not Analysis.objects.exists()


def test_it_is_passed_on_with_a_summary(desk):
    """S003§14.4: those who handle complaints and the heads hear of it."""
    row = kept(desk)
    with pytest.raises(Refused, match="先写总结"):
        actions.send_analysis(row, by=fresh(desk.he))
    row.summary = "安装类投诉集中在新网点。"
    actions.keep_analysis(row, by=fresh(desk.he))
    count = actions.send_analysis(row, by=fresh(desk.he))
    told = Notice.objects.filter(event="complaints.report")
    assert count > 0 and told.count() == count
    assert desk.he.pk not in set(told.values_list("user", flat=True))
    row.refresh_from_db()
    assert row.sent_at is not None
