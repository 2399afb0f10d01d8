"""Workbooks that are hostile, broken or not what they say: refused at once, in a sentence."""

import resource
import time
from dataclasses import replace

import pytest

from maizi.kernel.errors import Refused
from maizi.kit.sheets.limits import DEFAULT
from maizi.kit.sheets.open import open_sheet
from maizi.kit.sheets.write import OutColumn, write_xlsx

from .books import book, container, handmade, png, text_cell, with_false_sizes, zipped

pytestmark = pytest.mark.once

SOON_SECONDS = 5  # decided in well under one; the machine may be busy
ROWS = "".join(
    f'<row r="{n}">{text_cell(f"A{n}", "名称")}{text_cell(f"B{n}", "电话")}</row>' for n in (1, 2)
)


def refused(opened, content, *, name="客户.xlsx", **choices):
    """The refusal of these bytes, which must come soon."""
    started = time.monotonic()
    with pytest.raises(Refused) as caught:
        opened(content, name=name, **choices)
    assert time.monotonic() - started < SOON_SECONDS
    assert name in str(caught.value)
    assert str(caught.value).endswith("。")
    return caught.value


FOREIGN = {
    "picture": (png(), "图片"),
    "pdf": (b"%PDF-1.7\n1 0 obj<<>>endobj\n", "PDF"),
    "rar": (b"Rar!\x1a\x07\x01\x00" + bytes(range(200)), "压缩包"),
    "zip": (zipped({"照片/1.jpg": b"\xff\xd8\xff"}), "压缩包"),
    "word": (zipped({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}), "Word"),
    "slides": (zipped({"ppt/presentation.xml": "<a/>"}), "PowerPoint"),
    "binary workbook": (zipped({"xl/workbook.bin": b"\x00"}), "xlsb"),
    "json": (b'{"name": "x"}', "JSON"),
    "xml": (b'<?xml version="1.0"?><a/>', "XML"),
    "program": (b"MZ\x90\x00\x03" + bytes(range(256)) * 4, "程序"),
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_a_file_that_is_no_sheet_is_named(opened, kind):
    content, word = FOREIGN[kind]
    assert word in str(refused(opened, content))


def test_an_empty_file(opened):
    assert refused(opened, b"").code == "blank"


@pytest.mark.parametrize("nothing", [b"\x00", b" ", b"\n", b",,,,\r\n", b"\t"])
def test_twenty_megabytes_of_nothing(opened, nothing):
    content = nothing * (20 * 1024 * 1024 // len(nothing))
    assert refused(opened, content, name="客户.csv").code == "blank"


def test_random_bytes(opened):
    noise = bytes((n * 7919) % 256 for n in range(5_000))
    assert refused(opened, noise, name="客户.csv").code == "unknown"


def test_a_workbook_without_anything_in_it(opened):
    assert refused(opened, book([])).code == "empty"
    assert refused(opened, book([["客户名称", "手机"]])).code == "no_rows"


def test_a_workbook_cut_off_by_a_broken_connection(opened):
    whole = book([["客户名称", "手机"], *([f"公司{n}", "13800138000"] for n in range(500))])
    for part in (0.1, 0.5, 0.9, 0.99):
        assert refused(opened, whole[: int(len(whole) * part)]).code in ("broken", "archive")


def test_a_worksheet_whose_xml_breaks_off(opened):
    members = handmade(ROWS)
    members["xl/worksheets/sheet1.xml"] = members["xl/worksheets/sheet1.xml"][:-60]
    assert refused(opened, zipped(members)).code == "broken"


def test_a_zip_bomb_that_admits_its_size(opened):
    content = zipped(handmade(ROWS) | {"xl/media/image1.png": bytes(1_000)})
    honest = with_false_sizes(content, "xl/media/image1.png", DEFAULT.unpacked_bytes)
    assert refused(opened, honest).code == "bomb"


def test_a_zip_bomb_that_lies_about_its_size(opened):
    content = zipped(handmade(ROWS + " " * (30 * 1024 * 1024)))
    assert len(content) < 60_000
    lying = with_false_sizes(content, "xl/worksheets/sheet1.xml", 4_000)
    assert refused(opened, lying).code == "bomb"


def test_entities_that_multiply(opened):
    prologue = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    members = handmade(ROWS.replace("名称", "&b;"), prologue=prologue)
    assert refused(opened, zipped(members)).code == "entities"


def test_a_cell_at_the_far_end_of_the_sheet(opened):
    far = f'{ROWS}<row r="1048576">{text_cell("XFD1048576", "x")}</row>'
    why = refused(opened, zipped(handmade(far)))
    assert why.code == "sparse"
    assert "1048576" in str(why)


def test_a_far_cell_hidden_out_of_order_meets_the_memory_limit(opened):
    hidden = (
        f'<row r="1048576">{text_cell("XFD1048576", "x")}{text_cell("A1048576", "x")}</row>'
        f'<row r="2">{text_cell("A2", "x")}</row>'
    )
    assert refused(opened, zipped(handmade(ROWS + hidden))).code in ("sparse", "memory")


def test_formatted_but_empty_cells_far_away_do_no_harm(opened):
    styled = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert opened(zipped(handmade(ROWS + styled)), name="a.xlsx").row_count == 1


def test_too_many_rows_cells_or_columns(opened):
    content = book([["名称", "电话", "地址"], *(["甲", "1", "乙"] for _ in range(90))])
    cases = (("rows", 20), ("cells", 100), ("columns", 2), ("workbook_bytes", 1_000))
    for cap, most in cases:
        why = refused(opened, content, limits=replace(DEFAULT, **{cap: most}))
        assert why.code in (cap, "size")


def test_too_many_members(opened):
    members = handmade(ROWS) | {f"xl/media/{n}": b"" for n in range(60)}
    why = refused(opened, zipped(members), limits=replace(DEFAULT, members=50))
    assert why.code == "members"


def test_a_reader_that_takes_too_long_is_stopped(opened):
    content = book([["名称", "电话"], ["甲", "1"]])
    assert refused(opened, content, limits=replace(DEFAULT, seconds=0)).code == "memory"


def test_a_workbook_with_a_password(opened):
    content = container("EncryptedPackage")
    assert refused(opened, content).code == "locked"


def test_an_old_word_document_named_xls(opened):
    assert "Word" in str(refused(opened, container("WordDocument"), name="客户.xls"))


def test_an_old_workbook_that_breaks_off(opened, shared):
    whole = (shared / "credit/bankloan.xls").read_bytes()
    assert refused(opened, whole[:2_000], name="客户.xls").code == "broken"


def test_a_worksheet_that_is_not_there(opened):
    why = refused(opened, book([["名称", "电话"], ["甲", "1"]]), worksheet="联系人")
    assert "联系人" in str(why)


def test_the_readers_memory_is_not_ours(tmp_path):
    rows = ((f"公司{n}", "13800138000", "郑州市金水区" * 10) for n in range(50_000))
    path = tmp_path / "大.xlsx"
    write_xlsx(
        path, columns=[OutColumn("客户名称"), OutColumn("手机"), OutColumn("地址")], rows=rows
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sheet = open_sheet(path)
    assert sum(1 for _ in sheet.rows()) == 50_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # KiB


def test_a_workbook_of_megabytes_of_blanks_is_not_worth_unpacking(opened):
    content = zipped(handmade(ROWS + " " * (30 * 1024 * 1024)))
    assert refused(opened, content).code == "bomb"


def test_a_cell_with_a_whole_book_in_it(opened):
    long = f'<row r="3">{text_cell("A3", "长" * 150_000)}</row>'
    assert refused(opened, zipped(handmade(ROWS + long))).code == "long_line"
