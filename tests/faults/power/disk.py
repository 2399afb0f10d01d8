"""A disk that forgets: what was written and not yet synced may be lost when the power goes.

Records every write, cut and sync of a SQLite database, and gives what a real disk could hold if
the power went at some moment: all that was synced, and of the rest any part. Torn sectors and
disks that lie about syncing are not played.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import apsw

ENDINGS = ("", "-wal", "-journal")


@dataclass(frozen=True)
class Cut:
    """One moment at which the power went."""

    told: int  # acknowledgements given before
    files: dict[str, bytearray]

    def lay_down(self, place: Path) -> None:
        """Put the files where a database can be opened."""
        for ending in ENDINGS:
            target = place.with_name(place.name + ending)
            target.unlink(missing_ok=True)
            for name, content in self.files.items():
                if name.endswith(f".sqlite3{ending}"):
                    target.write_bytes(content)


class Disk(apsw.VFS):
    """Passes everything on to the real disk and keeps a diary of it."""

    def __init__(self, name: str, first: dict[str, bytes]):
        """`first` is what lay safely on the disk before: path -> content."""
        self.name, self.first, self.diary = name, first, []
        super().__init__(name, "")

    def xOpen(self, name, flags):
        return _Sheet(self, name, flags)

    def xDelete(self, name, sync):
        super().xDelete(name, sync)
        self.diary.append(("delete", name, None, None))

    def tell(self) -> None:
        """Somebody was told that his work is safe."""
        self.diary.append(("tell", "", None, None))

    def cuts(self, count: int, chance: random.Random) -> Iterator[Cut]:
        """What may be left at `count` moments of the diary, in its order."""
        moments = sorted(chance.choices(range(1, len(self.diary) + 1), k=count))
        safe = {name: bytearray(content) for name, content in self.first.items()}
        waiting: dict[str, list] = {}
        told = reached = 0
        for moment in moments:
            for what, name, *deed in self.diary[reached:moment]:
                if what == "tell":
                    told += 1
                else:
                    _note(safe, waiting, name, (what, *deed))
            reached = moment
            yield Cut(told, _with_some(safe, waiting, chance))


class _Sheet(apsw.VFSFile):
    def __init__(self, disk: Disk, name, flags):
        self.disk = disk
        self.path = name.filename() if isinstance(name, apsw.URIFilename) else (name or "")
        super().__init__("", name, flags)

    def xWrite(self, content, offset):
        super().xWrite(content, offset)
        self.disk.diary.append(("write", self.path, offset, bytes(content)))

    def xTruncate(self, size):
        super().xTruncate(size)
        self.disk.diary.append(("truncate", self.path, size, None))

    def xSync(self, flags):
        super().xSync(flags)
        self.disk.diary.append(("sync", self.path, None, None))


def _note(safe: dict, waiting: dict, name: str, deed: tuple) -> None:
    if deed[0] == "sync":
        for held in waiting.pop(name, ()):
            _do(safe, name, *held)
    elif deed[0] == "delete":
        waiting.pop(name, None)
        safe.pop(name, None)
    else:
        waiting.setdefault(name, []).append(deed)


def _with_some(safe: dict, waiting: dict, chance: random.Random) -> dict[str, bytearray]:
    left = dict(safe)
    for name, deeds in waiting.items():
        left[name] = bytearray(left.get(name, b""))
        for deed in deeds:
            if chance.random() < 0.5:
                _do(left, name, *deed)
    return left


def _do(files: dict[str, bytearray], name: str, what: str, offset: int, content) -> None:
    page = files.setdefault(name, bytearray())
    if what == "truncate":
        del page[offset:]
        return
    if len(page) < offset:
        page.extend(bytes(offset - len(page)))
    page[offset : offset + len(content)] = content
