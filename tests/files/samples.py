"""Small true and false files of every kind, made here so that each byte has a reason."""

import io
import struct
import zipfile
import zlib


def png(width: int = 2, height: int = 1) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    crc = struct.pack(">I", zlib.crc32(chunk))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + crc


def jpeg(width: int = 2, height: int = 1, *, before: bytes = b"") -> bytes:
    """With `before` as a segment in front of the frame, as photographs have."""
    exif = b"\xff\xe1" + struct.pack(">H", len(before) + 2) + before if before else b""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\1\x11\0"
    return b"\xff\xd8" + exif + frame + b"\xff\xd9"


def webp(kind: bytes, body: bytes) -> bytes:
    return b"RIFF" + struct.pack("<I", len(body) + 12) + b"WEBP" + kind + b"\0\0\0\0" + body


def heic(width: int = 2, height: int = 1) -> bytes:
    box = b"\0\0\0\x14ispe" + struct.pack(">III", 0, width, height)
    return b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + box


def office(main: str, **members: bytes) -> bytes:
    held = {"[Content_Types].xml": b"<Types/>", main: b"<x/>", **members}
    return archive(held)


def archive(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in members.items():
            box.writestr(name, content)
    return made.getvalue()


def ole(stream: str) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000
    return head + stream.encode("utf-16-le") + b"\0" * 500


def ods() -> bytes:
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return archive({"mimetype": kind, "content.xml": b"<x/>"})
