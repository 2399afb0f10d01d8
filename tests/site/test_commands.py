"""The `maizi` command: people, backup, check-up; and the demo company."""

import os
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from maizi.accounts.models import Appointment, User
from maizi.care.models import Conflict
from maizi.customers.models import Activity, Contact, Customer
from maizi.history.queries import flaws
from maizi.site import demo

ROOT = Path(__file__).parents[2]


@pytest.fixture
def maizi(tmp_path):
    """Run the command in a data folder of its own; gives the finished process."""

    def run(*words: str, **more: str) -> subprocess.CompletedProcess:
        surroundings = os.environ | {
            "MAIZI_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT),
            "MAIZI_DATABASE": f"sqlite:///{tmp_path / 'home' / 'maizi.sqlite3'}", **more,
        }  # fmt: skip
        return subprocess.run(
            [sys.executable, "-m", "maizi.site.cli", *words],
            env=surroundings, cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    return run


pytestmark = pytest.mark.once


def test_a_first_person_can_be_made_and_everything_is_in_order(maizi, tmp_path):
    made = maizi("createuser", "laowang", "--name", "王老板", MAIZI_PASSWORD="jin-tian-tian-qi-hao")
    assert made.returncode == 0, made.stderr
    assert "王老板" in made.stdout
    again = maizi("createuser", "laowang", "--name", "王老板")
    assert again.returncode == 1
    assert "laowang" in again.stderr
    unknown = maizi("createuser", "xiaoli", "--name", "小李", "--role", "king")
    assert unknown.returncode == 1
    assert "administrator" in unknown.stderr
    healthy = maizi("doctor")
    assert healthy.returncode == 0, healthy.stdout + healthy.stderr
    assert "synchronous = 2" in healthy.stdout
    assert (tmp_path / "home" / "secret_key").stat().st_mode & 0o777 == 0o600


def test_doctor_finds_a_rewritten_history(maizi, tmp_path):
    maizi("createuser", "laowang", "--name", "王老板", MAIZI_PASSWORD="jin-tian-tian-qi-hao")
    with sqlite3.connect(tmp_path / "home" / "maizi.sqlite3") as store:
        store.execute("DROP TRIGGER history_historyentry_no_update")
        store.execute("UPDATE history_historyentry SET actor_name='别人' WHERE seq=1")
    sick = maizi("doctor")
    assert sick.returncode == 1
    assert "内容被改动" in sick.stdout


def test_a_backup_comes_back_in_an_empty_place(maizi, tmp_path):
    """A-50: with the key that opens it, and without it not at all."""
    maizi("createuser", "laowang", "--name", "王老板", MAIZI_PASSWORD="jin-tian-tian-qi-hao")
    done = maizi("backup", str(tmp_path / "kept"))
    assert done.returncode == 0, done.stderr
    (kept,) = (tmp_path / "kept").iterdir()
    home, other = tmp_path / "home", tmp_path / "other"
    full = maizi("restore", str(kept))
    assert full.returncode == 1 and "不会覆盖" in full.stderr
    empty = {
        "MAIZI_HOME": str(other), "MAIZI_DATABASE": f"sqlite:///{other / 'maizi.sqlite3'}",
    }  # fmt: skip
    locked = maizi("restore", str(kept), **empty)
    assert locked.returncode == 1 and "打不开" in locked.stderr
    back = maizi("restore", str(kept), "--key", str(home / "backup_key"), **empty)
    assert back.returncode == 0, back.stderr
    assert (other / "secret_key").read_text() == (home / "secret_key").read_text()
    with sqlite3.connect(other / "maizi.sqlite3") as copy:
        assert copy.execute("SELECT name FROM accounts_user").fetchall() == [("王老板",)]
    healthy = maizi("doctor", **empty)
    assert healthy.returncode == 0, healthy.stdout + healthy.stderr


def test_a_port_in_use_is_refused_before_anything_is_prepared(maizi, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        refused = maizi("up", "--port", str(port))
    assert refused.returncode == 1 and str(port) in refused.stderr and "--port" in refused.stderr
    assert not (tmp_path / "home" / "maizi.sqlite3").exists()


@pytest.mark.django_db
def test_the_demo_company_is_believable_and_made_by_the_actions():
    demo.build(24)
    assert (User.objects.count(), Appointment.objects.count()) == (21, 31)
    made = Customer.objects.count()
    assert made >= 24, "twins, a group and people are on top of the 24"
    assert Contact.objects.exists()
    assert Activity.objects.exists()
    assert all(len(c.name) >= 2 and c.city for c in Customer.objects.all())
    assert list(flaws()) == []
    (open_conflict,) = Conflict.objects.filter(state="open")
    assert open_conflict.activity and open_conflict.facts and open_conflict.solution == ""
    demo.build(24)
    assert Customer.objects.count() == made
