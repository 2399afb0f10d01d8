"""Workbooks as they really come: titles, merges, formulas, dates in three forms, stray columns."""

import struct
from datetime import date, datetime

import openpyxl
import pytest

from maizi.kit.sheets.kinds import Column, Kind
from maizi.kit.sheets.values import cell_reader

from .books import book, saved

pytestmark = pytest.mark.once

HEAD = ["客户名称", "手机", "成立日期"]


def rows_of(sheet):
    """All cells, without row numbers."""
    return [cells for _, cells in sheet.rows()]


def test_row_numbers_are_those_a_person_sees(opened):
    content = book([HEAD, ["甲公司"], [], [], ["乙公司"], []])
    sheet = opened(content, name="a.xlsx")
    assert [(number, cells[0]) for number, cells in sheet.rows()] == [(2, "甲公司"), (5, "乙公司")]


def test_titles_above_the_header_are_left_out_and_said(opened):
    def change(worksheet):
        worksheet.merge_cells("A1:C1")

    rows = [["2024 年客户登记表"], ["制表日期：2024-01-01"], [], HEAD, ["甲公司", "13800138000"]]
    sheet = opened(book(rows, change=change), name="a.xlsx")
    assert sheet.headers == tuple(HEAD)
    assert sheet.facts.header_rows == (4,)
    assert rows_of(sheet) == [("甲公司", "13800138000", "")]
    assert any("表头在第 4 行" in warning and "客户登记表" in warning for warning in sheet.warnings)


def test_a_header_of_two_lines_becomes_one(opened):
    def change(worksheet):
        worksheet.merge_cells("A1:A2")
        worksheet.merge_cells("B1:C1")

    rows = [
        ["客户名称", "联系人", "", "地址"],
        ["", "姓名", "电话", ""],
        ["甲公司", "张三", "138", "郑州"],
    ]
    sheet = opened(book(rows, change=change), name="a.xlsx")
    assert sheet.headers == ("客户名称", "联系人 姓名", "联系人 电话", "地址")
    assert sheet.facts.header_rows == (1, 2)
    assert rows_of(sheet) == [("甲公司", "张三", "138", "郑州")]


def test_cells_merged_downwards_are_repeated_and_sideways_are_not(opened):
    def change(worksheet):
        worksheet.merge_cells("A2:A4")
        worksheet.merge_cells("B5:C5")

    rows = [
        ["客户名称", "联系人", "手机"],
        ["甲公司", "张三", "13800138000"],
        [None, "李四", "13900139000"],
        [None, "王五", "13700137000"],
        ["乙公司", "不详"],
    ]
    sheet = opened(book(rows, change=change), name="a.xlsx")
    assert [cells[0] for cells in rows_of(sheet)] == ["甲公司"] * 3 + ["乙公司"]
    assert rows_of(sheet)[3] == ("乙公司", "不详", "")
    assert any("2 处合并单元格" in warning for warning in sheet.warnings)


def test_formulas_give_their_results_and_those_without_are_named(opened):
    def change(worksheet):
        worksheet["D2"] = "=B2*2"

    sheet = opened(book([[*HEAD, "金额"], ["甲公司", "1", "2"]], change=change), name="a.xlsx")
    assert rows_of(sheet) == [("甲公司", "1", "2", "")]
    assert any(warning.startswith("D2 等 1 个公式") for warning in sheet.warnings)


def test_error_cells_are_kept_so_that_they_can_be_refused(opened):
    def change(worksheet):
        worksheet["B3"] = "#N/A"
        worksheet["C2"] = "#DIV/0!"

    rows = [HEAD, ["甲公司", "13800138000"], ["乙公司"]]
    sheet = opened(book(rows, change=change), name="a.xlsx")
    assert rows_of(sheet) == [("甲公司", "13800138000", "#DIV/0!"), ("乙公司", "#N/A", "")]
    cell = cell_reader(Column("手机", Kind.MOBILE))("#N/A")
    assert str(cell.problem) == "“手机”：单元格里是错误值 #N/A，请改成正确的内容。"


def test_error_cells_of_old_workbooks_are_kept_too(opened, shared):
    content = bytearray((shared / "credit/bankloan.xls").read_bytes())
    at = content.index(struct.pack("<HHH", 0x0203, 14, 1))  # the first NUMBER record of row 2
    column = struct.unpack_from("<H", content, at + 6)[0]
    error = struct.pack("<HHHHHBB", 0x0205, 8, 1, column, 15, 0x2A, 1)
    content[at : at + 18] = error + struct.pack("<HHH", 0x0862, 2, 0)
    sheet = opened(bytes(content), name="a.xls")
    assert sheet.sample(1)[0][1][column] == "#N/A"


def test_forty_empty_columns_are_dropped(opened):
    def change(worksheet):
        for column in range(5, 45):
            worksheet.cell(1, column).style = "Good"
            worksheet.cell(2, column).style = "Good"

    rows = [["客户名称", *[None] * 40, "手机"], ["甲公司", *[None] * 40, "13800138000"]]
    sheet = opened(book(rows, change=change), name="a.xlsx")
    assert sheet.headers == ("客户名称", "手机")
    assert rows_of(sheet) == [("甲公司", "13800138000")]


def test_dates_as_dates_as_text_and_as_serial_numbers_are_one_date(opened):
    rows = [HEAD] + [
        [f"公司{n}", "138", written]
        for n, written in enumerate(
            (
                date(2024, 3, 5),
                datetime.fromisoformat("2024-03-05"),
                "2024年3月5日",
                "2024.3.5",
                45356,
            )
        )
    ]
    sheet = opened(book(rows), name="a.xlsx")
    read = cell_reader(Column("成立日期", Kind.DATE))
    cells = [read(cells[2]) for cells in rows_of(sheet)]
    assert [cell.value for cell in cells] == [date(2024, 3, 5)] * 5
    assert [bool(cell.warning) for cell in cells] == [False, False, False, False, True]


def test_numbers_keep_the_digits_excel_keeps(opened):
    rows = [["客户名称", "手机", "身份证号", "比例", "值"],
            ["甲公司", 13800138000.0, 110105194912310021, 0.1 + 0.2, True]]  # fmt: skip
    sheet = opened(book(rows), name="a.xlsx")
    assert rows_of(sheet) == [("甲公司", "13800138000", "1.1010519491231E+17", "0.3", "TRUE")]
    problem = cell_reader(Column("身份证号"))("1.1010519491231E+17").problem
    assert "“身份证号”" in str(problem)
    assert "已经丢失" in str(problem)


def test_a_phone_turned_into_a_short_float_is_refused_by_row_and_column(opened):
    sheet = opened(book([HEAD, ["甲公司", "1.38E+10"]]), name="a.xlsx")
    (number, cells), *_ = sheet.rows()
    problem = cell_reader(Column("手机", Kind.MOBILE))(cells[1]).problem
    assert number == 2
    assert str(problem).startswith("“手机”：表格软件把这个号码变成了 1.38E+10")


def test_spaces_of_all_kinds_and_invisible_characters_go(opened):
    rows = [HEAD, ["\u3000甲\xa0公司\u200b ", " 13800138000\t", "张　三"]]
    sheet = opened(book(rows), name="a.xlsx")
    assert rows_of(sheet) == [("甲 公司", "13800138000", "张 三")]


def test_the_first_worksheet_with_a_table_is_chosen_and_hidden_ones_are_not_offered(opened):
    made = openpyxl.Workbook()
    made.active.title = "说明"
    made.active.append(["请先阅读：本表由各区填写"])
    made.create_sheet("空")
    hidden = made.create_sheet("隐藏")
    hidden.sheet_state = "hidden"
    hidden.append(["a", "b"])
    hidden.append([1, 2])
    table = made.create_sheet("客户")
    table.append(HEAD)
    table.append(["甲公司"])
    sheet = opened(saved(made), name="a.xlsx")
    assert sheet.facts.worksheet == "客户"
    assert sheet.facts.worksheets == ("说明", "空", "客户")


def test_headers_are_unique_and_unnamed_columns_get_a_name(opened):
    rows = [["客户名称", "电话", "电话", None], ["甲公司", "1", "2", "3"]]
    sheet = opened(book(rows), name="a.xlsx")
    assert sheet.headers == ("客户名称", "电话", "电话 (2)", "第 4 列")
    assert any("第 4 列有内容但没有列名" in warning for warning in sheet.warnings)


def test_a_table_that_begins_in_the_middle_of_the_sheet(opened):
    def change(worksheet):
        for row, cells in ((4, HEAD), (5, ["甲公司", "13800138000"])):
            for column, cell in enumerate(cells, 3):
                worksheet.cell(row, column, cell)

    sheet = opened(book([], change=change), name="a.xlsx")
    assert sheet.headers == tuple(HEAD)
    assert list(sheet.rows()) == [(5, ("甲公司", "13800138000", ""))]


def test_a_person_can_choose_the_header_row(opened):
    rows = [["a", "b"], ["c", "d"], ["e", "f"]]
    assert opened(book(rows), name="a.xlsx", header_row=2).headers == ("c", "d")
    sheet = opened(book(rows), name="a.xlsx", header_row=0)
    assert (sheet.headers, sheet.row_count) == (("第 1 列", "第 2 列"), 3)


def test_a_workbook_of_another_office_suite(opened):
    from .books import zipped

    table = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        '<office:spreadsheet><table:table table:name="客户">'
        + "".join(
            "<table:table-row>"
            + "".join(
                f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
                "</table:table-cell>"
                for cell in row
            )
            + "</table:table-row>"
            for row in (("客户名称", "手机"), ("甲公司", "13800138000"))
        )
        + "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    content = zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": table,
            "META-INF/manifest.xml": "<a/>",
        }
    )
    sheet = opened(content, name="客户.ods")
    assert sheet.facts.format == "ods"
    assert list(sheet.rows()) == [(2, ("甲公司", "13800138000"))]
