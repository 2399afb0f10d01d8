"""What a Word file may contain to be a template: words, pictures, looks; nothing that acts."""

import io
import re
import zipfile
from xml.dom import minidom
from xml.parsers.expat import ExpatError

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

MIB = 1024 * 1024
MOST_BYTES, MOST_MEMBERS, MOST_UNPACKED, MOST_PART = 5 * MIB, 400, 30 * MIB, 4 * MIB
TEXTS = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
ACTING = re.compile(r"(?i)vba|activex|embeddings/|\.bin$|\.exe$|\.dll$|customui")
OUTWARD_FIELDS = re.compile(
    r"(?i)\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|MACROBUTTON|DATABASE|FILLIN)\b"
)
BROKEN = N_("文档内部损坏。请用 Word 或 WPS 打开后另存，再上传。")
HYPERLINK = "/hyperlink"

Parts = dict[str, bytes]


def open_package(content: bytes) -> Parts:
    """The members of a Word file by name. Raises Refused for anything that acts or is too big."""
    if len(content) > MOST_BYTES:
        raise Refused(N_("模板最大 {mib} MB。请压缩里面的图片。"), mib=MOST_BYTES // MIB,
                      field="file")  # fmt: skip
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > MOST_UNPACKED:
                raise Refused(N_("模板解压后过大。请删去多余内容后再上传。"), field="file")
            parts = {m.filename: archive.read(m) for m in members if not m.is_dir()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise Refused(N_("打不开这个文件。请用 Word 或 WPS 另存为 docx 后再上传。"),
                      field="file") from None  # fmt: skip
    if "word/document.xml" not in parts or "[Content_Types].xml" not in parts:
        raise Refused(N_("这不是 Word 文档（docx）。请另存为 docx 后再上传。"), field="file")
    for name, part in parts.items():
        _check(name, part)
    return parts


def close_package(parts: Parts) -> bytes:
    """The members as one Word file again."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), part,
                             zipfile.ZIP_DEFLATED)  # fmt: skip
    return made.getvalue()


def parsed(part: bytes) -> minidom.Document:
    """One part as a tree. Raises Refused when it is no XML."""
    try:
        return minidom.parseString(part)
    except (ExpatError, ValueError):
        raise Refused(BROKEN, field="file") from None


def _check(name: str, part: bytes) -> None:
    if ACTING.search(name):
        raise Refused(N_("模板里有宏或嵌入的对象（{name}）。请去掉后再上传。"), name=name[-40:],
                      field="file")  # fmt: skip
    if not name.endswith((".xml", ".rels")):
        return
    if len(part) > MOST_PART:
        raise Refused(N_("模板的正文过长。请拆成几个模板。"), field="file")
    if b"\0" in part[:200] or b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise Refused(BROKEN, field="file")
    if name.endswith(".rels"):
        _check_links(part)
    elif TEXTS.fullmatch(name):
        _check_fields(part)


def _check_links(part: bytes) -> None:
    for link in parsed(part).getElementsByTagName("Relationship"):
        is_outward = link.getAttribute("TargetMode").lower() == "external"
        if is_outward and not link.getAttribute("Type").endswith(HYPERLINK):
            raise Refused(
                N_("模板引用了外部文件（{target}）。请把内容放进文档本身。"),
                target=link.getAttribute("Target")[:60], field="file",
            )  # fmt: skip


def _check_fields(part: bytes) -> None:
    tree = parsed(part)
    texts = [n.firstChild.data for n in tree.getElementsByTagName("w:instrText") if n.firstChild]
    texts += [n.getAttribute("w:instr") for n in tree.getElementsByTagName("w:fldSimple")]
    for text in texts:
        if found := OUTWARD_FIELDS.search(text):
            raise Refused(N_("模板里有会取用外部内容的域（{name}）。请改成普通文字。"),
                          name=found[0], field="file")  # fmt: skip
