"""Screens of performance: what each figure is made of, signing, the sheet as a file (F-51)."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse

from maizi.fields.actions import change_parameter
from maizi.fields.queries import parameter
from maizi.history.models import HistoryEntry
from maizi.training import actions, queries
from maizi.training.models import SignedMonth
from maizi.training.rules.index import next_month
from tests.house import fresh
from tests.service.test_screens import signed

pytestmark = pytest.mark.django_db


def text(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_a_figure_leads_to_its_tickets(staff):
    row = staff.done()
    he = signed(staff.he)
    shown = text(he.get("/training/"))
    person = f"{reverse('training:person', args=[staff.zhao.pk])}?month={staff.month:%Y-%m}"
    assert person in shown and "70.75" in shown and "没有数据" in shown
    assert row.get_absolute_url() in text(he.get(person))
    assert "还没有结束" in text(he.get(f"/training/?month={staff.today:%Y-%m}"))
    assert "还缺" in text(he.get(reverse("training:person", args=[staff.qian.pk])))


def test_signing_through_the_page(staff):
    staff.done()
    he, month = signed(staff.he), f"{staff.month:%Y-%m}"
    address = reverse("training:sign", args=[staff.zhao.pk, month])
    assert address in text(he.get(reverse("training:person", args=[staff.zhao.pk])))
    refused = he.post(address, {"basic_yuan": "-1"})
    assert refused.status_code == 422 and "不能是负数" in refused.content.decode()
    assert he.post(address, {"basic_yuan": "3,000"}).status_code == 302
    assert SignedMonth.objects.get().signed_by == staff.he
    again = he.post(address, {"basic_yuan": "9000"})
    assert again.status_code == 422 and "已经签发" in again.content.decode()
    shown = text(he.get(reverse("training:person", args=[staff.zhao.pk])))
    assert "2,722.50" in shown and address not in shown


def test_who_is_led_sees_no_pay_and_nobody_else(staff):
    staff.done()
    actions.sign_month(staff.zhao, month=staff.month, **staff.signing())
    zhao, own = signed(staff.zhao), reverse("training:person", args=[staff.zhao.pk])
    for address in ("/training/", own):
        shown = text(zhao.get(address))
        assert "70.75" in shown and "2,722.50" not in shown and "3,000.00" not in shown
        assert "绩效工资" not in shown and staff.qian.name not in shown
    assert zhao.get(reverse("training:person", args=[staff.qian.pk])).status_code == 404
    month = f"{staff.month:%Y-%m}"
    assert zhao.get(reverse("training:sign", args=[staff.zhao.pk, month])).status_code == 403
    assert zhao.post("/training/export/", {"month": month}).status_code == 403
    assert signed(staff.wu).get("/training/").status_code == 403


def test_a_signed_month_keeps_what_each_job_counted_as(staff):
    staff.done()
    actions.sign_month(staff.zhao, month=staff.month, **staff.signing())
    row = queries.month_of(staff.he, staff.zhao, staff.month)
    before = row.weights["repair"], row.figures.weighted
    now = [str(2 * one) for one in parameter("perf.job_weights")]
    change_parameter("perf.job_weights", given=now, by=fresh(staff.house.admin), reason="试试")
    row = queries.month_of(staff.he, staff.zhao, staff.month)
    assert (row.weights["repair"], row.figures.weighted) == before
    qian = queries.month_of(staff.he, staff.qian, staff.month)
    assert qian.weights["repair"] == 2 * before[0]


def test_what_may_still_come_back_is_said_before_signing(staff):
    """The window of repeats is open for thirty days after the month."""
    staff.done()
    he, month = signed(staff.he), f"{staff.month:%Y-%m}"
    pages = (
        f"{reverse('training:person', args=[staff.zhao.pk])}?month={month}",
        reverse("training:sign", args=[staff.zhao.pk, month]),
    )
    settled = queries.settled_on(staff.month)
    assert settled == next_month(staff.month) + timedelta(29)
    for address in pages:
        assert "还可能返修" in text(he.get(address))
    change_parameter("perf.repeat_days", given=["1"], by=fresh(staff.house.admin), reason="试试")
    if staff.today > next_month(staff.month):  # on its first day the month before is open yet
        assert queries.settled_on(staff.month) is None
        for address in pages:
            assert "还可能返修" not in text(he.get(address))


def test_the_sheet_as_a_file(staff):
    staff.done()
    actions.sign_month(staff.zhao, month=staff.month, **staff.signing())
    answer = signed(staff.he).post("/training/export/", {"month": f"{staff.month:%Y-%m}"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    heads, *rows = book.active.values
    found = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}
    assert found["赵技师"]["绩效指数"] == 70.75 and found["赵技师"]["绩效工资（元）"] == 2722.5
    assert found["钱技师"]["绩效指数"] is None and found["钱技师"]["首次修复率"] is None
    assert HistoryEntry.objects.filter(kind=SignedMonth._meta.label_lower, verb="export").exists()
