"""Text tables in every encoding and delimiter, and the ways in which they break."""

import pytest

from maizi.kernel.errors import Refused
from maizi.kit.sheets.open import open_sheet

pytestmark = pytest.mark.once

TABLE = (
    "客户名称,手机,地址\r\n郑州华宁科技有限公司,13800138000,郑州市金水区\r\n"
    "北京东方贸易公司,,北京市\r\n"
)
HEAD = ("客户名称", "手机", "地址")
FIRST = (2, ("郑州华宁科技有限公司", "13800138000", "郑州市金水区"))

ENCODINGS = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8-sig",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "gbk": "gb18030",
    "gb18030": "gb18030",
}


@pytest.mark.parametrize("written", ENCODINGS)
def test_the_encoding_is_found(opened, written):
    content = TABLE.encode(written)
    if written.startswith("utf-16-"):
        content = (
            "客户名称,phone,address\r\n" + "Acme Ltd,13800138000,1 High Street\r\n" * 20
        ).encode(written)
        assert opened(content).sample(1)[0][1] == ("Acme Ltd", "13800138000", "1 High Street")
        return
    sheet = opened(content)
    assert sheet.encoding == ENCODINGS[written]
    assert (sheet.headers, sheet.sample(1)) == (HEAD, [FIRST])
    assert sheet.facts.confidence >= 0.9


def test_traditional_chinese_in_big5(opened):
    table = (
        "公司名稱,聯絡電話\n臺灣水泥股份有限公司,02-2531-7099\n鴻海精密工業股份有限公司,02-2268\n"
    )
    sheet = opened(table.encode("cp950"))
    assert sheet.encoding == "cp950"
    assert sheet.headers == ("公司名稱", "聯絡電話")


def test_traditional_chinese_in_gbk_is_not_taken_for_big5(opened):
    sheet = opened("公司名稱,聯絡電話\n臺灣水泥股份有限公司,02-2531-7099\n".encode("gbk"))
    assert sheet.encoding == "gb18030"


def test_western_text_is_a_guess_that_is_said(opened):
    sheet = opened("name,city\nJosé Núñez,Málaga\nMüller,Köln\n".encode("cp1252"))
    assert sheet.sample(1)[0][1] == ("José Núñez", "Málaga")
    assert sheet.facts.confidence < 0.9
    assert any("请看一下样例" in warning for warning in sheet.warnings)


def test_a_person_can_choose_the_encoding(opened):
    content = TABLE.encode("gbk")
    assert opened(content, encoding="gb18030").headers == HEAD
    assert opened(content, encoding="cp1252").headers != HEAD


def test_a_few_broken_bytes_do_not_spoil_the_rest(opened):
    content = (TABLE * 10).encode() + b"\xe5\x85,1,2\r\n"
    sheet = opened(content)
    assert sheet.sample(1) == [FIRST]
    assert list(sheet.rows())[-1][1][0] == "\ufffd"
    assert any("不属于 utf-8 编码" in warning for warning in sheet.warnings)


def test_a_file_cut_off_inside_a_character_keeps_its_encoding(opened):
    content = (TABLE * 5).encode()[:-4]
    assert opened(content).encoding == "utf-8"


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|", "，"])
def test_the_delimiter_is_found(opened, delimiter):
    sheet = opened(TABLE.replace(",", delimiter).encode())
    assert (sheet.headers, sheet.sample(1)) == (HEAD, [FIRST])


def test_a_hint_for_excel_is_obeyed_and_is_no_row(opened):
    sheet = opened(b"sep=;\r\n" + TABLE.replace(",", ";").encode())
    assert (sheet.headers, sheet.sample(1)) == (HEAD, [FIRST])


def test_quotes_delimiters_and_line_breaks_inside_cells(opened):
    content = '客户名称,备注\r\n"甲, ""乙""公司","第一行\r\n第二行"\r\n丙公司,无\r\n'
    sheet = opened(content.encode())
    assert list(sheet.rows()) == [(2, ('甲, "乙"公司', "第一行\n第二行")), (3, ("丙公司", "无"))]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(opened, ending):
    sheet = opened(TABLE.replace("\r\n", ending).encode())
    assert (sheet.row_count, sheet.sample(1)) == (2, [FIRST])


def test_a_quote_that_is_never_closed_is_named_by_its_row(opened):
    content = TABLE + '"丙公司,13900139000,上海\r\n丁公司,13700137000,广州\r\n'
    with pytest.raises(Refused, match="第 4 行的引号没有闭合"):
        opened(content.encode())
    with pytest.raises(Refused, match="第 4 行的引号没有闭合"):
        opened((content + "戊公司,1,2\r\n" * 50_000).encode())


def test_rows_with_too_many_cells_are_named_and_the_others_kept(opened):
    body = "".join(f"公司{n},1380013{n:04},郑州\r\n" for n in range(100))
    sheet = opened(
        ("客户名称,手机,地址\r\n" + body + "甲公司,13800138000,郑州,金水区\r\n").encode()
    )
    assert sheet.row_count == 101
    assert list(sheet.facts.broken) == [102]
    assert "这一行有 4 格，表头只有 3 列" in str(sheet.facts.broken[102])
    assert any("第 102 行" in warning for warning in sheet.warnings)


def test_a_file_with_mostly_uneven_rows_is_refused(opened):
    body = "".join("甲,1,2" + ",x" * (n % 9) + "\r\n" for n in range(200))
    with pytest.raises(Refused, match="格数与表头不同"):
        opened(("客户名称,手机,地址\r\n甲,1,2\r\n" + body).encode())


def test_short_rows_are_filled_up(opened):
    assert opened("客户名称,手机,地址\n甲公司\n".encode()).sample(1) == [(2, ("甲公司", "", ""))]


def test_zero_bytes_and_blank_lines_do_no_harm(opened):
    content = "客户名称,手机\n\n甲\x00公司,138\n\n\n乙公司,139\n\n\n".encode()
    assert list(opened(content).rows()) == [(3, ("甲公司", "138")), (6, ("乙公司", "139"))]


def test_an_apostrophe_that_guards_a_formula_is_taken_away(opened):
    content = "客户名称,备注\n'=1+1,'-x\n'tis,it's\n"
    rows = [cells for _, cells in opened(content.encode()).rows()]
    assert rows == [("=1+1", "-x"), ("'tis", "it's")]


NAMED_OTHERWISE = {
    "客户.xlsx": (TABLE.encode(), "csv"),
    "客户.xls": (TABLE.replace(",", "\t").encode("gbk"), "csv"),
    "导出.xls": (
        "<html><head><meta charset=gb2312></head><body><table border=1><tr><th>客户名称</th>"
        "<th>手机</th><th>地址</th></tr><tr><td>郑州华宁科技有限公司</td><td>13800138000</td>"
        "<td>郑州市<br>金水区&nbsp;</td></tr></table></body></html>".encode("gbk"),
        "html",
    ),
}


@pytest.mark.parametrize("name", NAMED_OTHERWISE)
def test_a_file_that_is_not_what_its_name_says_is_read_as_what_it_is(opened, name):
    content, kind = NAMED_OTHERWISE[name]
    sheet = opened(content, name=name)
    assert sheet.facts.format == kind
    assert sheet.headers == HEAD
    assert sheet.sample(1)[0][1][:2] == FIRST[1][:2]
    assert any("后缀与内容不符" in warning for warning in sheet.warnings)


def test_a_web_page_without_a_table(opened):
    with pytest.raises(Refused, match="里面没有表格"):
        opened(b"<html><body><p>404</p></body></html>", name="a.xls")


def test_a_spreadsheet_saved_as_xml_says_what_to_do(opened):
    content = (
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
    )
    with pytest.raises(Refused, match="另存为 .xlsx"):
        opened(content, name="a.xls")


def test_a_line_without_end(opened):
    with pytest.raises(Refused, match="第 2 行太长"):
        opened(b"name,phone\n" + b"x" * 5_000_000)


def test_two_hundred_thousand_rows_stream_through(tmp_path):
    path = tmp_path / "大.csv"
    with path.open("w", encoding="gb18030") as out:
        out.write("客户名称,手机\n")
        out.writelines(f"公司{n},138{n:08}\n" for n in range(200_000))
    with open_sheet(path) as sheet:
        assert sheet.row_count == 200_000
        assert next(iter(sheet.rows(after=199_999))) == (200_000, ("公司199998", "13800199998"))
