"""The wizard as people meet it: upload, columns, check, repair, import, result, undo."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from maizi.customers.models import Customer
from maizi.files.models import StoredFile
from maizi.kit.models import ImportRun
from maizi.kit.sheets.open import open_sheet
from tests.jobs.conftest import work_off

pytestmark = pytest.mark.django_db
SHEET = "客户名称,手机,备注\n甲公司,13800138000,\n乙公司,1.38E+10,快修\n丙公司,13900139000,=1+1\n"


@pytest.fixture
def lin(client, house):
    """林悦, who may import, signed in."""
    client.force_login(house.lin)
    return client


def upload(client, content: str | bytes = SHEET, name: str = "客户.csv"):
    content = content.encode("gb18030") if isinstance(content, str) else content
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("customers:imports_new"), {"file": file})


def page_of(run: ImportRun, page: str, *more) -> str:
    return reverse(f"customers:imports_{page}", args=[run.pk, *more])


def mapped(client, **more) -> ImportRun:
    """Uploaded, mapped as proposed, checked."""
    upload(client)
    run = ImportRun.objects.get()
    options = {"party_type": "enterprise", "twins": "refuse", "bad_cells": "choices", "key": "no"}
    answer = client.post(page_of(run, "map"), {"mode": "add", **options, **more})
    assert answer.status_code == 302, answer.content.decode()
    work_off()
    run.refresh_from_db()
    return run


def test_the_whole_way(lin, tmp_path):
    answer = upload(lin)
    run = ImportRun.objects.get()
    assert answer.headers["Location"] == page_of(run, "map")
    page = lin.get(page_of(run, "map")).content.decode()
    assert "GB18030" in page and "13800138000" in page and "名称相同" in page
    run.delete()
    run = mapped(lin)
    assert (run.state, run.to_add, run.refused) == ("checked", 2, 1)
    assert not Customer.objects.exists()
    page = lin.get(page_of(run, "run")).content.decode()
    assert "丢失" in page and "开始导入 2 行" in page
    lin.post(page_of(run, "start"))
    work_off()
    page = lin.get(page_of(run, "run")).content.decode()
    assert "甲公司" in page and "撤销整批导入" in page
    assert Customer.objects.get(name="丙公司").note == "=1+1"
    file = tmp_path / "refused.xlsx"
    file.write_bytes(b"".join(lin.get(page_of(run, "refused")).streaming_content))
    with open_sheet(file) as sheet:
        assert sheet.headers == ("客户名称", "手机", "备注", "原因")
        assert sheet.sample()[0][1][0] == "乙公司" and "手机" in sheet.sample()[0][1][3]
    lin.post(page_of(run, "undo"))
    work_off()
    assert not Customer.objects.exists()
    page = lin.get(reverse("customers:imports")).content.decode()
    assert "客户.csv" in page and "已撤销" in page


def test_a_repaired_row_is_checked_again_and_comes_in(lin):
    run = mapped(lin)
    page = lin.get(page_of(run, "grid")).content.decode()
    assert 'value="1.38E+10"' in page and "乙公司" in page and "甲公司" not in page
    answer = lin.post(page_of(run, "fix", 3), {"text-mobile": "138"})
    run.refresh_from_db()
    assert answer.status_code == 302 and run.refused == 1
    lin.post(page_of(run, "fix", 3), {"text-mobile": "13700137000"})
    run.refresh_from_db()
    assert (run.refused, run.to_add, run.reasons) == (0, 3, [])
    lin.post(page_of(run, "start"))
    work_off()
    assert Customer.objects.get(name="乙公司").mobile == "13700137000"


def test_a_row_left_out_does_not_come_in(lin):
    run = mapped(lin)
    lin.post(page_of(run, "fix", 3), {"drop": "1"})
    lin.post(page_of(run, "start"))
    work_off()
    run.refresh_from_db()
    assert (run.added, run.refused) == (2, 0)


def test_reasons_filter_the_grid(lin):
    run = mapped(lin)
    shown = lin.get(page_of(run, "grid"), {"reason": "0"}).content.decode()
    assert "乙公司" in shown
    assert "乙公司" not in lin.get(page_of(run, "grid"), {"after": "3"}).content.decode()


def test_the_corrected_file_can_be_sent_again(lin, tmp_path):
    """What was refused, corrected, comes in under the same columns; the reason is left out."""
    run = mapped(lin)
    content = b"".join(lin.get(page_of(run, "refused")).streaming_content)
    ImportRun.objects.all().delete()
    upload(lin, content, "改好.xlsx")
    columns = ImportRun.objects.get().columns
    assert [c["target"] for c in columns] == ["name", "mobile", "note", ""]


def test_another_encoding_and_heading_can_be_chosen(lin):
    upload(lin)
    run = ImportRun.objects.get()
    lin.post(page_of(run, "reread"), {"encoding": "latin-1", "header_row": "1"})
    run.refresh_from_db()
    assert run.columns[0]["header"] != "客户名称"
    lin.post(page_of(run, "reread"), {"encoding": "gb18030", "header_row": "0"})
    run.refresh_from_db()
    assert run.row_count == 4


def test_chosen_columns_are_remembered(lin):
    upload(lin)
    run = ImportRun.objects.get()
    given = {"mode": "add", "party_type": "enterprise", "twins": "refuse", "bad_cells": "choices",
             "key": "no", "place-2": "short_name"}  # fmt: skip
    lin.post(page_of(run, "map"), given)
    work_off()
    upload(lin)
    again = ImportRun.objects.first().columns[2]
    assert (again["target"], again["reason"]) == ("short_name", "remembered")


def test_who_may_not_import_gets_403_and_nothing_is_stored(client, house):
    for person in (house.chen, house.service, house.auditor):
        client.force_login(person)
        assert upload(client).status_code == 403
        assert client.get(reverse("customers:imports")).status_code == 403
    assert not ImportRun.objects.exists() and not StoredFile.objects.exists()


def test_the_import_of_another_is_not_there(client, house):
    client.force_login(house.lin)
    run = mapped(client)
    other = house.person("gao", "高远", house.north, "ka_department_manager")
    client.force_login(other)
    for page in ("run", "map", "grid", "refused"):
        assert client.get(page_of(run, page)).status_code == 404
    for page in ("start", "check", "undo"):
        assert client.post(page_of(run, page)).status_code == 404
    assert not Customer.objects.exists()


def test_a_pause_holds_and_a_resume_goes_on(lin):
    run = mapped(lin)
    lin.post(page_of(run, "start"))
    lin.post(page_of(run, "tell", "pause"))
    assert work_off() == []
    run = ImportRun.objects.get()
    assert run.present_state == "paused"
    assert "继续" in lin.get(page_of(run, "run")).content.decode()
    lin.post(page_of(run, "tell", "resume"))
    work_off()
    assert Customer.objects.count() == 2


def test_a_double_click_starts_one_import(lin):
    run = mapped(lin)
    lin.post(page_of(run, "start"))
    answer = lin.post(page_of(run, "start"))
    assert answer.status_code in (302, 422)
    assert [job.kind for job in work_off()] == ["kit.import_run", "customers.refresh"]
