"""How a clock looks to people."""

import pytest

from maizi.clocks import actions
from maizi.clocks.queries import clocks_of

from .conftest import at, begun, run_until_quiet

pytestmark = pytest.mark.django_db


def said(case, now) -> list[tuple[str, str]]:
    found = clocks_of("customers.customer", [case.pk], now=now)
    return [(shown.text, shown.tone) for shown in found.get(case.pk, [])]


@pytest.mark.parametrize(
    ("code", "start", "now", "text"),
    [
        (
            "test.restore",
            (2026, 3, 6, 16),
            (2026, 3, 6, 16, 40),
            "还有 3 小时 20 分钟 · 周一 11:00",
        ),
        ("test.restore", (2026, 3, 9, 9), (2026, 3, 9, 10), "还有 3 小时 · 今天 13:00"),
        ("test.response", (2026, 3, 9, 17, 20), (2026, 3, 9, 17, 25), "还有 15 分钟 · 明天 08:40"),
        (
            "test.response",
            (2026, 3, 9, 9),
            (2026, 3, 9, 9, 19, 30),
            "还有 不到 1 分钟 · 今天 09:20",
        ),
        ("test.hq", (2026, 3, 2, 10), (2026, 3, 2, 11), "还有 2 个工作日 · 周三 24:00"),
        ("test.hq", (2026, 3, 2, 10), (2026, 3, 4, 16), "还有 8 小时 · 今天 24:00"),
        ("test.total", (2026, 3, 2, 10), (2026, 3, 2, 11), "还有 7 天 · 2026-03-09 24:00"),
    ],
)
def test_what_is_left(case, code, start, now, text):
    begun(case, code, at(*start))
    assert said(case, at(*now)) == [(text, "")]


def test_from_warned_to_late(case, house):
    clock = begun(case, "test.restore", at(2026, 3, 9, 9))
    run_until_quiet(at(2026, 3, 9, 12))
    assert said(case, at(2026, 3, 9, 12)) == [("还有 1 小时 · 今天 13:00", "warn")]
    assert said(case, at(2026, 3, 9, 14)) == [("已超时 1 小时 · 应于 今天 13:00", "bad")]
    run_until_quiet(at(2026, 3, 9, 14))
    assert said(case, at(2026, 3, 10, 9)) == [("已超时 5 小时 · 应于 2026-03-09 13:00", "bad")]
    actions.stop(clock, by=None, now=at(2026, 3, 9, 15))
    assert said(case, at(2026, 3, 10, 9)) == [("超时完成，晚了 2 小时", "bad")]


def test_paused_met_and_cancelled(case, house):
    clock = begun(case, "test.restore", at(2026, 3, 9, 9))
    actions.pause(clock, by=None, reason="away", now=at(2026, 3, 9, 10))
    assert said(case, at(2026, 3, 12, 14)) == [("已暂停 · 还剩 3 小时", "cool")]
    actions.stop(clock, by=None, now=at(2026, 3, 12, 14))
    assert said(case, at(2026, 3, 12, 14)) == [("按时完成", "good")]
    actions.cancel(begun(case, "test.hq", at(2026, 3, 9, 9)), by=None, reason="撤回")
    assert len(said(case, at(2026, 3, 12, 14))) == 1


def test_many_records_take_a_few_queries(case, house, django_assert_max_num_queries):
    rows = [house.customer(f"客户{n}") for n in range(12)]
    for row in rows:
        begun(row, "test.restore", at(2026, 3, 9, 9))
    with django_assert_max_num_queries(3):
        found = clocks_of("customers.Customer", [row.pk for row in rows], now=at(2026, 3, 9, 9))
    assert set(found) == {row.pk for row in rows}
