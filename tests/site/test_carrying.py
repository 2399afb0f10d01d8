"""`maizi import` and `maizi export`: the engine of the pages, from the command line."""

from types import SimpleNamespace

import pytest

from maizi.customers.models import Customer
from maizi.history.models import HistoryEntry
from maizi.kernel.errors import Refused
from maizi.kit.models import ImportRun
from maizi.kit.sheets.open import open_sheet
from maizi.site.carrying import bring, give

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(tmp_path):
    """A file of two good rows and one that is refused."""
    file = tmp_path / "客户.csv"
    file.write_bytes(
        "公司名称,手机\n甲公司,13800138000\n乙公司,1.38E+10\n丙公司,\n".encode("gb18030")
    )
    return file


def words(file, **more) -> SimpleNamespace:
    usual = {"by": "lin", "mode": "add", "pool": "", "key": "", "twins": "", "dry_run": False,
             "refused": "", "reason": ""}  # fmt: skip
    return SimpleNamespace(file=str(file), **{**usual, **more})


def test_refused_rows_are_told_written_out_and_make_the_exit_code(house, sheet, tmp_path, capsys):
    out = tmp_path / "未导入.xlsx"
    assert bring(words(sheet, refused=str(out))) == 1
    told = capsys.readouterr().out
    assert "新增 2" in told and "不能导入 1" in told and "手机" in told
    assert "第 3 行：手机" in told and "1.38E+10" in told
    assert Customer.objects.count() == 2
    with open_sheet(out) as refused:
        assert refused.row_count == 1 and refused.headers[-1] == "原因"


def test_a_dry_run_writes_nothing(house, sheet, capsys):
    assert bring(words(sheet, dry_run=True)) == 1
    assert "只检查" in capsys.readouterr().out and not Customer.objects.exists()


def test_into_a_pool(house, tmp_path, capsys):
    file = tmp_path / "a.csv"
    file.write_text("公司名称\n甲公司\n")
    assert bring(words(file, pool="华东公海")) == 0
    assert Customer.objects.get().pool == house.pool


@pytest.mark.parametrize(
    ("more", "told"),
    [({"by": "nobody"}, "没有在职的用户"), ({"by": "chen"}, "没有导入"), ({"pool": "无"}, "公海")],
)
def test_what_cannot_be_is_refused(house, sheet, more, told):
    with pytest.raises(Refused, match=told):
        bring(words(sheet, **more))
    assert not Customer.objects.exists()


def test_a_file_that_is_none_is_refused(house, tmp_path):
    with pytest.raises(Refused, match="没有找到文件"):
        bring(words(tmp_path / "no.csv"))
    (tmp_path / "a.csv").write_bytes(b"\0\1\2" * 100)
    with pytest.raises(Refused):
        bring(words(tmp_path / "a.csv"))
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_is_exported_can_be_imported_again(house, sheet, tmp_path, capsys, ending):
    bring(words(sheet))
    out = tmp_path / f"出.{ending}"
    assert give(words(out, reason="核对")) == 0
    assert HistoryEntry.objects.get(verb="export", reason="核对").actor_id == house.lin.pk
    Customer.objects.all().delete()
    assert bring(words(out)) == 0 and Customer.objects.count() == 2


def test_an_export_needs_a_right_and_a_reason(house, tmp_path):
    with pytest.raises(Refused, match="用途"):
        give(words(tmp_path / "a.csv"))
    with pytest.raises(Refused, match="权限"):
        give(words(tmp_path / "a.csv", by="chen", reason="x"))
