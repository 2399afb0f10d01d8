"""Look into a stored upload: signature, office archives, pixels."""

import struct
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..rules import images, limits
from ..rules.names import extension_of
from ..rules.types import (
    HEAD_BYTES,
    OLE_STREAMS,
    TYPES,
    FileType,
    signature_of,
    text_type,
    zip_type,
)
from ..terms import Family

ENDING_BYTES = 22 + 65_535
ZIP64_LOCATOR = b"PK\x06\x07"


def type_of(file: BinaryIO, name: str, *, has_nul: bool) -> FileType:
    """What the content is. Raises Refused for everything not on the list."""
    file.seek(0)
    head = file.read(HEAD_BYTES)
    code = signature_of(head)
    if code == "zip":
        code = _zip_code(file)
    elif code == "ole":
        code = _ole_code(file)
    elif not code:
        is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
        code = text_type(head, extension_of(name)) if is_wide or not has_nul else ""
    if code not in TYPES:
        raise Refused(limits.advice(code), name=name)
    kind = TYPES[code]
    if kind.family == Family.IMAGE:
        _check_pixels(head, code, name)
    return kind


def _check_pixels(head: bytes, code: str, name: str) -> None:
    size = images.size_of(head, code)
    if not size or not all(size):
        raise Refused(N_("图片“{name}”不完整，打不开。请换一张再上传。"), name=name)
    if size[0] * size[1] > limits.PIXELS:
        raise Refused(N_("图片“{name}”像素过多。请缩小后再上传。"), name=name)


def _zip_code(file: BinaryIO) -> str:
    if not _is_small_directory(file):
        return "bomb"
    try:
        with ZipFile(file) as archive:
            members = archive.infolist()
            if len(members) > limits.ARCHIVE_MEMBERS:
                return "bomb"
            if sum(m.file_size for m in members) > limits.UNPACKED_BYTES:
                return "bomb"
            return zip_type((m.filename for m in members), _mimetype(archive, members)) or "zip"
    except (BadZipFile, NotImplementedError, UnicodeDecodeError, ValueError, EOFError, OSError):
        return ""


def _is_small_directory(file: BinaryIO) -> bool:
    """False when reading the archive's own list would already cost too much memory."""
    end = file.seek(0, 2)
    file.seek(max(0, end - ENDING_BYTES))
    tail = file.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) < place + 22:
        return True
    (directory_bytes,) = struct.unpack_from("<I", tail, place + 12)
    has_locator = tail[max(0, place - 20) : place].startswith(ZIP64_LOCATOR)
    return not has_locator and directory_bytes <= limits.ARCHIVE_DIRECTORY_BYTES


def _mimetype(archive: ZipFile, members: list) -> str:
    first = members[0] if members else None
    if first is None or first.filename != "mimetype" or first.file_size > 100:
        return ""
    return archive.read(first).decode("ascii", "replace")


def _ole_code(file: BinaryIO) -> str:
    """By the names of the streams inside, wherever they lie; the first that fits counts."""
    found, overlap = set(), b""
    file.seek(0)
    while chunk := file.read(HEAD_BYTES):
        window = overlap + chunk
        found |= {mark for mark in OLE_STREAMS if mark in window}
        overlap = chunk[-64:]
    return next((code for mark, code in OLE_STREAMS.items() if mark in found), "ole")
