"""Customers with their contacts in one sheet."""

import pytest

from maizi.kit.sheets.headers import Target, propose
from maizi.kit.sheets.parties import contacts_in, parties_of, slots_of

from .books import book

pytestmark = pytest.mark.once

TARGETS = (
    Target("name", "客户名称", needed=True),
    Target("person", "联系人", repeats=True),
    Target("mobile", "手机", repeats=True),
)
PEOPLE = ("person", "mobile")


def told(sheet):
    """[(first row, key, earlier row, [(row, name, mobile), …]), …]"""
    slots = slots_of(propose(sheet.headers, TARGETS), PEOPLE)
    return [
        (
            party.row_number,
            party.key,
            party.earlier_row,
            [(row, *texts.values()) for row, texts in contacts_in(party, slots)],
        )
        for party in parties_of(sheet.rows(), lambda cells: cells[0])
    ]


def test_neighbouring_lines_of_one_customer_are_its_contacts(opened):
    table = "客户名称,联系人,手机\n甲公司,张三,138\n甲公司,李四,139\n乙公司,王五,137\n"
    assert told(opened(table.encode())) == [
        (2, "甲公司", 0, [(2, "张三", "138"), (3, "李四", "139")]),
        (4, "乙公司", 0, [(4, "王五", "137")]),
    ]


def test_a_line_without_name_belongs_to_the_one_above(opened):
    table = "客户名称,联系人,手机\n甲公司,张三,138\n,李四,139\n,,\n乙公司,,\n"
    assert told(opened(table.encode())) == [
        (2, "甲公司", 0, [(2, "张三", "138"), (3, "李四", "139")]),
        (5, "乙公司", 0, []),
    ]


def test_a_merged_name_is_one_customer(opened):
    rows = [
        ["客户名称", "联系人", "手机"],
        ["甲公司", "张三", "1"],
        [None, "李四", "2"],
        ["乙", "王五", "3"],
    ]
    sheet = opened(book(rows, change=lambda one: one.merge_cells("A2:A3")), name="a.xlsx")
    assert [len(people) for *_, people in told(sheet)] == [2, 1]


def test_several_contacts_in_one_line(opened):
    table = "客户名称,联系人1,手机1,联系人2,手机2\n甲公司,张三,138,李四,139\n乙公司,王五,137,,\n"
    assert told(opened(table.encode())) == [
        (2, "甲公司", 0, [(2, "张三", "138"), (2, "李四", "139")]),
        (3, "乙公司", 0, [(3, "王五", "137")]),
    ]


def test_the_same_contact_is_told_once(opened):
    table = "客户名称,联系人,手机,地址\n甲公司,张三,138,郑州\n甲公司,张三,138,开封\n"
    assert told(opened(table.encode())) == [(2, "甲公司", 0, [(2, "张三", "138")])]


def test_a_customer_that_comes_again_further_down_is_linked_to_its_first_line(opened):
    table = "客户名称,联系人,手机\n甲,张三,1\n乙,李四,2\n甲,王五,3\n"
    assert [(row, earlier) for row, _, earlier, _ in told(opened(table.encode()))] == [
        (2, 0), (3, 0), (4, 2),
    ]  # fmt: skip


def test_lines_without_any_name_stay_apart(opened):
    table = "客户名称,联系人,手机\n,张三,1\n,李四,2\n"
    assert [(row, key) for row, key, *_ in told(opened(table.encode()))] == [(2, ""), (3, "")]
