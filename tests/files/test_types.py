"""Every type by its content; everything else refused with a sentence (TRUST S12)."""

import struct
import zipfile

import pytest

from maizi.files.rules.images import size_of
from maizi.files.rules.limits import PIXELS
from maizi.files.rules.names import shown_name
from maizi.files.rules.types import TYPES
from maizi.files.terms import Purpose
from maizi.kernel.errors import Refused

from . import samples
from .conftest import contents

ACCEPTED = {
    "png": samples.png(),
    "jpeg": samples.jpeg(),
    "gif": b"GIF89a" + struct.pack("<HH", 2, 1) + b"\0\0\0",
    "webp": samples.webp(b"VP8X", b"\0\0\0\0" + b"\1\0\0" + b"\0\0\0"),
    "heic": samples.heic(),
    "pdf": b"%PDF-1.7\n%\xe2\xe3",
    "xlsx": samples.office("xl/workbook.xml"),
    "docx": samples.office("word/document.xml"),
    "pptx": samples.office("ppt/presentation.xml"),
    "ods": samples.ods(),
    "xls": samples.ole("Workbook"),
    "doc": samples.ole("WordDocument"),
    "ppt": samples.ole("PowerPoint Document"),
    "vcard": b"BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD",
    "text": "客户说周五来。".encode(),
    "mp3": b"ID3\3" + bytes(20),
    "wav": b"RIFF\0\0\0\0WAVEfmt ",
    "amr": b"#!AMR\n" + bytes(8),
    "ogg": b"OggS" + bytes(20),
    "m4a": b"\0\0\0\x18ftypM4A " + bytes(8),
    "mp4": b"\0\0\0\x18ftypisom" + bytes(8),
    "mov": b"\0\0\0\x18ftypqt  " + bytes(8),
    "3gp": b"\0\0\0\x18ftyp3gp4" + bytes(8),
}
REFUSED = {
    "empty": (b"", "空文件"),
    "nothing": (bytes(3_000), "看不出"),
    "spaces": (b" \r\n \t" * 50, "看不出"),
    "program": (b"\x7fELF\2\1\1" + bytes(200), "看不出"),
    "windows program": (b"MZ\x90\0" + bytes(200), "看不出"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "网页"),
    "svg with declaration": (b'<?xml version="1.0"?>\n<svg/>', "网页"),
    "svg behind a mark": (b"\xef\xbb\xbf  \n<SVG/>", "网页"),
    "svg in utf-16": ("<svg/>".encode("utf-16"), "网页"),
    "html": (b"<!DOCTYPE html><script>alert(1)</script>", "网页"),
    "html after a comment": (b"<!-- x --><html>", "网页"),
    "html table called a sheet": (b"<table><tr><td>1</td></tr></table>", "网页"),
    "zip": (samples.archive({"a.exe": b"MZ"}), "压缩包"),
    "zip that begins like a sheet": (samples.archive({"[Content_Types].xml": b""}), "压缩包"),
    "half a zip": (samples.office("xl/workbook.xml")[:60], "看不出"),
    "sheet with a password": (samples.ole("EncryptedPackage"), "密码"),
    "old compound file of another program": (samples.ole("SomethingElse"), "看不出"),
    "picture cut short": (samples.png()[:14], "不完整"),
    "photo without a frame": (b"\xff\xd8\xff\xe1\0\4ab", "不完整"),
    "picture of no size": (samples.png(0, 10), "不完整"),
    "picture of too many pixels": (samples.png(65_000, 65_000), "像素"),
    "photo of too many pixels": (samples.jpeg(60_000, 60_000), "像素"),
    "heic of too many pixels": (samples.heic(60_000, 60_000), "像素"),
    "text with nul inside": (b"abc" * 400_000 + b"\0\0", "看不出"),
    "text with controls": (b"\1\2\3\4abc", "看不出"),
    "rar": (b"Rar!\x1a\7\1\0" + bytes(40), "看不出"),
    "riff of another kind": (b"RIFF\0\0\0\0AVI LIST", "看不出"),
}


@pytest.mark.parametrize("code", ACCEPTED)
def test_a_type_is_known_by_its_content_whatever_its_name(upload, code):
    file = upload(ACCEPTED[code], name="whatever.exe")
    assert file.media_type == TYPES[code].media
    assert file.name == f"whatever.exe.{TYPES[code].extensions[0]}"


@pytest.mark.parametrize("case", REFUSED)
def test_everything_else_is_refused_and_leaves_nothing(upload, root, case):
    content, reason = REFUSED[case]
    with pytest.raises(Refused) as no:
        upload(content, name="客户.xlsx")
    assert reason in str(no.value) and "客户.xlsx" in str(no.value)
    assert contents(root) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_may_come_in_any_encoding_of_the_country(upload, encoding):
    file = upload("姓名,电话\n张三,13800000000\n".encode(encoding), name="客户.csv")
    assert (file.media_type, file.name) == ("text/csv", "客户.csv")


def test_an_archive_that_unpacks_to_too_much_is_refused(upload, tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("[Content_Types].xml", b"<Types/>")
        with box.open("xl/workbook.xml", "w", force_zip64=True) as member:
            for _ in range(401):
                member.write(bytes(1024 * 1024))
    assert path.stat().st_size < 1_000_000
    with pytest.raises(Refused, match="解压后过大"):
        upload(path.read_bytes(), name="bomb.xlsx")


def test_an_archive_with_a_huge_list_of_members_is_refused_before_it_is_read(upload):
    content = bytearray(samples.office("xl/workbook.xml"))
    end = content.rindex(b"PK\5\6")
    content[end + 12 : end + 16] = struct.pack("<I", 64 * 1024 * 1024)
    with pytest.raises(Refused, match="解压后过大"):
        upload(bytes(content))


def test_a_photograph_has_its_size_behind_what_the_camera_wrote():
    assert size_of(samples.jpeg(12032, 9024, before=b"x" * 60_000), "jpeg") == (12032, 9024)
    assert PIXELS > 12032 * 9024


def test_every_kind_of_webp_has_its_size():
    lossless = samples.webp(b"VP8L", b"\x2f" + struct.pack("<I", 99 | 49 << 14))
    lossy = samples.webp(b"VP8 ", b"\0\0\0\x9d\1\x2a" + struct.pack("<HH", 100, 50))
    assert size_of(lossless, "webp") == size_of(lossy, "webp") == (100, 50)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("合同.PNG", "合同.PNG"),
        ("photo.jpeg", "photo.jpeg.png"),
        ("../../etc/passwd", "passwd.png"),
        ("C:\\Users\\me\\头像.png", "头像.png"),
        ("a\0b\r\nc.png", "abc.png"),
        ("invoice\u202egnp.exe", "invoicegnp.exe.png"),
        ("", "file.png"),
        (" . ", "file.png"),
        (".png", "png.png"),
        ("长" * 300 + ".png", "长" * 116 + ".png"),
    ],
)
def test_names_are_shown_harmlessly(given, shown):
    assert shown_name(given, TYPES["png"]).lower() == shown.lower()


def test_a_purpose_takes_only_its_own_kinds(upload):
    with pytest.raises(Refused, match="不收图片"):
        upload(samples.png(), purpose=Purpose.IMPORT)
    with pytest.raises(Refused, match="不收表格"):
        upload(ACCEPTED["xlsx"], purpose=Purpose.PHOTO)
    assert upload(ACCEPTED["xls"], purpose=Purpose.IMPORT).media_type == "application/vnd.ms-excel"
