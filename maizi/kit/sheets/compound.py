"""The container of old Office files (CFB), just enough to find one stream in it."""

import struct
from pathlib import Path

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADER_BYTES = 512
END_OF_CHAIN = 0xFFFFFFFA
ENTRY_BYTES = 128


class Broken(Exception):
    """The container contradicts itself."""


class Container:
    """One compound file, held in memory; its size is capped before it comes here."""

    def __init__(self, path: Path):
        self._bytes = path.read_bytes()
        if len(self._bytes) < HEADER_BYTES or self._bytes[:8] != SIGNATURE:
            raise Broken
        shift, mini_shift = struct.unpack_from("<HH", self._bytes, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise Broken
        self._sector_bytes = 1 << shift
        self._table = self._allocation_table()
        directory_start, _, self._mini_cutoff = struct.unpack_from("<III", self._bytes, 48)
        self._entries = self._directory(self._chain(directory_start))

    def names(self) -> frozenset[str]:
        """Names of all streams and storages."""
        return frozenset(self._entries)

    def stream(self, name: str) -> bytes:
        """Bytes of an ordinary stream; the very small ones, kept elsewhere, come back empty."""
        start, size = self._entries[name]
        if size < self._mini_cutoff:
            return b""
        return self._chain(start)[:size]

    def _allocation_table(self) -> tuple[int, ...]:
        count, first_more, more = (
            *struct.unpack_from("<I", self._bytes, 44),
            *struct.unpack_from("<II", self._bytes, 68),
        )
        sectors = list(struct.unpack_from("<109I", self._bytes, 76))
        per_sector = self._sector_bytes // 4
        while more and first_more < END_OF_CHAIN and len(sectors) < len(self._bytes) >> 9:
            words = struct.unpack(f"<{per_sector}I", self._sector(first_more))
            sectors.extend(words[:-1])
            first_more = words[-1]
            more -= 1
        table: list[int] = []
        for sector in sectors[:count]:
            if sector < END_OF_CHAIN:
                table.extend(struct.unpack(f"<{per_sector}I", self._sector(sector)))
        return tuple(table)

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._sector_bytes
        sector = self._bytes[start : start + self._sector_bytes]
        if len(sector) != self._sector_bytes:
            sector = sector.ljust(self._sector_bytes, b"\xff")
        return sector

    def _chain(self, start: int) -> bytes:
        parts = []
        while start < END_OF_CHAIN:
            if start >= len(self._table) or len(parts) > len(self._table):
                raise Broken
            parts.append(self._sector(start))
            start = self._table[start]
        return b"".join(parts)

    def _directory(self, raw: bytes) -> dict[str, tuple[int, int]]:
        entries = {}
        for at in range(0, len(raw) - ENTRY_BYTES + 1, ENTRY_BYTES):
            name_bytes = int.from_bytes(raw[at + 64 : at + 66], "little")
            if 2 < name_bytes <= 64:
                name = raw[at : at + name_bytes - 2].decode("utf-16-le", "replace")
                start, size = struct.unpack_from("<II", raw, at + 116)
                entries[name] = (start, size)
        return entries
