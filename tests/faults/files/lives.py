"""What the processes do that upload equal contents while their last owners are erased and swept.

Each right way has a wrong one beside it, which has to fail for the test to mean anything.
"""

import json
import os
import random
import shutil
import time
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.files.actions import erase_files, store, sweep
from maizi.files.models import StoredFile
from maizi.files.queries import damaged, kept
from maizi.files.storage import storage
from maizi.files.terms import Purpose
from tests.faults.gap import hop
from tests.house import House

CONTENTS, ERASERS, UPLOADERS, SLICE = 24, 2, 3, 4
PEOPLE = ERASERS + UPLOADERS
TWO_DAYS = 2 * 24 * 3600
HOP_SECONDS = 0.03  # what a wrong way does in two steps lies at least this far apart
WHILE_SECONDS = 0.5


def settle(_: str) -> None:
    """A company."""
    with transaction.atomic():
        House()


def begin(_: str) -> None:
    """Contents that came in two days ago, each for one owner."""
    StoredFile.objects.all().delete()
    shutil.rmtree(settings.FILES_ROOT, ignore_errors=True)
    for number in range(CONTENTS):
        _upload(number)
    _age()


def at_once(label_and_number: str) -> None:
    """Some erase the owners and sweep after each few; the others upload the same contents."""
    number = int(label_and_number.split()[1])
    hop(0, people=PEOPLE)
    if number < ERASERS:
        rows = list(StoredFile.objects.filter(name__endswith="-0.txt").order_by("pk"))
        for first in range(0, CONTENTS, SLICE):
            erase_files(rows[first : first + SLICE], by=None)
            sweep()
        return
    chance = random.Random(number)
    for content in chance.sample(range(CONTENTS), CONTENTS):
        _ack(_upload(content, copy=number))


def careless_sweep(label_and_number: str) -> None:
    """Wrong: look what nobody needs, then remove it without looking again."""
    number = int(label_and_number.split()[1])
    if number:
        hop(0, people=PEOPLE)
        for content in range(
            number, CONTENTS + 1, PEOPLE - 1
        ):  # each its own, or a later one heals
            _upload(content - 1, copy=number)
        return
    erase_files(kept(), by=None)
    unused = list(storage().digests())
    hop(WHILE_SECONDS, people=PEOPLE)
    for digest in unused:
        time.sleep(HOP_SECONDS)
        (settings.FILES_ROOT / digest[:2] / digest[2:4] / digest).unlink()


def careless_upload(label_and_number: str) -> None:
    """Wrong: what is there already is not written again, only noted."""
    number = int(label_and_number.split()[1])
    if not number:
        hop(0, people=PEOPLE)
        erase_files(StoredFile.objects.filter(name__endswith="-0.txt"), by=None)
        sweep()
        return
    found = list(StoredFile.objects.filter(name__endswith="-0.txt"))
    hop(WHILE_SECONDS, people=PEOPLE)
    for row in found:
        time.sleep(HOP_SECONDS)
        row.pk, row.name, row.dropped_at = None, f"{number}.txt", None
        row.save(force_insert=True)


def forget(_: str) -> None:
    """Everybody asks for everything to be erased; a day later the sweep comes."""
    erase_files(kept(), by=None)
    _age()
    sweep()


def sweeper(_: str) -> None:
    """One sweep after the others were killed."""
    sweep()


def judge(_: str) -> None:
    """Write down who still owns something, whose content is gone, and what lies there."""
    verdict = {
        "owned": kept().count(), "damaged": len(list(damaged())),
        "contents": len(list(storage().digests())),
        "aside": len(list(Path(settings.FILES_ROOT).glob("incoming/*.going"))),
    }  # fmt: skip
    Path(os.environ["FAULTS_ACKS"]).with_name("verdict").write_text(json.dumps(verdict))


def _upload(number: int, *, copy: int = 0) -> StoredFile:
    file = ContentFile(f"照片 {number}".encode(), name=f"{number}-{copy}.txt")
    chen = User.objects.get(username="chen")
    return store(file, by=chen, purpose=Purpose.ATTACHMENT, now=timezone.now())


def _age() -> None:
    then = time.time() - TWO_DAYS
    for place in Path(settings.FILES_ROOT).rglob("*"):
        os.utime(place, (then, then))


def _ack(row: StoredFile) -> None:
    acks = os.open(os.environ["FAULTS_ACKS"], os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600)
    os.write(acks, f"{row.pk}\n".encode())
    os.close(acks)
