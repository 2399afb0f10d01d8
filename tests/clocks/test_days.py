"""What a calendar sheet must look like (0.4)."""

from datetime import date

import pytest

from maizi.clocks import rules
from maizi.clocks.rules import Day
from maizi.clocks.terms import DayKind
from maizi.kernel.errors import Refused

pytestmark = pytest.mark.once

NEW_YEAR = Day(date(2027, 1, 1), DayKind.HOLIDAY, "元旦")


def row(day="2027-01-01", kind="holiday", name="元旦"):
    return {"date": day, "kind": kind, "name": name}


@pytest.mark.parametrize(
    "day",
    ["2027-01-01", "2027/1/1", "2027.1.1", "2027年1月1日", "2027-01-01 00:00:00", NEW_YEAR.date],
)
@pytest.mark.parametrize("kind", ["holiday", "法定节假日", " 法定节假日 ", DayKind.HOLIDAY])
def test_a_row_may_be_written_in_several_ways(day, kind):
    assert rules.read_days([row(day, kind)]) == [NEW_YEAR]


def test_days_come_in_order_and_a_name_may_be_missing():
    days = rules.read_days([row("2027-10-01"), {"date": "2027-01-02", "kind": "休息日"}])
    assert [str(day.date) for day in days] == ["2027-01-02", "2027-10-01"]
    assert days[0] == Day(date(2027, 1, 2), DayKind.REST)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (row("2027-02-30"), "第 3 行：看不懂日期“2027-02-30”"),
        (row("元旦"), "第 3 行：看不懂日期“元旦”"),
        (row(None), "第 3 行：看不懂日期“”"),
        (row("2027-01-01 08:30"), "第 3 行：看不懂日期"),
        (row("1027-01-01"), "第 3 行：日期 1027-01-01 不在 1990 年到 2100 年之间"),
        (
            row("2027-01-02", "放假"),
            "第 3 行：没有“放假”这种类型，请填写 工作日、休息日、法定节假日、调休上班 之一",
        ),
        (row("2027-01-02", None), "第 3 行：没有“”这种类型"),
        (row("2027-01-02", name="节" * 41), "第 3 行：节日名最多 40 个字"),
        (row("2027/1/1"), "第 3 行与第 2 行是同一天 2027-01-01"),
    ],
)
def test_a_wrong_row_is_named(wrong, sentence):
    with pytest.raises(Refused) as refusal:
        rules.read_days([row(), wrong])
    assert sentence in str(refusal.value)


def test_an_empty_sheet_is_refused():
    with pytest.raises(Refused, match="没有任何日期"):
        rules.read_days([])


def test_a_sheet_has_a_limit(monkeypatch):
    monkeypatch.setattr(rules.days, "MOST_ROWS", 2)
    with pytest.raises(Refused, match="一次最多导入 2 天"):
        rules.read_days([row(f"2027-01-0{number}") for number in range(1, 4)])


def test_the_difference_between_two_calendars():
    stays, turns = Day(date(2027, 1, 1), DayKind.HOLIDAY), Day(date(2027, 1, 2), DayKind.REST)
    goes, comes = Day(date(2027, 1, 3), DayKind.REST), Day(date(2027, 1, 4), DayKind.HOLIDAY)
    turned = Day(turns.date, DayKind.MAKEUP)
    found = rules.difference([stays, turns, goes], [comes, turned, stays])
    assert found == rules.Difference((comes,), (turned,), (goes.date,))
