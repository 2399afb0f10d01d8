"""A disk with hardly any room, and somebody who works on it in the browser."""

import ctypes
import os
import resource
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.test import Client
from django.urls import reverse

from maizi.accounts.models import User

NEW_NAMESPACE, ROOM_BYTES, VISITS = 0x00020000, 5_000_000, 2_000


@contextmanager
def small_disk(place: Path, connection) -> Iterator[Callable]:
    """The database on a file system with little room left; gives a function that makes room.

    A file system of this process alone where the kernel allows one, else a limit on file sizes,
    which ends in the same kind of refusal.
    """
    first = Path(connection.settings_dict["NAME"])
    assert connection.vendor == "sqlite" and first.is_file(), f"{first} is no database in a file"
    place.mkdir()
    size = sum(p.stat().st_size for p in first.parent.glob(f"{first.name}*"))
    is_mounted = _mounted(place, size + ROOM_BYTES)
    with sqlite3.connect(first) as here, sqlite3.connect(place / first.name) as there:
        here.backup(there)
    connection.settings_dict["NAME"] = str(place / first.name)
    if is_mounted:
        yield lambda: _mount("remount,", place, 50 * size)
        return
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + ROOM_BYTES // 2, hard))
    yield lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def _mounted(place: Path, size: int) -> bool:
    is_apart = ctypes.CDLL(None).unshare(NEW_NAMESPACE) == 0
    is_apart = is_apart and os.system("mount --make-rprivate / 2>/dev/null") == 0
    return is_apart and _mount("", place, size)


def _mount(how: str, place: Path, size: int) -> bool:
    return os.system(f"mount -t tmpfs -o {how}size={size} tmpfs {place} 2>/dev/null") == 0


def visits(label: str, *, until_refused: bool) -> list[tuple[str, int, str]]:
    """Write customers through the page: (name, status, what a refusal says)."""
    browser, answers = Client(raise_request_exception=False, SERVER_NAME="localhost"), []
    browser.force_login(User.objects.get(username="chen"))
    for number in range(VISITS):
        name = f"{label} {'前' if until_refused else '后'} {number}"
        given = {
            "name": name,
            "party_type": "individual",  # companies called nearly alike would be stopped
            "lifecycle": "suspect",
            "ka_status": "none",
            "note": "备" * 900,
        }
        answer = browser.post(reverse("customers:customer_new"), given | {"note": "备" * 900})
        told = answer.content.decode() if answer.status_code != 302 else ""
        answers.append((name, answer.status_code, told))
        if (answer.status_code != 302) if until_refused else (number == 20):
            break
    return answers
