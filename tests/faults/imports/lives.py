"""What the processes do that bring a file in and get killed.

The right way has a wrong one beside it, which has to fail for the test to mean anything.
"""

import time
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.db import transaction

from maizi.accounts.models import User
from maizi.customers.pages import IMPORTS
from maizi.jobs.actions import Run
from maizi.jobs.worker import run_worker
from maizi.kit.imports import flow, passes
from maizi.kit.imports.shown import usual_options
from maizi.kit.imports.terms import ImportState
from maizi.kit.models import ImportRun
from tests.house import House

ROWS = 1_000
HOP_SECONDS = 0.02  # what a wrong way does in two steps lies at least this far apart


def settle(_: str) -> None:
    """A company with somebody who may import."""
    with transaction.atomic():
        House()


def people(label: str) -> None:
    """Start the import of companies with their people; every fifth row is a further person."""
    rows = [(n - 1 if n % 5 == 0 else n, f"张{n}", 13_800_000_000 + n) for n in range(1, ROWS + 1)]
    sheet = "".join(f"{label}第{at}号公司,{person},{mobile}\n" for at, person, mobile in rows)
    _begin(label, f"客户名称,联系人,联系人手机\n{sheet}")


def names(label: str) -> None:
    """Start the import of bare names, namesakes welcome: nothing but the place tells them apart."""
    sheet = "".join(f"{label}第{n}号公司\n" for n in range(ROWS))
    _begin(label, f"客户名称\n{sheet}", twins="import")


def undo(_: str) -> None:
    """Start the undo of the last import."""
    flow.start(ImportRun.objects.first(), ImportState.UNDOING, by=_lin())


def worker(_: str) -> None:
    """Work until killed or asked to stop."""
    _in_small_batches()
    run_worker(threads=1)


def careless_worker(_: str) -> None:
    """Wrong: the rows are committed, then the place; and no batch leaves its mark."""
    places: dict[int, int] = {}
    whole = Run.batch

    @contextmanager
    def batch(run: Run):
        began = time.monotonic()
        with whole(run):
            yield
        time.sleep(max(HOP_SECONDS, time.monotonic() - began))  # half of its time, however slow
        for id_, place in places.items():
            ImportRun.objects.filter(pk=id_).update(place=place)

    Run.batch = batch
    passes.note_batch = lambda *_: None  # the mark is unique: a second one would stop the import
    ImportRun.save = lambda run, **_: places.update({run.pk: run.place})
    _in_small_batches()
    run_worker(threads=1)


def _in_small_batches() -> None:
    """In this process alone: the tests import this module too."""
    passes.BATCH, passes.UNDO_BATCH = 20, 40


def _begin(label: str, sheet: str, **options) -> None:
    lin = _lin()
    run = flow.begin(
        IMPORTS, ContentFile(sheet.encode(), name=f"{label}.csv"), by=lin, in_place=True
    )
    chosen = usual_options(IMPORTS, lin, run) | options
    targets = [column["target"] for column in run.columns]
    run = flow.choose(run, places=targets, by=lin, mode="add", options=chosen)
    flow.start(run, ImportState.IMPORTING, by=lin)


def _lin() -> User:
    return User.objects.get(username="lin")
