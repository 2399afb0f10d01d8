"""What a file really is, told by its content; its name only says what somebody called it."""

from pathlib import Path

from maizi.kernel.errors import Refused
from maizi.kernel.terms import Term
from maizi.kernel.texts import N_
from maizi.kit.sheets import compound
from maizi.kit.sheets.archive import Unsafe, read_directory
from maizi.kit.sheets.limits import Limits
from maizi.kit.sheets.refusals import refusal, refusal_of

HEAD_BYTES = 8192
BLANK = b" \t\r\n\x0b\x0c\x00,;\"'"
UTF_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
CONTROL = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32)) + b"\x7f"
MOST_CONTROL_RATIO = 0.02


class Format(Term):
    """Kinds of files that can be opened."""

    XLSX = "xlsx", N_("Excel 工作簿")
    XLS = "xls", N_("旧版 Excel 工作簿")
    ODS = "ods", N_("OpenDocument 表格")
    TEXT = "csv", N_("文本表格")
    PAGE = "html", N_("网页表格")
    CARDS = "vcf", N_("电子名片")


SUFFIXES = {
    Format.XLSX: (".xlsx", ".xlsm", ".xltx", ".xltm"),
    Format.XLS: (".xls", ".et", ".xlt"),
    Format.ODS: (".ods", ".ots"),
    Format.TEXT: (".csv", ".tsv", ".txt", ".tab", ".dat"),
    Format.PAGE: (".html", ".htm"),
    Format.CARDS: (".vcf", ".vcard"),
}


class Foreign(Term):
    """What people send by mistake."""

    DOCUMENT = "document", N_("文档")
    PDF = "pdf", N_("PDF 文档")
    WORD = "word", N_("Word 文档")
    SLIDES = "slides", N_("PowerPoint 演示文稿")
    NUMBERS = "numbers", N_("苹果 Numbers 表格")
    BINARY = "xlsb", N_("Excel 二进制工作簿（.xlsb）")
    MAIL = "mail", N_("Outlook 邮件")
    PICTURE = "picture", N_("图片")
    MEDIA = "media", N_("声音、影像或图片")
    ARCHIVE = "archive", N_("压缩包")
    DATABASE = "database", N_("数据库")
    PROGRAM = "program", N_("程序")
    XML = "xml", N_("XML 数据")
    JSON = "json", N_("JSON 数据")


FIRST_BYTES = (
    (b"%PDF-", Foreign.PDF),
    (b"{\\rtf", Foreign.DOCUMENT),
    (b"\x89PNG\r\n", Foreign.PICTURE),
    (b"\xff\xd8\xff", Foreign.PICTURE),
    (b"GIF8", Foreign.PICTURE),
    (b"BM", Foreign.PICTURE),
    (b"II*\x00", Foreign.PICTURE),
    (b"MM\x00*", Foreign.PICTURE),
    (b"RIFF", Foreign.MEDIA),
    (b"ID3", Foreign.MEDIA),
    (b"Rar!", Foreign.ARCHIVE),
    (b"7z\xbc\xaf", Foreign.ARCHIVE),
    (b"\x1f\x8b", Foreign.ARCHIVE),
    (b"BZh", Foreign.ARCHIVE),
    (b"\xfd7zXZ", Foreign.ARCHIVE),
    (b"PK\x05\x06", Foreign.ARCHIVE),
    (b"SQLite format 3", Foreign.DATABASE),
    (b"\x00\x01\x00\x00Standard", Foreign.DATABASE),
    (b"MZ", Foreign.PROGRAM),
    (b"\x7fELF", Foreign.PROGRAM),
)
ALWAYS_FOREIGN = (b"%PDF-", b"{\\rtf")

# A zip or an old Office container is known by a member it must have.
ZIP_MEMBERS = (
    ("xl/workbook.bin", Foreign.BINARY),
    ("word/", Foreign.WORD),
    ("ppt/", Foreign.SLIDES),
    ("Index/Document.iwa", Foreign.NUMBERS),
    ("AndroidManifest.xml", Foreign.PROGRAM),
    ("", Foreign.ARCHIVE),
)
CONTAINER_MEMBERS = (
    ("WordDocument", Foreign.WORD),
    ("PowerPoint Document", Foreign.SLIDES),
    ("__properties_version1.0", Foreign.MAIL),
)
PAGE_STARTS = ("<html", "<!doctype html", "<table", "<head", "<meta", "<style", "<body")
JSON_STARTS = ('{"', '[{"', "[\n", "{\n", "[\r\n", "{\r\n")


def recognise(path: Path, name: str, limits: Limits) -> Format:
    """The format of a file. Raises Refused with what it is when it is no sheet."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not size or not head.strip(BLANK) and _is_blank(path):
        raise refusal("blank", name)
    found = _of_archive(path, name, head, limits) or _of_text(name, head)
    allowed = limits.text_bytes if found in (Format.TEXT, Format.CARDS) else limits.workbook_bytes
    if found is Format.PAGE:
        allowed = limits.page_bytes
    if size > allowed:
        raise refusal("size", name, mib=allowed >> 20)
    return found


def is_named_otherwise(name: str, found: Format) -> bool:
    """The name ends like another format's."""
    suffix = Path(name.lower()).suffix
    return suffix not in SUFFIXES[found] and any(suffix in ends for ends in SUFFIXES.values())


def _is_blank(path: Path) -> bool:
    with path.open("rb") as file:
        return all(not chunk.strip(BLANK) for chunk in iter(lambda: file.read(1 << 20), b""))


def _of_archive(path: Path, name: str, head: bytes, limits: Limits) -> Format | None:
    if head.startswith(b"PK\x03\x04"):
        if path.stat().st_size > limits.workbook_bytes:
            raise refusal("size", name, mib=limits.workbook_bytes >> 20)
        return _of_zip(path, name, limits)
    if head.startswith(compound.SIGNATURE):
        if path.stat().st_size > limits.workbook_bytes:
            raise refusal("size", name, mib=limits.workbook_bytes >> 20)
        return _of_container(path, name)
    return None


def _of_zip(path: Path, name: str, limits: Limits) -> Format:
    try:
        names = read_directory(path, limits).names()
    except Unsafe as why:
        raise refusal_of(why, name) from why
    if "xl/workbook.xml" in names:
        return Format.XLSX
    if "content.xml" in names and "mimetype" in names:
        return Format.ODS
    what = next(what for start, what in ZIP_MEMBERS if any(n.startswith(start) for n in names))
    raise _not_a_sheet(name, what)


def _of_container(path: Path, name: str) -> Format:
    try:
        names = compound.Container(path).names()
    except compound.Broken as why:
        raise refusal("broken", name) from why
    if "Root Entry" not in names:
        raise refusal("broken", name)
    if "EncryptedPackage" in names:
        raise refusal("locked", name)
    if names & {"Workbook", "Book", "WORKBOOK", "BOOK"}:
        return Format.XLS
    for member, what in CONTAINER_MEMBERS:
        if member in names:
            raise _not_a_sheet(name, what)
    raise refusal("unknown", name)


def _of_text(name: str, head: bytes) -> Format:
    for start, what in FIRST_BYTES:
        is_certain = start in ALWAYS_FOREIGN or not _reads_as_text(head)
        if is_certain and head.startswith(start):
            raise _not_a_sheet(name, what)
    if not head.startswith(UTF_MARKS) and not _reads_as_text(head):
        raise refusal("unknown", name)
    start = _plain(head).lstrip().lower()
    if start.startswith("begin:vcard"):
        return Format.CARDS
    if "schemas-microsoft-com:office:spreadsheet" in start and "<workbook" in start:
        raise refusal("xml_sheet", name)
    if start.startswith("mime-version:"):
        raise refusal("xml_sheet", name)
    if start.startswith(PAGE_STARTS) or start.startswith("<?xml") and "<html" in start:
        return Format.PAGE
    if start.startswith("<?xml"):
        raise _not_a_sheet(name, Foreign.XML)
    if start.startswith(JSON_STARTS):
        raise _not_a_sheet(name, Foreign.JSON)
    return Format.TEXT


def _not_a_sheet(name: str, what: Foreign) -> Refused:
    return refusal("archive" if what is Foreign.ARCHIVE else "foreign", name, what=what.label)


def _reads_as_text(head: bytes) -> bool:
    """Few control characters; or every second byte zero, as in UTF-16 without a mark."""
    zeros = head.count(0)
    if zeros > len(head) * 0.3:
        return max(head[0::2].count(0), head[1::2].count(0)) > zeros * 0.95
    control = len(head) - len(head.translate(None, CONTROL))
    return control <= max(2, len(head) * MOST_CONTROL_RATIO)


def _plain(head: bytes) -> str:
    if head.startswith(b"\xff\xfe"):
        return head[2:].decode("utf-16-le", "replace")
    if head.startswith(b"\xfe\xff"):
        return head[2:].decode("utf-16-be", "replace")
    if head.startswith(b"\xef\xbb\xbf"):
        head = head[3:]
    return head.decode("latin-1")
