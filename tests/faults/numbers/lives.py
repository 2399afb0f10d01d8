"""What the processes do that take document numbers at the same time (0.6 编号).

Each right way has a wrong one beside it, which has to fail for the test to mean anything.
"""

import os
import time
from contextlib import suppress
from datetime import date

from django.db import transaction

from maizi.fields.access import NumberKind, NumberShape, declare_number
from maizi.fields.actions import next_number
from maizi.fields.models import NumberSequence
from maizi.fields.terms import Period
from tests.faults.gap import hop

TAKERS, ROUNDS = 8, 30
ON = date(2026, 11, 22)
HOP_SECONDS = 0.01
HELD_SECONDS = 3

declare_number(NumberKind("gapless", "发票", NumberShape("G", Period.YEAR, is_gapless=True)))
declare_number(NumberKind("fast", "工单", NumberShape("F", Period.YEAR)))


def taker(code_and_number: str) -> None:
    """Take a number in a transaction; every third one comes to nothing in the end."""
    code, number = code_and_number.split()
    for turn in range(ROUNDS):
        with suppress(InterruptedError):
            _ack(code, _taken(code, fails=(turn + int(number)) % 3 == 0))


def _taken(code: str, *, fails: bool) -> str:
    with transaction.atomic():
        no = next_number(code, on=ON)
        time.sleep(HOP_SECONDS / 4)
        if fails:
            raise InterruptedError
    return no


def hasty_taker(code_and_number: str) -> None:
    """Wrong: the number in one transaction, its document in the next."""
    code, number = code_and_number.split()
    for turn in range(ROUNDS):
        no = next_number(code, on=ON)
        if (turn + int(number)) % 3:
            _ack("hasty", no)


def careless_taker(_: str) -> None:
    """Wrong: look how far the numbers are, and go on from there."""
    for _turn in range(ROUNDS):
        last = NumberSequence.objects.filter(code="X").values_list("last", flat=True).first() or 0
        hop(HOP_SECONDS, people=TAKERS)
        if not NumberSequence.objects.filter(code="X").update(last=last + 1):
            row = NumberSequence(code="X", period="", last=1)
            NumberSequence.objects.bulk_create([row], ignore_conflicts=True)
        _ack("careless", f"X-{last + 1}")


def holder(code: str) -> None:
    """Take a number and be slow to finish."""
    with transaction.atomic():
        no = next_number(code, on=ON)
        _ack("held", no)
        time.sleep(HELD_SECONDS)


def impatient(code: str) -> None:
    """Take a number beside somebody slow; note how long it took."""
    began = time.monotonic()
    no = next_number(code, on=ON)
    _ack(f"waited-{time.monotonic() - began:.3f}", no)


def _ack(word: str, no: str) -> None:
    place = os.open(os.environ["FAULTS_ACKS"], os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600)
    os.write(place, f"{word} {no}\n".encode())
    os.close(place)
