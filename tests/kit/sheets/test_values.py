"""Cells become values, or sentences that name their column."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from maizi.kit.sheets.amounts import read_integer, read_number, scale_of
from maizi.kit.sheets.dates import Doubt, guess_order, read_date
from maizi.kit.sheets.kinds import Column, Kind
from maizi.kit.sheets.values import cell_reader, row_reader

pytestmark = pytest.mark.once


def cell(kind, text, **more):
    """What this text becomes in a column called 列."""
    return cell_reader(Column("列", kind, **more))(text)


GOOD = [
    (Kind.TEXT, "甲公司", "甲公司"),
    (Kind.TEXT, "#1 楼", "#1 楼"),
    (Kind.TEXT, "1.5E+02", "1.5E+02"),
    (Kind.MOBILE, "13800138000", "13800138000"),
    (Kind.MOBILE, "+86 138-0013-8000", "13800138000"),
    (Kind.MOBILE, "13800138000.0", "13800138000"),
    (Kind.PHONE, "010-88886666", "010-88886666"),
    (Kind.PHONE, "13800138000", "13800138000"),
    (Kind.EMAIL, "a@B.cn", "a@b.cn"),
    (Kind.USC_CODE, "91110000600037341l", "91110000600037341L"),
    (Kind.RESIDENT_ID, "11010519491231002x", "11010519491231002X"),
    (Kind.DATE, "2024-03-05 08:30:00", date(2024, 3, 5)),
    (Kind.MOMENT, "2024/3/5 下午 3:05", datetime.fromisoformat("2024-03-05T15:05")),
    (Kind.MOMENT, "2024-08-13T18:04:34.666+00:00", datetime(2024, 8, 13, 18, 4, 34, tzinfo=UTC)),
    (Kind.MONEY, "￥1,234.50元", Decimal("1234.50")),
    (Kind.MONEY, "3.5万", Decimal("35000.00")),
    (Kind.MONEY, "（120）", Decimal("-120.00")),
    (Kind.MONEY, "$-70.08", Decimal("-70.08")),
    (Kind.INTEGER, "1,000人", 1000),
    (Kind.DECIMAL, "55%", Decimal("0.55")),
    (Kind.DECIMAL, "1E-07", Decimal("1E-7")),
    (Kind.YES_NO, "是", True),
    (Kind.YES_NO, "FALSE", False),
    (Kind.CHOICES, "重点；老客户、重点", ("重点", "老客户")),
]


@pytest.mark.parametrize(("kind", "text", "value"), GOOD)
def test_a_good_cell_becomes_its_value(kind, text, value):
    found = cell(kind, text)
    assert found == (value, None, None)


WARNED = [
    (Kind.MOBILE, "13800138000/13900139000", "13800138000", "13900139000"),
    (Kind.MOBILE, "+1 905-555-1234", "+1 905-555-1234", "不是国内号码"),
    (Kind.USC_CODE, "91350211M0000XUF46", "91350211M0000XUF46", "末位应为 R"),
    (Kind.DATE, "45356", date(2024, 3, 5), "日期序号"),
    (Kind.DATE, "2024年3月", date(2024, 3, 1), "没有日"),
    (Kind.DATE, "2008", date(2008, 1, 1), "只有年"),
    (Kind.DATE, "24/3/5", date(2024, 3, 5), "年份只有两位"),
    (Kind.MONEY, "656.967", Decimal("656.97"), "四舍五入到分"),
]


@pytest.mark.parametrize(("kind", "text", "value", "word"), WARNED)
def test_a_doubtful_cell_is_taken_with_a_warning(kind, text, value, word):
    found = cell(kind, text)
    assert (found.value, found.problem) == (value, None)
    assert str(found.warning).startswith("“列”：")
    assert word in found.warning


REFUSED = [
    (Kind.MOBILE, "1.38E+10", "已经丢失"),
    (Kind.PHONE, "1.38E+10", "已经丢失"),
    (Kind.TEXT, "6.2E+18", "已经丢失"),
    (Kind.TEXT, "#REF!", "错误值 #REF!"),
    (Kind.TEXT, "张\ufffd", "无法识别的字符"),
    (Kind.MOBILE, "12345", "应为 11 位"),
    (Kind.PHONE, "88886666", "区号"),
    (Kind.EMAIL, "a@b", "不完整"),
    (Kind.DATE, "2024-02-30", "不存在"),
    (Kind.DATE, "3/4/2024", "分不清"),
    (Kind.DATE, "3月5日", "没有年份"),
    (Kind.DATE, "昨天", "不是日期"),
    (Kind.MONEY, "8,5", "不是金额"),
    (Kind.MONEY, "55%", "不是金额"),
    (Kind.INTEGER, "3.5", "不是整数"),
    (Kind.DECIMAL, "约10", "不是数字"),
    (Kind.YES_NO, "也许", "不是“是”或“否”"),
]


@pytest.mark.parametrize(("kind", "text", "word"), REFUSED)
def test_a_bad_cell_says_what_to_do_and_names_its_column(kind, text, word):
    found = cell(kind, text)
    assert str(found.problem).startswith("“列”：")
    assert word in found.problem
    assert str(found.problem).endswith("。")


def test_problems_are_translated_with_what_they_contain():
    problem = cell(Kind.MOBILE, "12345").problem
    english = {
        "“{column}”：{why}": "{column}: {why}",
        "手机号应为 11 位，现在是 {count} 位，请核对。": "11 digits, not {count}",
    }
    assert problem.text(english.get) == "列: 11 digits, not 5"


def test_empty_cells():
    assert cell(Kind.TEXT, "").value == ""
    assert cell(Kind.DATE, "").value is None
    assert cell(Kind.DATE, "0000-00-00") == (None, None, None)
    for kind in Kind:
        found = cell(kind, "", needed=True)
        assert str(found.problem) == "“列”：不能为空，请填写。"


def test_long_texts_are_refused_with_their_length():
    assert "最多 3 个字，现在有 4 个字" in cell(Kind.TEXT, "一二三四", longest=3).problem
    assert cell(Kind.TEXT, "一二三", longest=3).problem is None


def test_choices_are_found_whatever_their_case_and_width():
    choices = {"最终客户": "end", "End Customer": "end", "批发店": "wholesale"}
    assert cell(Kind.CHOICE, "end-customer", choices=choices).value == "end"
    assert cell(Kind.CHOICE, "最终客户 ", choices=choices).value == "end"
    assert "是不是“最终客户”" in cell(Kind.CHOICE, "终端客户", choices=choices).problem
    assert "可以填：最终客户" in cell(Kind.CHOICE, "x", choices=choices).problem
    assert cell(Kind.CHOICES, "批发店,最终客户", choices=choices).value == ("wholesale", "end")
    assert cell(Kind.CHOICES, "批发店,x", choices=choices).problem


def test_the_order_of_a_column_decides_its_ambiguous_dates():
    assert guess_order(["1/2/2017", "1/13/2017"]) == "mdy"
    assert guess_order(["1/2/2017", "13/1/2017"]) == "dmy"
    assert guess_order(["1/2/2017", "2017-03-04"]) == ""
    assert guess_order(["13/1/2017", "1/13/2017"]) == ""
    assert cell(Kind.DATE, "3/4/2024", date_order="mdy").value == date(2024, 3, 4)
    assert cell(Kind.DATE, "3/4/2024", date_order="dmy").value == date(2024, 4, 3)


@pytest.mark.parametrize(
    "text",
    ["2024-3-5", "2024/03/05", "2024.3.5", "2024年3月5日", "2024 年 3 月 5 日", "20240305",
     "２０２４－３－５", "5 Mar 2024", "Mar 5, 2024", "05-Mar-2024", "2024-03-05T00:00:00"],
)  # fmt: skip
def test_one_day_written_in_many_ways(text):
    assert read_date(text).moment == datetime.fromisoformat("2024-03-05")


def test_days_that_are_none():
    assert read_date("2024-13-01").doubt is Doubt.IMPOSSIBLE
    assert read_date("12345").doubt is Doubt.UNREADABLE
    assert read_date("2024-03-05 25:00").doubt is Doubt.UNREADABLE
    assert read_date("99999999").moment is None


def test_amounts_in_tens_of_thousands():
    assert (
        scale_of("注册资本（万元）") == scale_of("注册资本(万)") == scale_of("资产 万元") == 10_000
    )
    assert scale_of("注册资本") == scale_of("万达广场") == scale_of("金额（元）") == 1
    assert cell(Kind.MONEY, "100", scale=10_000).value == Decimal("1000000.00")
    assert cell(Kind.MONEY, "100万", scale=10_000).value == Decimal("1000000.00")


@pytest.mark.parametrize(
    "text", ["", "-", "1,23", "1.2.3", "abc", "1e999999", "9" * 60, "NaN", "∞"]
)
def test_texts_that_are_no_numbers(text):
    assert read_number(text) is None
    assert read_integer(text) is None


def test_a_row_is_read_column_by_column():
    read = row_reader([Column("客户名称", needed=True), Column("手机", Kind.MOBILE)])
    cells = read(("甲公司", "13800138000"))
    assert [one.value for one in cells] == ["甲公司", "13800138000"]
    assert [bool(one.problem) for one in read(("", "1"))] == [True, True]
