"""What leaves the house: no cell a formula, every text unchanged, numbers still numbers."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from maizi.kernel.errors import Refused
from maizi.kit.sheets import write
from maizi.kit.sheets.cells import FORMULA_STARTS, tidy
from maizi.kit.sheets.kinds import Kind
from maizi.kit.sheets.open import open_sheet
from maizi.kit.sheets.write import (
    OutColumn,
    csv_chunks,
    file_name,
    guarded,
    safe_sheet_name,
    write_csv,
    write_xlsx,
)

pytestmark = pytest.mark.once

COLUMNS = (
    OutColumn("客户名称"),
    OutColumn("手机", Kind.MOBILE),
    OutColumn("金额", Kind.MONEY),
    OutColumn("日期", Kind.DATE),
    OutColumn("时间", Kind.MOMENT),
    OutColumn("数量", Kind.INTEGER),
    OutColumn("有效", Kind.YES_NO),
)
ROW = (
    "=1+1", "13800138000", Decimal("1234.50"), date(2024, 3, 5),
    datetime(2024, 3, 5, 8, 30, tzinfo=UTC), 12, True,
)  # fmt: skip
ATTACKS = [
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1", "\x00=1+1", "＝1+1", "＋1",
    "－1x", "＠x", " =1+1", "=cmd|' /C calc'!A0", "+86-138", "'=1", "{=1+1}", "\u200b=1+1",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=40),
    st.builds(lambda start, rest: start + rest, st.sampled_from(ATTACKS), st.text(max_size=8)),
    st.from_regex(r"\A[0-9]{1,25}\Z"),
    st.from_regex(r"\A_x[0-9A-F]{4}_\Z"),
)


def workbook(columns, rows):
    """The cells of an xlsx as openpyxl sees them, header first."""
    out = io.BytesIO()
    write_xlsx(out, columns=columns, rows=rows)
    out.seek(0)
    return list(openpyxl.load_workbook(out).active.iter_rows())


def lines(columns, rows):
    """The fields of a CSV file."""
    text = b"".join(csv_chunks(columns, rows)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_a_workbook_keeps_kinds_and_shows_them_as_people_expect():
    header, row = workbook(COLUMNS, [ROW])
    assert [cell.value for cell in header] == [column.label for column in COLUMNS]
    assert header[0].font.bold
    assert [cell.data_type for cell in row] == ["s", "s", "n", "d", "d", "n", "s"]
    assert [row[0].value, row[1].value, row[6].value] == ["=1+1", "13800138000", "是"]
    assert (row[2].value, row[2].number_format) == (1234.5, "#,##0.00")
    assert (row[3].value, row[3].number_format) == (
        datetime.fromisoformat("2024-03-05"),
        "yyyy-mm-dd",
    )
    assert row[4].value == datetime.fromisoformat("2024-03-05T08:30")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.just("x"), TEXTS, TEXTS), min_size=1, max_size=5))
def test_no_text_becomes_a_formula_and_every_text_comes_back(rows):
    _, *found = workbook([OutColumn("x"), OutColumn("甲"), OutColumn("=乙")], rows)
    for cells, texts in zip(found, rows, strict=True):
        for cell, text in zip(cells, texts, strict=True):
            assert cell.data_type in ("s", "n")
            kept = write.xlsx_cell(text)
            assert unescape(cell.value or "") == kept.replace("\r\n", "\n")
            assert tidy(kept) == tidy(text) or tidy(text).startswith("'")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5))
def test_no_field_of_a_text_file_begins_like_a_formula(rows):
    for fields in lines([OutColumn("甲"), OutColumn("=乙")], rows):
        for field in fields:
            bare = field.lstrip(" \t\n")
            if bare[:1] in FORMULA_STARTS:
                assert bare.lstrip("+-").replace(" ", "").replace(".", "").isdecimal()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.just("x"), TEXTS), min_size=2, max_size=6))
def test_a_text_file_of_ours_can_be_imported_again(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("csv") / "导出.csv"
    write_csv(path, [OutColumn("客户名称"), OutColumn("备注")], rows)
    with open_sheet(path) as sheet:
        assert sheet.headers == ("客户名称", "备注")
        assert [cells[1] for _, cells in sheet.rows()] == [_told(text) for _, text in rows]


def _told(text):
    """A text as it is after one visit to a sheet; the apostrophe of a guard is not part of it."""
    return tidy(guarded(text))


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_are_guarded(attack):
    if attack != "{=1+1}":
        assert guarded(attack)[0] == "'"
        assert guarded(attack)[1:].strip("'\t\n ")[0] in FORMULA_STARTS


@pytest.mark.parametrize("text", ["-12.5", "+8613800138000", "+86 138 0013 8000", "甲=乙", "a-b"])
def test_numbers_phones_and_plain_texts_stay_usable(text):
    assert guarded(text) == text


def test_a_text_file_has_a_mark_and_plain_numbers():
    content = b"".join(csv_chunks(COLUMNS, [ROW]))
    assert content.startswith(b"\xef\xbb\xbf")
    assert lines(COLUMNS, [ROW])[1] == [
        "'=1+1", "13800138000", "1234.50", "2024-03-05", "2024-03-05 08:30:00", "12", "是",
    ]  # fmt: skip


def test_a_text_file_is_streamed():
    taken = []

    def rows():
        for number in range(5_000):
            taken.append(number)
            yield ("x",) * 2

    chunks = csv_chunks([OutColumn("a"), OutColumn("b")], rows())
    next(chunks)
    assert len(taken) == write.CHUNK_ROWS


def test_numbers_too_long_for_excel_stay_exact():
    row = (10**18, Decimal("12345678901234567.89"), Decimal("0.10"))
    _, cells = workbook([OutColumn("号", Kind.INTEGER)] + [OutColumn(n) for n in "ab"], [row])
    assert [cell.value for cell in cells] == ["1000000000000000000", "12345678901234567.89", 0.1]


def test_odd_values_do_not_stop_an_export():
    values = [None, "", date(1850, 1, 1), ("a", "b"), "x" * 40_000, "\ud800", Kind.TEXT]
    _, *rows = workbook([OutColumn("a")], [(value,) for value in values])
    found = [row[0].value for row in rows]
    assert found == [None, None, "1850-01-01", "a；b", "x" * 32_767, None, "text"]
    assert len(lines([OutColumn("a")], [(value,) for value in values])) == len(values) + 1


def test_an_export_without_rows_still_has_its_header():
    header, *rest = workbook(COLUMNS, [])
    assert len(header) == len(COLUMNS)
    assert all(cell.value is None for row in rest for cell in row)
    assert len(lines(COLUMNS, [])) == 1


def test_columns_of_one_name_are_told_apart():
    header, row = workbook([OutColumn("电话"), OutColumn("电话")], [("1", "2")])
    assert [cell.value for cell in header] == ["电话", "电话 (2)"]
    assert [cell.value for cell in row] == ["1", "2"]


def test_more_rows_than_excel_holds_are_refused(monkeypatch):
    monkeypatch.setattr(write, "MOST_XLSX_ROWS", 3)
    with pytest.raises(Refused, match="导出为 CSV"):
        write_xlsx(io.BytesIO(), columns=[OutColumn("a")], rows=(("x",) for _ in range(4)))
    assert write_xlsx(io.BytesIO(), columns=[OutColumn("a")], rows=(("x",) for _ in range(3))) == 3


def test_names_of_files_and_worksheets_are_safe():
    assert file_name("客户/列表: 2024?", "xlsx") == "客户-列表- 2024.xlsx"
    assert file_name("..\\..\\etc", "csv") == "etc.csv"
    assert file_name("con", "csv") == "_con.csv"
    assert file_name("\u202e\x00", "csv") == "export.csv"
    assert len(file_name("长" * 300, "csv")) == 84
    assert safe_sheet_name("'客户[1]:*?/\\'") == "客户 1"
    assert safe_sheet_name("") == "Sheet1"
    assert len(safe_sheet_name("长" * 50)) == 31
