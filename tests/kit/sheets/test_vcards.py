"""Address books: as phones and mail programs write them, and as they should not."""

import pytest

from maizi.kernel.errors import Refused
from maizi.kit.sheets.open import open_sheet

pytestmark = pytest.mark.once

HEADERS = ("姓名", "公司", "职务", "手机", "电话", "邮箱", "地址", "生日", "备注")

# file: cards, then of the last card name, company, mobile, birthday
REAL = {
    "John_Doe_ANDROID": (6, "Ñ" * 4, "Ñ" * 44, "55556666", ""),
    "John_Doe_BLACK_BERRY": (1, "John Doe", "Acme Solutions", "+96123456789", ""),
    "John_Doe_EVOLUTION": (
        1, "Mr. John Richter, James Doe Sr.", "IBM", "905-666-1234", "1980-03-22",
    ),
    "John_Doe_GMAIL": (1, "Mr. John Richter, James Doe Sr.", "IBM", "905-555-1234", "1980-03-22"),
    "John_Doe_IPHONE": (1, "Mr. John Richter James Doe Sr.", "IBM", "905-555-1234", "2012-06-06"),
    "John_Doe_LOTUS_NOTES": (1, "Mr. Doe John I Johny", "IBM", "+1 (212) 204-34456", "1980-05-21"),
    "John_Doe_MAC_ADDRESS_BOOK": (
        1, "Mr. John Richter,James Doe Sr.", "IBM", "905-555-1234", "2012-06-06",
    ),
    "John_Doe_MS_OUTLOOK": (1, "Mr. John Richter James Doe Sr.", "IBM", "", "1980-03-22"),
    "fullcontact": (
        1, "Prefix FirstName MiddleName LastName Suffix", "Organization1", "555-555-1113",
        "2016-08-01",
    ),
    "gmail-list": (3, "Doug White", "", "", ""),
    "gmail-single": (1, "Greg Dartmouth", "TheCompany", "555 555 1111", "1960-09-10"),
    "gmail-single2": (1, "VCard Test", "TheCompany", "5555551115", "1912-06-23"),
    "issue114": (1, "Dummy, Dummy", "Dummy GmbH", "+49 1234 56789", ""),
    "outlook-2003": (1, "John Doe III", "Company, The", "MobilePhone", "1980-03-21"),
    "outlook-2007": (1, "Mr. Michael Angstadt Jr.", "TheCompany", "(111) 555-4444", "1922-03-10"),
    "rfc2426-example": (2, "Tim Howes", "Netscape Communications Corp.", "", ""),
    "rfc6350-example": (1, "Simon Perreault", "Viagenie", "+1-418-262-6501", "02-03"),
    "thunderbird-MoreFunctionsForAddressBook-extension": (
        1, "John Doe", "TheOrganization", "555-555-5555", "1970-09-21",
    ),
}  # fmt: skip


def test_every_real_address_book_is_expected_here(shared):
    found = {path.stem for path in (shared / "imports/vcards").glob("*.vcf")}
    assert found == set(REAL)


@pytest.mark.parametrize("name", REAL)
def test_a_real_address_book_becomes_rows(shared, name):
    count, *last = REAL[name]
    with open_sheet(shared / f"imports/vcards/{name}.vcf") as sheet:
        assert (sheet.headers, sheet.row_count) == (HEADERS, count)
        rows = [dict(zip(HEADERS, cells, strict=True)) for _, cells in sheet.rows()]
    found = [rows[-1][header] for header in ("姓名", "公司", "手机", "生日")]
    assert found == last


def test_nothing_of_a_card_is_lost(shared):
    with open_sheet(shared / "imports/vcards/John_Doe_IPHONE.vcf") as sheet:
        remark = sheet.sample(1)[0][1][8]
    assert "部门：Accounting" in remark
    assert "传真：905-888-1234；905-999-1234" in remark
    assert "905-777-1234" in remark
    assert "其他地址：Street4 Building 6 Floor 8, New York, 12345, USA" in remark


def test_a_phone_that_writes_gbk(opened):
    card = (
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=D5=C5=C8=FD;;;;\r\n"
        b"FN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=D5=C5=\r\n=C8=FD\r\n"
        b"ORG;CHARSET=GBK:\xb9\xab\xcb\xbe\r\nTEL;WORK:138 0013 8000\r\n"
        b"ADR;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:;;=C8=CB=C3=F1=C2=B7;=D6=A3=D6=DD;=BA=D3=C4=CF;;"
        b"\r\nEND:VCARD\r\n"
    )
    cells = opened(card, name="通讯录.vcf").sample(1)[0][1]
    assert cells[:4] == ("张三", "公司", "", "138 0013 8000")
    assert cells[6] == "河南郑州人民路"


def test_a_name_in_parts_is_put_together_the_chinese_way(opened):
    card = "BEGIN:VCARD\nVERSION:3.0\nN:李;四光;;;\nTEL;TYPE=CELL:13900139000\nEND:VCARD\n"
    assert opened(card.encode(), name="a.vcf").sample(1)[0][1][0] == "李四光"


def test_an_address_book_cut_off_in_the_middle_keeps_its_whole_cards(opened):
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:张三\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:李"
    sheet = opened(card.encode(), name="a.vcf")
    assert sheet.row_count == 1
    assert list(sheet.warnings) == ["第 2 张名片不完整，没有读取。"]


def test_a_card_inside_a_card_is_not_a_row(opened):
    inner = "BEGIN:VCARD\nFN:秘书\nEND:VCARD\n"
    card = f"BEGIN:VCARD\nFN:张三\nAGENT:\n{inner}TEL:010-88886666\nEND:VCARD\n"
    sheet = opened(card.encode("utf-16"), name="a.vcf")
    assert [cells[0] for _, cells in sheet.rows()] == ["张三"]


def test_an_address_book_without_cards_is_refused(opened):
    with pytest.raises(Refused, match="没有一张完整的名片"):
        opened(b"BEGIN:VCARD\nFN:x\n", name="a.vcf")
