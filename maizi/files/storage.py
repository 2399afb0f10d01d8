"""Where contents lie: a folder of files named by their hash, written so that none is ever half.

Another place (S3) is another class with these verbs.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings

YOUNG_SECONDS = 24 * 3600
GOING = ".going"


class Storage(Protocol):
    """What the rest of the app asks of a place for contents."""

    def incoming(self) -> AbstractContextManager[BinaryIO]: ...
    def keep(self, written: BinaryIO, digest: str) -> None: ...
    def open(self, digest: str) -> BinaryIO: ...
    def digests(self) -> Iterator[str]: ...
    def drop(self, digest: str, *, is_used: Callable[[], bool]) -> bool: ...
    def tidy(self) -> None: ...


class Folder:
    """Contents as aa/bb/<hash> below one folder, readable by the owner only."""

    def __init__(self, root: Path):
        self.root = Path(root)

    @contextmanager
    def incoming(self) -> Iterator[BinaryIO]:
        """A file to write into; gone afterwards unless it was kept."""
        self._made(self.root / "incoming")
        number, path = tempfile.mkstemp(dir=self.root / "incoming")
        os.close(number)
        try:
            with Path(path).open("w+b") as file:
                yield file
        finally:
            with suppress(FileNotFoundError):
                os.unlink(path)

    def keep(self, written: BinaryIO, digest: str) -> None:
        """Put the written file in its place for good: synced, renamed, folder synced.

        Also where the content is there already: the renewed file is young, so that a sweep
        that has just found nobody using it leaves it alone.
        """
        place = self._place(digest)
        self._made(place.parent)
        written.flush()
        os.fsync(written.fileno())
        os.utime(written.fileno())
        os.replace(written.name, place)
        _sync(place.parent)

    def open(self, digest: str) -> BinaryIO:
        """The content, for reading. Raises FileNotFoundError."""
        return self._place(digest).open("rb")

    def digests(self) -> Iterator[str]:
        """Every content there is."""
        for place in self.root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*"):
            yield place.name

    def drop(self, digest: str, *, is_used: Callable[[], bool]) -> bool:
        """Remove a content unless it is young or `is_used()`; True when it is gone.

        It is set aside first and looked at again, because an upload may have renewed it
        meanwhile; then it goes back. Another sweep may be a step ahead.
        """
        place, aside = self._place(digest), self.root / "incoming" / f"{digest}{GOING}"
        self._made(aside.parent)
        try:
            if _is_young(place):
                return False
            os.replace(place, aside)
            if _is_young(aside) or is_used():
                self._put_back(aside, place)
                return False
            aside.unlink()
        except FileNotFoundError:
            return False
        return True

    def tidy(self) -> None:
        """Remove what uploads cut off in the middle left behind, once it is old.

        What a sweep had set aside when it was killed goes back first: it may be in use.
        """
        for left in self.root.glob("incoming/*"):
            with suppress(FileNotFoundError):
                if left.name.endswith(GOING):
                    self._put_back(left, self._place(left.name.removesuffix(GOING)))
                elif not _is_young(left):
                    left.unlink()

    def _put_back(self, aside: Path, place: Path) -> None:
        """Never over what an upload has put there meanwhile: that one is young and must stay so."""
        with suppress(FileExistsError):
            os.link(aside, place)
            _sync(place.parent)
        aside.unlink()

    def _place(self, digest: str) -> Path:
        return self.root / digest[:2] / digest[2:4] / digest

    def _made(self, folder: Path) -> None:
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _sync(folder.parent)


def storage() -> Storage:
    """This installation's place for contents."""
    return Folder(settings.FILES_ROOT)


def _is_young(path: Path) -> bool:
    return abs(time.time() - path.stat().st_mtime) < YOUNG_SECONDS


def _sync(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
