"""One encrypted file for everything: a tar in the age format, which the `age` program opens too."""

import hashlib
import os
import tarfile
import threading
from collections.abc import Iterable
from pathlib import Path

import pyrage
from django.conf import settings
from pyrage import x25519

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

MANIFEST = "MANIFEST"


def identity() -> x25519.Identity:
    """The key that opens the backups of this installation; made when it is first asked for."""
    place = Path(settings.HOME) / "backup_key"
    if not place.exists():
        made = x25519.Identity.generate()
        held = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(held, "w") as file:
            file.write(f"# public key: {made.to_public()}\n{made}\n")
    return identity_in(place)


def identity_in(place: Path) -> x25519.Identity:
    """The key in a file; Refused when there is none."""
    lines = place.read_text().splitlines() if place.is_file() else []
    keys = [line.strip() for line in lines if line.startswith("AGE-SECRET-KEY-")]
    if not keys:
        raise Refused(N_("{place} 里没有打开备份的密钥。"), place=str(place))
    return x25519.Identity.from_str(keys[0])


def place() -> Path:
    """The folder of the backups."""
    folder = Path(settings.HOME) / "backups"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def pack(target: Path, members: Iterable[tuple[str, Path]]) -> int:
    """Write the members and a list of their sums into one encrypted file; how many they were.

    Attachments swept away since they were listed are left out.
    """
    members, failures, packed = list(members), [], []
    outlet, inlet = os.pipe()

    def fill() -> None:
        try:
            with os.fdopen(inlet, "wb") as stream, tarfile.open(fileobj=stream, mode="w|") as tar:
                packed.append(_fill(tar, members))
        except OSError as failure:
            failures.append(failure)

    filling = threading.Thread(target=fill)
    filling.start()
    raw = target.with_suffix(".part")
    try:
        with os.fdopen(outlet, "rb") as source, raw.open("wb") as sealed:
            raw.chmod(0o600)
            pyrage.encrypt_io(source, sealed, [identity().to_public()])
            sealed.flush()
            os.fsync(sealed.fileno())
    finally:
        filling.join()
    if failures:
        raw.unlink()
        raise failures[0]
    raw.rename(target)
    return packed[0]


def _fill(tar: tarfile.TarFile, members: list[tuple[str, Path]]) -> int:
    sums = []
    for name, path in members:
        try:
            file = path.open("rb")
        except FileNotFoundError:
            if name.startswith("files/"):
                continue
            raise
        with file:
            sums.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {name}\n")
            file.seek(0)
            tar.addfile(tar.gettarinfo(arcname=name, fileobj=file), file)
    told = "".join(sums).encode()
    listed = tarfile.TarInfo(MANIFEST)
    listed.size = len(told)
    tar.addfile(listed, _Once(told))
    return len(sums)


class _Once:
    """Bytes as a file that is read once."""

    def __init__(self, content: bytes):
        self._left = content

    def read(self, size: int) -> bytes:
        part, self._left = self._left[:size], self._left[size:]
        return part


def unpack(source: Path, folder: Path, key: x25519.Identity) -> None:
    """Open a backup into an empty folder and hold every file against its sum."""
    plain = folder / "plain.tar"
    try:
        with source.open("rb") as sealed, plain.open("wb") as opened:
            pyrage.decrypt_io(sealed, opened, [key])
    except (pyrage.DecryptError, OSError) as why:
        raise Refused(
            N_("这个备份打不开：密钥不对，或文件已损坏（{why}）。"), why=str(why)
        ) from why
    with tarfile.open(plain) as tar:
        tar.extractall(folder, filter="data")
    plain.unlink()
    wrong = [
        name for total, name in _listed(folder / MANIFEST)
        if not (folder / name).is_file() or sum_of(folder / name) != total
    ]  # fmt: skip
    if wrong:
        raise Refused(N_("备份里的文件与清单不符：{names}"), names="、".join(wrong[:5]))


def _listed(manifest: Path) -> list[tuple[str, str]]:
    pairs = (line.partition("  ") for line in manifest.read_text().splitlines())
    return [(total, name) for total, _gap, name in pairs]


def sum_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
