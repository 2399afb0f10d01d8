"""A sheet that was opened once can be kept, read again and continued."""

import pytest

from maizi.kit.sheets.open import open_sheet
from maizi.kit.sheets.sheet import reopen

from .books import book

pytestmark = pytest.mark.once


def people(count):
    """A workbook of that many people."""
    rows = ([f"公司{n}", f"138{n:08}", "第一行\n第二行"] for n in range(count))
    return book([["客户名称", "手机", "备注"], [], *rows])


def test_a_staged_sheet_is_the_same_sheet(opened, tmp_path):
    with opened(people(100), name="客户.xlsx") as sheet:
        kept = sheet.stage(tmp_path / "客户.sheet")
        rows, facts = list(sheet.rows()), sheet.facts
    again = reopen(tmp_path / "客户.sheet")
    assert list(again.rows()) == list(kept.rows()) == rows
    assert again.facts == facts
    assert [type(warning) for warning in again.warnings] == [type(w) for w in facts.warnings]


def test_a_job_goes_on_after_the_row_it_had_reached(opened, tmp_path):
    sheet = opened(people(100), name="客户.xlsx").stage(tmp_path / "客户.sheet")
    rows = list(sheet.rows())
    assert list(sheet.rows(after=rows[59][0])) == rows[60:]
    assert list(sheet.rows(after=rows[-1][0])) == []


def test_warnings_and_broken_rows_survive_and_can_still_be_translated(opened, tmp_path):
    body = "".join(f"公司{n},138\n" for n in range(50))
    sheet = opened(f"名单\n\n客户名称,手机\n{body}甲,乙,丙\n".encode())
    again = sheet.stage(tmp_path / "客户.sheet")
    assert again.facts.broken == sheet.facts.broken
    assert list(again.facts.broken) == [54]
    assert again.warnings[0].text(lambda _: "{row}/{count}/{first}") == "3/1/名单"


def test_temporary_copies_go_when_the_sheet_does(opened):
    with opened(people(3), name="客户.xlsx") as sheet:
        body = sheet._body
        assert body.exists()
    assert not body.exists()
    sheet = opened(people(3), name="客户.xlsx")
    body = sheet._body
    rows = sheet.rows()
    next(rows)
    del sheet, rows
    assert not body.exists()


def test_a_refused_file_leaves_nothing_behind(opened, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    with pytest.raises(Exception, match="没有数据"):
        opened(book([["客户名称", "手机"]]), name="客户.xlsx")
    assert list((tmp_path / "temporary").iterdir()) == []


def test_two_readers_do_not_disturb_each_other(opened):
    sheet = opened(people(10), name="客户.xlsx")
    one, two = sheet.rows(), sheet.rows()
    assert [next(one), next(one)] == [next(two), next(two)]


def test_a_name_with_odd_characters_is_only_a_name(tmp_path):
    path = tmp_path / "客户 $(touch x); 'a'.csv"
    path.write_text("客户名称,手机\n甲,1\n", encoding="utf-8")
    assert open_sheet(path).row_count == 1
