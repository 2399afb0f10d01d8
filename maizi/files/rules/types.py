"""What a file really is, read from its bytes; its name and the browser's word count for nothing.

The list is closed: whatever is not in it is refused. SVG, HTML and XML can carry scripts,
archives hide their contents, so neither is in it.
"""

import codecs
from collections.abc import Iterable
from dataclasses import dataclass

from ..terms import Family

HEAD_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class FileType:
    """One type of content we keep."""

    code: str
    media: str
    family: Family
    extensions: tuple[str, ...]


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
TYPES = {
    t.code: t
    for t in (
        FileType("png", "image/png", Family.IMAGE, ("png",)),
        FileType("jpeg", "image/jpeg", Family.IMAGE, ("jpg", "jpeg", "jpe")),
        FileType("gif", "image/gif", Family.IMAGE, ("gif",)),
        FileType("webp", "image/webp", Family.IMAGE, ("webp",)),
        FileType("heic", "image/heic", Family.IMAGE, ("heic", "heif")),
        FileType("pdf", "application/pdf", Family.DOCUMENT, ("pdf",)),
        FileType("docx", f"{_OFFICE}wordprocessingml.document", Family.DOCUMENT, ("docx", "wps")),
        FileType("pptx", f"{_OFFICE}presentationml.presentation", Family.DOCUMENT, ("pptx", "dps")),
        FileType("doc", "application/msword", Family.DOCUMENT, ("doc", "wps", "dot")),
        FileType("ppt", "application/vnd.ms-powerpoint", Family.DOCUMENT, ("ppt", "dps", "pps")),
        FileType("odt", f"{_OPEN}text", Family.DOCUMENT, ("odt",)),
        FileType("xlsx", f"{_OFFICE}spreadsheetml.sheet", Family.SHEET, ("xlsx", "et")),
        FileType("xls", "application/vnd.ms-excel", Family.SHEET, ("xls", "et", "xlt")),
        FileType("ods", f"{_OPEN}spreadsheet", Family.SHEET, ("ods",)),
        FileType("csv", "text/csv", Family.TEXT, ("csv", "tsv")),
        FileType("vcard", "text/vcard", Family.TEXT, ("vcf", "vcard")),
        FileType("text", "text/plain", Family.TEXT, ("txt", "log", "md", "json")),
        FileType("mp3", "audio/mpeg", Family.SOUND, ("mp3",)),
        FileType("wav", "audio/wav", Family.SOUND, ("wav",)),
        FileType("amr", "audio/amr", Family.SOUND, ("amr",)),
        FileType("ogg", "audio/ogg", Family.SOUND, ("ogg", "oga", "opus")),
        FileType("webm", "audio/webm", Family.SOUND, ("webm",)),
        FileType("m4a", "audio/mp4", Family.SOUND, ("m4a",)),
        FileType("mp4", "video/mp4", Family.VIDEO, ("mp4", "m4v")),
        FileType("mov", "video/quicktime", Family.VIDEO, ("mov",)),
        FileType("3gp", "video/3gpp", Family.VIDEO, ("3gp",)),
    )
}

# (offset, bytes) -> code; "zip" and "ole" are boxes to look into, not types.
_SIGNATURES = (
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"\xff\xd8\xff", "jpeg"),
    (0, b"GIF87a", "gif"),
    (0, b"GIF89a", "gif"),
    (8, b"WEBP", "webp"),
    (8, b"WAVE", "wav"),
    (0, b"%PDF-", "pdf"),
    (0, b"PK\x03\x04", "zip"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (0, b"ID3", "mp3"),
    (0, b"\xff\xfb", "mp3"),
    (0, b"\xff\xf3", "mp3"),
    (0, b"\xff\xf2", "mp3"),
    (0, b"#!AMR", "amr"),
    (0, b"OggS", "ogg"),
    (0, b"\x1aE\xdf\xa3", "webm"),
    *((4, b"ftyp" + brand, "heic") for brand in (b"heic", b"heix", b"mif1", b"msf1", b"hevc")),
    *((4, b"ftyp" + brand, "mp4") for brand in (b"isom", b"iso2", b"iso5", b"mp41", b"mp42")),
    *((4, b"ftyp" + brand, "mp4") for brand in (b"avc1", b"M4V ", b"dash")),
    (4, b"ftypM4A ", "m4a"),
    (4, b"ftypqt  ", "mov"),
    (4, b"ftyp3gp", "3gp"),
)
_ZIP_MEMBERS = {
    "xl/workbook.xml": "xlsx",
    "word/document.xml": "docx",
    "ppt/presentation.xml": "pptx",
}
OLE_STREAMS = {
    name.encode("utf-16-le"): code
    for name, code in (
        ("EncryptedPackage", "locked"),
        ("WordDocument", "doc"),
        ("PowerPoint Document", "ppt"),
        ("Workbook", "xls"),
        ("Book", "xls"),
    )
}
_SILENT = set(range(0x20)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1A}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def signature_of(head: bytes) -> str:
    """Code of the signature the bytes begin with: a type, "zip", "ole", or "" for none."""
    for offset, mark, code in _SIGNATURES:
        is_riff = code not in ("webp", "wav") or head.startswith(b"RIFF")
        is_box = code != "webm" or b"webm" in head[:64]  # Matroska begins alike
        if head.startswith(mark, offset) and is_riff and is_box:
            return code
    return ""


def zip_type(members: Iterable[str], mimetype: str = "") -> str:
    """Which office document an archive with these members is, or "" for any other archive.

    mimetype  content of the member of that name, which OpenDocument files begin with
    """
    names = set(members)
    if mimetype:
        return {f"{_OPEN}spreadsheet": "ods", f"{_OPEN}text": "odt"}.get(mimetype, "")
    if "[Content_Types].xml" not in names:
        return ""
    return next((code for name, code in _ZIP_MEMBERS.items() if name in names), "")


def text_type(head: bytes, extension: str) -> str:
    """Code of readable text in any code page or marked UTF-16; "markup" or "" when it is not.

    extension  tells csv from plain text, which the content cannot
    """
    text = _readable(head)
    if not text.strip():
        return ""
    begin = text.lstrip("\ufeff \t\r\n\x0c").lower()
    if begin.startswith("<"):
        return "markup"
    if begin.startswith("begin:vcard"):
        return "vcard"
    return "csv" if extension in TYPES["csv"].extensions else "text"


# Old exports come in any code page; what tells text from everything else is no control character.
ENCODINGS = ["utf-8", "gb18030", "latin-1"]


def _readable(head: bytes) -> str:
    encodings = [name for mark, name in _BOMS if head.startswith(mark)] or ENCODINGS
    for encoding in encodings:
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
        return "" if any(ord(c) in _SILENT for c in text[:4096]) or "\0" in text else text
    return ""
