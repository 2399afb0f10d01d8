"""The row that names the columns is found, or its absence is."""

import pytest

from maizi.kit.sheets.heading import Merge, find_heading

pytestmark = pytest.mark.once


def heading(*rows, merges=(), **choices):
    """The heading of rows given as texts split at spaces; _ is an empty cell."""
    zone = [
        (number, ["" if cell == "_" else cell for cell in row.split()])
        for number, row in enumerate(rows, 1)
        if row
    ]
    return find_heading(zone, merges, **choices)


PLAIN = [
    (("客户名称 手机", "甲公司 13800138000", "乙公司 13900139000"), (1,)),
    (("客户档案", "客户名称 手机 地址", "甲公司 138 郑州", "乙公司 139 北京"), (2,)),
    (
        (
            "单位：华宁 日期：2024-01-01",
            "客户名称 手机 地址 备注",
            "甲 138 郑州 无",
            "乙 139 北京 无",
        ),
        (2,),
    ),
    (("NameB TF", "王 9520", "李 9340"), (1,)),
    (("A1 A2 gender", "2 4 1", "3 5 2"), (1,)),
    (("21029627 21029628 21029646", "0 0 1", "1 0 0", "0 0 0"), (1,)),
    (("00004 0001 19970101", "00004 0001 19970118", "00021 0002 19970103"), ()),
    (("甲公司 13800138000 郑州", "乙公司 13900139000 北京", "丙公司 13700137000 上海"), ()),
    (("calls", "111", "113", "76"), (1,)),
    (("客户名称", "甲公司", "乙公司"), (1,)),
    (("甲公司", "乙公司", "丙公司"), ()),
    (("一级分类 二级分类", "城乡建设 安全生产", "城乡建设 环境保护"), (1,)),
]


@pytest.mark.parametrize(("rows", "found"), PLAIN)
def test_the_header_row_is_found(rows, found):
    assert heading(*rows).rows == found


def test_two_lines_with_gaps_are_one_heading():
    found = heading(
        "客户名称 联系人 _ 地址", "_ 姓名 电话 _", "甲公司 张三 138 郑州", "乙 李四 139 北京"
    )
    assert found.rows == (1, 2)
    assert found.names == ("客户名称", "联系人 姓名", "联系人 电话", "地址")


def test_a_merged_group_reaches_over_its_columns():
    merges = [Merge(1, 2, 1, 3)]
    found = heading("客户 电话 _", "客户 办公 手机", "甲公司 010 138", merges=merges)
    assert found.names == ("客户", "电话 办公", "电话 手机")


def test_a_first_line_of_values_is_not_a_second_header_line():
    found = heading("客户名称 手机 _ 备注", "甲公司 13800138000 _ 无", "乙公司 13900139000 x 无")
    assert found.rows == (1,)


def test_names_lose_their_line_breaks():
    zone = [(1, ["客户\n名称", "Phone\nnumber"]), (2, ["甲", "1"])]
    assert find_heading(zone).names == ("客户名称", "Phone number")


def test_a_person_knows_better():
    rows = ("客户名称 手机", "甲公司 13800138000", "乙公司 13900139000")
    assert heading(*rows, wanted=0).rows == ()
    assert heading(*rows, wanted=2).names == ("甲公司", "13800138000")
    assert heading(*rows, wanted=9).rows == ()


def test_an_empty_zone_has_no_heading():
    assert find_heading([]).rows == ()
