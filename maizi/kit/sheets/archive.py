"""A zip looked at before anyone trusts it: true sizes, no tricks, nothing larger than allowed."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from maizi.kit.sheets.limits import Limits

CHUNK_BYTES = 1 << 20
LOCAL_HEADER_BYTES = 30
# Repetitive sheets unpack to 30 or 100 times their size; only emptiness to 1,000 times.
LARGE_MEMBER_BYTES = 20 << 20
MOST_INFLATION = 400
DECLARATION_ZONE = 1 << 16
DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Unsafe(Exception):
    """This archive is not read; the code says why."""

    def __init__(self, code: str, **facts: object):
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Directory:
    """What the archive says it holds."""

    members: tuple[ZipInfo, ...]

    def names(self) -> frozenset[str]:
        return frozenset(member.filename for member in self.members)


def read_directory(path: Path, limits: Limits) -> Directory:
    """The archive's own list, refused when it declares too much. Raises Unsafe."""
    try:
        with ZipFile(path) as archive:
            members = tuple(archive.infolist())
    except (BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError, OSError) as why:
        raise Unsafe("broken") from why
    if len(members) > limits.members:
        raise Unsafe("members", count=len(members))
    declared = sum(member.file_size for member in members)
    if declared > limits.unpacked_bytes:
        raise Unsafe("bomb", mib=declared >> 20)
    for member in members:
        is_bloated = member.file_size > LARGE_MEMBER_BYTES
        if is_bloated and member.file_size > member.compress_size * MOST_INFLATION:
            raise Unsafe("bomb", mib=member.file_size >> 20)
        if member.flag_bits & 0x1:
            raise Unsafe("locked")
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Unsafe("broken")
    return Directory(members)


def unpacked(file: BinaryIO, member: ZipInfo) -> Iterator[bytes]:
    """The member's bytes, inflated here rather than by zipfile, which believes declared sizes.

    Raises Unsafe when more comes out than the archive declared, or when it does not inflate.
    """
    left = member.file_size
    for chunk in _inflated(file, member):
        left -= len(chunk)
        if left < 0:
            raise Unsafe("bomb", mib=member.file_size >> 20)
        yield chunk
    if left:
        raise Unsafe("broken")


def xml_chunks(file: BinaryIO, member: ZipInfo) -> Iterator[bytes]:
    """The member's bytes as XML that defines no entities of its own. Raises Unsafe."""
    is_first = True
    for chunk in unpacked(file, member):
        if is_first and chunk:
            is_first = False
            if chunk[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<"):
                raise Unsafe("broken")
            if DECLARATION.search(chunk, 0, DECLARATION_ZONE):
                raise Unsafe("entities")
        yield chunk


def _inflated(file: BinaryIO, member: ZipInfo) -> Iterator[bytes]:
    packed = _packed(file, member)
    if member.compress_type == ZIP_STORED:
        yield from packed
        return
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for chunk in packed:
            while chunk:
                yield inflater.decompress(chunk, CHUNK_BYTES)
                chunk = inflater.unconsumed_tail
        yield inflater.flush()
    except zlib.error as why:
        raise Unsafe("broken") from why


def _packed(file: BinaryIO, member: ZipInfo) -> Iterator[bytes]:
    file.seek(member.header_offset)
    header = file.read(LOCAL_HEADER_BYTES)
    if len(header) < LOCAL_HEADER_BYTES or header[:4] != b"PK\x03\x04":
        raise Unsafe("broken")
    names = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    file.seek(names, 1)
    left = member.compress_size
    while left > 0:
        chunk = file.read(min(left, CHUNK_BYTES >> 2))
        if not chunk:
            raise Unsafe("broken")
        left -= len(chunk)
        yield chunk
