"""Whatever the bytes, a file is opened or refused; nothing else happens."""

import io
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maizi.kernel.errors import Refused
from maizi.kit.sheets.dates import read_date
from maizi.kit.sheets.headers import Target, propose
from maizi.kit.sheets.kinds import Column, Kind
from maizi.kit.sheets.open import open_sheet
from maizi.kit.sheets.values import cell_reader

from .books import book, zipped

pytestmark = pytest.mark.once

WORKBOOK = book([["客户名称", "手机", "日期"], *([f"公司{n}", 13800138000, "x"] for n in range(9))])
TEXT = '客户名称,手机,备注\r\n甲公司,13800138000,"第一行\n第二行"\r\n乙公司,139,\r\n'.encode()
WIDE = TEXT.decode().encode("utf-16")
CARDS = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:张三\r\nTEL;TYPE=CELL:138\r\nEND:VCARD\r\n".encode()
PAGE = "<table><tr><td>客户名称<td>手机</tr><tr><td>甲<td>1</tr></table>".encode()
TARGETS = (
    Target("name", "客户名称", needed=True),
    Target("mobile", "手机", Kind.MOBILE, repeats=True),
)


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The content with a few bytes changed, cut, repeated or put elsewhere."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(max(1, len(changed)))
        length = chance.randint(1, 40)
        match chance.randrange(4):
            case 0:
                changed[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del changed[at : at + length]
            case 2:
                changed[at:at] = chance.randbytes(length)
            case 3:
                changed[at:at] = changed[at : at + length] * chance.randint(1, 9)
    return bytes(changed)


def open_or_refuse(path, content: bytes, name: str) -> None:
    """Open and read every row, unless the file is refused in a sentence."""
    path.write_bytes(content)
    try:
        sheet = open_sheet(path, name=name)
    except Refused as why:
        assert str(why).endswith("。"), why
        return
    with sheet:
        width = len(sheet.headers)
        assert width and all(sheet.headers) and len(set(sheet.headers)) == width
        numbers = [number for number, cells in sheet.rows() if len(cells) == width]
        assert len(numbers) == sheet.row_count
        assert numbers == sorted(numbers)
        propose(sheet.headers, TARGETS, samples=[cells for _, cells in sheet.sample()])


@pytest.mark.parametrize(
    ("content", "name"),
    [(TEXT, "a.csv"), (CARDS, "a.vcf"), (WIDE, "a.csv")],
    ids=["utf-8", "vcf", "utf-16"],
)
def test_mutated_text_is_opened_or_refused(tmp_path, content, name):
    chance = random.Random(20240305)
    for _ in range(200):
        open_or_refuse(tmp_path / "upload", mutated(content, chance), name)


@pytest.mark.parametrize(
    ("content", "name", "times"),
    [(WORKBOOK, "a.xlsx", 30), (PAGE, "a.xls", 8)],
    ids=["xlsx", "html"],
)
def test_mutated_workbooks_are_opened_or_refused(tmp_path, content, name, times):
    chance = random.Random(7)
    for _ in range(times):
        open_or_refuse(tmp_path / "upload", mutated(content, chance), name)


def test_workbooks_with_mutated_xml_are_opened_or_refused(tmp_path):
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    chance = random.Random(11)
    for _ in range(30):
        name = chance.choice(sorted(members))
        content = zipped(members | {name: mutated(members[name], chance)})
        open_or_refuse(tmp_path / "upload", content, "a.xlsx")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_opened_or_refused(tmp_path_factory, content):
    open_or_refuse(tmp_path_factory.getbasetemp() / "any", content, "a.csv")


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=30), st.sampled_from(sorted(Kind)))
def test_any_text_is_read_as_any_kind(text, kind):
    cell = cell_reader(Column("列", kind, choices={"甲": 1}))(text)
    if cell.problem:
        assert cell.problem.text()
    read_date(text)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(max_size=12), max_size=6))
def test_any_headers_get_a_proposal_each(headers):
    assert len(propose(headers, TARGETS)) == len(headers)
