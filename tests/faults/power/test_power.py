"""The power goes at any moment: what was acknowledged is still there (TRUST 2.4, D4).

The product's own statements, traced from its actions over its own schema, are played again on a
disk that forgets, under the PRAGMAs that ship.
"""

import logging
import random
import sqlite3
from pathlib import Path

import apsw
import pytest
from django.db import connection
from django.utils import timezone

from maizi.customers import actions
from maizi.customers.models import Activity, Contact, Customer
from maizi.customers.pages import CUSTOMERS
from maizi.kit.pages import save
from maizi.site.places import SQLITE_SETTINGS

from .disk import Disk

log = logging.getLogger(__name__)
SEED = random.SystemRandom().randrange(10**6)
CUTS, FEW_CUTS, CUSTOMERS_WRITTEN = 600, 120, 16
WRITES = ("BEGIN", "COMMIT", "INSERT", "UPDATE", "DELETE", "SAVEPOINT", "RELEASE")

pytestmark = [pytest.mark.once, pytest.mark.django_db(transaction=True)]


def work(house) -> None:
    """A day of a salesperson."""
    for number in range(CUSTOMERS_WRITTEN):
        row = Customer(name=f"郑州第 {number} 科技有限公司")
        save(CUSTOMERS, row=row, verb="create", by=house.chen)
        contact = Contact(customer=row, name="王芳", mobile="13800138000")
        actions.save_contact(contact, by=house.chen)
        said = Activity(customer=row, content="报价已发，等回复", at=timezone.now())
        actions.log_activity(said, by=house.chen)
        if number % 3 == 0:
            actions.assign([row], house.xu, by=house.lin, reason="调整")


@pytest.fixture
def day(open_house, tmp_path) -> tuple[bytes, list[str]]:
    """The database before the work, and every statement of it that writes."""
    with sqlite3.connect(tmp_path / "before") as copy:
        connection.connection.backup(copy)
    copy.execute("PRAGMA journal_mode=DELETE")
    copy.close()
    statements: list[str] = []
    connection.connection.set_trace_callback(statements.append)
    work(open_house)
    connection.connection.set_trace_callback(None)
    return (tmp_path / "before").read_bytes(), [s for s in statements if s.startswith(WRITES)]


def played(day, place: Path, settings: str) -> tuple[Disk, list[tuple]]:
    """The work done again on a disk that forgets; what the books said after each commit."""
    first, statements = day
    place.write_bytes(first)
    disk = Disk(f"power {random.random()}", {str(place): first})
    sea = apsw.Connection(str(place), vfs=disk.name)
    sea.execute("PRAGMA locking_mode=EXCLUSIVE")  # the recorder has no shared memory
    for setting in filter(None, settings.split(";")):
        sea.execute(setting).fetchall()
    said = [books(sea)]
    for statement in statements:
        sea.execute(statement).fetchall()
        if statement == "COMMIT":
            said.append(books(sea))
            disk.tell()
    sea.close()
    return disk, said


def books(database) -> tuple:
    """Enough of a database to tell the state after one commit from that after any other."""
    tables = database.execute(
        "SELECT name FROM sqlite_master"
        " WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' ORDER BY 1"
    )
    counts = [database.execute(f"SELECT count(*) FROM {name}").fetchone() for (name,) in [*tables]]
    heads = database.execute("SELECT length, head FROM history_historychain ORDER BY name")
    return (*counts, *map(tuple, heads))


def outcome(cut, said: list[tuple], place: Path) -> str:
    """What somebody finds who opens the database after the power is back."""
    cut.lay_down(place)
    database = sqlite3.connect(place)
    try:
        if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            return "corrupt"
        found = books(database)
    except sqlite3.DatabaseError:
        return "corrupt"
    finally:
        database.close()
    if found not in said:
        return "half"
    return "whole" if said.index(found) >= cut.told else "lost"


def outcomes(day, tmp_path, settings: str, cuts: int = CUTS) -> dict[str, int]:
    disk, said = played(day, tmp_path / "sea.sqlite3", settings)
    assert len(said) == len(set(said)) > 3 * CUSTOMERS_WRITTEN
    counted = dict.fromkeys(("whole", "lost", "half", "corrupt"), 0)
    for cut in disk.cuts(cuts, random.Random(SEED)):
        counted[outcome(cut, said, tmp_path / "found.sqlite3")] += 1
    log.info("seed %s: %s commits, %s writes, %s", SEED, len(said), len(disk.diary), counted)
    return counted


def test_no_acknowledged_work_is_lost_with_the_settings_that_ship(day, tmp_path):
    assert outcomes(day, tmp_path, SQLITE_SETTINGS)["whole"] == CUTS, f"seed {SEED}"


def test_less_syncing_would_lose_it(day, tmp_path):
    """The control: synchronous=NORMAL, which looks the same as long as only processes die."""
    found = outcomes(day, tmp_path, SQLITE_SETTINGS.replace("FULL", "NORMAL"), FEW_CUTS)
    assert found["lost"] > FEW_CUTS / 10 and found["corrupt"] == 0
