"""Templates compiled once for all processes: a restart, or a second worker, reads them back."""

import hashlib
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from os import replace
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.translation import trans_real
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

OURS = Path(__file__).parent
MARK_BYTES = hashlib.sha256().digest_size


def _ours() -> str:
    told = hashlib.sha256()
    for file in sorted(OURS.glob("*.py")):
        told.update(file.read_bytes())
    return told.hexdigest()


# Measured when this process begins: what it runs, however the files change later.
MADE_BY = "\n".join([version("jinja2"), version("django"), _ours()])


class Compiled(BytecodeCache):
    """Compiled templates of one language, in a folder that only the company's own account writes.

    What was compiled holds for as long as the template, the words, the addresses of the static
    files and what says them are the same. Words and addresses are those that this process speaks,
    not those on the disk: after an update the old process still runs for a while.
    """

    def __init__(self, folder: Path, language: str):
        with suppress(OSError):  # a folder that cannot be made keeps nothing
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder, self.language = folder, language

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name of the file; each language has its own."""
        return super().get_cache_key(f"{self.language}/{name}", filename)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read one back; a file that is not whole counts as none and is written anew."""
        try:
            kept = (self.folder / bucket.key).read_bytes()
        except OSError:
            return
        mark, code = kept[:MARK_BYTES], kept[MARK_BYTES:]
        if mark == hashlib.sha256(code).digest():
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one; a full disk costs the time of compiling again, not the page."""
        code = bucket.bytecode_to_string()
        with suppress(OSError):
            _write(self.folder / bucket.key, hashlib.sha256(code).digest() + code)

    def get_source_checksum(self, source: str) -> str:
        """Stands for the template and for all that is said in it when it is compiled."""
        spoken = trans_real.translation(self.language) if self.language else None
        said = [self.language, MADE_BY, _words(spoken), _addresses(), source]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _write(place: Path, kept: bytes) -> None:
    """All of a file or nothing of it: another process may read it meanwhile."""
    with NamedTemporaryFile(dir=place.parent, prefix=place.name, delete=False) as file:
        made = Path(file.name)
        try:
            file.write(kept)
            file.close()
            replace(made, place)
        except OSError:
            made.unlink(missing_ok=True)
            raise


@lru_cache(maxsize=8)
def _words(spoken: trans_real.DjangoTranslation | None) -> str:
    told = hashlib.sha256()
    while spoken is not None:
        told.update(repr(list(spoken._catalog.items())).encode())
        spoken = spoken._fallback
    return told.hexdigest()


def _addresses() -> str:
    return f"{staticfiles_storage.base_url} {getattr(staticfiles_storage, 'manifest_hash', '')}"
