"""Bad files through the upload itself: refused or repaired in a sentence, nothing half done."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from maizi.customers.models import Contact, Customer
from maizi.files.models import StoredFile
from maizi.kit.imports.terms import ImportState
from maizi.kit.models import ImportRun
from tests.customers.importing import lead
from tests.kit.sheets.books import book, png

pytestmark = pytest.mark.django_db
PEOPLE = [["客户名称", "联系人", "手机"], ["甲公司", "张三", "13800138000"]]


def bomb() -> bytes:
    """A workbook that unpacks to gigabytes."""
    out = io.BytesIO(book(PEOPLE))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", b"\0" * (500 << 20))
    return out.getvalue()


def sent(client, content: bytes, name: str):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("customers:imports_new"), {"file": file}, follow=True)


@pytest.mark.parametrize(
    "case",
    [
        ("图片.csv", png(), "图片"),
        ("图片.xlsx", png(), "图片"),
        ("文件.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "文档"),
        ("空.csv", b"", "空"),
        ("什么也没有.csv", b" \r\n" * 1000, "看不出"),
        ("零.xlsx", b"\0" * (20 << 20), "看不出"),
        ("断了.xlsx", book(PEOPLE)[:-400], "看不出"),
        ("压缩包.zip", b"PK\x03\x04" + b"\0" * 40, "看不出"),
        ("只有表头.csv", "客户名称,手机\n".encode(), "只有表头"),
        ("网页.xls", b"<html><body>hello</body></html>", "网页"),
        ("程序.csv", b"MZ" + bytes(range(256)) * 20, "看不出"),
    ],
)
def test_a_file_that_is_none_is_refused_in_a_sentence(client, house, case):
    name, content, told = case
    client.force_login(house.lin)
    page = sent(client, content, name).content.decode()
    assert told in page, page[-2000:]
    assert not ImportRun.objects.exists() and not StoredFile.objects.exists()


def test_a_zip_bomb_is_refused(client, house):
    client.force_login(house.lin)
    assert "解压后" in sent(client, bomb(), "炸弹.xlsx").content.decode()
    assert not ImportRun.objects.exists() and not StoredFile.objects.exists()


def test_merged_cells_become_one_customer_with_two_people(house):
    rows = [*PEOPLE, [None, "李四", "13900139000"]]
    content = book(rows, change=lambda sheet: sheet.merge_cells("A2:A3"))
    led = lead(content, by=house.lin, name="合并.xlsx").bring()
    assert led.counts() == (1, 0, 1, 0)
    people = Contact.objects.order_by("id").values_list("name", "mobile")
    assert list(people) == [("张三", "13800138000"), ("李四", "13900139000")]


def test_formulas_are_text_or_their_result_never_run(house):
    rows = [["客户名称", "备注"], ["甲公司", "=1+1"], ["=cmd|'/c calc'!A0", "x"]]
    led = lead(book(rows), by=house.lin, name="公式.xlsx").check()
    assert any("公式" in message for message, _ in led.run.facts["warnings"])


def test_forty_empty_columns_are_not_asked_about(house):
    rows = [["客户名称", *[None] * 40, "手机"], ["甲公司", *[None] * 40, "13800138000"]]
    led = lead(book(rows), by=house.lin, name="空列.xlsx").bring()
    assert [column["header"] for column in led.run.columns] == ["客户名称", "手机"]
    assert Customer.objects.get().mobile == "13800138000"


def test_dates_as_text_and_as_serial_numbers(house):
    rows = [
        ["客户名称", "成立日期"],
        ["甲公司", "2015年3月8日"],
        ["乙公司", "42071"],
        ["丙公司", "昨天"],
    ]
    led = lead(book(rows), by=house.lin, name="日期.xlsx").bring()
    assert led.counts()[0] == 2 and led.run.warned == 1 and led.run.refused == 1
    days = Customer.objects.order_by("id").values_list("founded_on", flat=True)
    assert list(map(str, days)) == ["2015-03-08", "2015-03-08"]


def test_numbers_that_excel_spoiled_name_row_and_column(house):
    rows = [["客户名称", "手机"], ["甲公司", "1.38E+10"], ["乙公司", 13800138000.0]]
    led = lead(book(rows), by=house.lin, name="手机.xlsx").bring()
    assert led.counts() == (1, 0, 0, 1) and led.told()[0].startswith("2 手机：")


def test_a_row_with_too_many_cells_is_picked_out(house):
    sheet = "客户名称,手机\n甲公司,13800138000\n乙公司,南京,路1号\n" + "".join(
        f"丙{n}公司,\n" for n in range(20)
    )
    led = lead(sheet, by=house.lin).bring()
    assert led.run.refused == 1 and led.told()[0].startswith("3 ：这一行有 3 格")


def test_an_import_whose_file_is_gone_says_so(house, settings):
    led = lead("客户名称\n甲\n", by=house.lin)
    (settings.HOME / "imports" / f"{led.run.pk}.rows").unlink()
    assert led.check().run.state == ImportState.CHECKED  # read again from the stored file
