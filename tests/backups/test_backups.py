"""Backups made of a living database, tried out, and seen on the screen (A-50)."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pyrage import x25519

from maizi.backups import actions, media, queries
from maizi.backups.models import Backup, RestoreTrial
from maizi.backups.terms import BackupState, Danger
from maizi.inbox.models import Notice
from maizi.kernel.errors import Refused
from tests.house import fresh

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def home(tmp_path, settings, open_house):
    """A data folder of its own with an attachment and a key, and a customer in the database."""
    settings.HOME, settings.FILES_ROOT = tmp_path / "home", tmp_path / "home" / "files"
    settings.BACKUP_COPY = ""
    (settings.FILES_ROOT / "ab").mkdir(parents=True)
    (settings.FILES_ROOT / "ab" / "cdef").write_bytes(b"x" * 100_000)
    (settings.HOME / "secret_key").write_text("the key")
    open_house.customer("郑州华宁科技有限公司")
    return settings.HOME


def opened(row: Backup, into: Path) -> Path:
    into.mkdir()
    media.unpack(media.place() / row.name, into, media.identity())
    return into


def test_a_backup_holds_everything_and_gives_nothing_away(home, open_house, tmp_path):
    row = actions.make_backup(by=open_house.boss)
    assert row.state == BackupState.GOOD and row.rows["customers_customer"] == 1
    assert row.files == 2 and row.size == (home / "backups" / row.name).stat().st_size
    raw = (home / "backups" / row.name).read_bytes()
    assert raw.startswith(b"age-encryption.org/v1")
    assert "郑州华宁".encode() not in raw and b"the key" not in raw
    assert (home / "backups" / row.name).stat().st_mode & 0o777 == 0o600
    assert (home / "backup_key").stat().st_mode & 0o777 == 0o600
    inside = opened(row, tmp_path / "inside")
    assert (inside / "files" / "ab" / "cdef").read_bytes() == b"x" * 100_000
    assert (inside / "secret_key").read_text() == "the key"
    assert media.bring_back(inside) == row.rows
    assert not [*(home / "backups").glob("making-*")]


def test_uploads_and_sweeps_beside_a_backup_do_not_disturb_it(home, tmp_path):
    """What is half uploaded stays out, as does what goes after the list was made."""
    half = home / "files" / "incoming" / "half"
    half.parent.mkdir()
    half.write_bytes(b"half")
    assert actions.make_backup(by=None).files == 2
    there, gone = home / "files" / "ab" / "cdef", home / "files" / "ab" / "gone"
    members = [("files/ab/cdef", there), ("files/ab/gone", gone)]
    assert media.pack(tmp_path / "packed", members) == 1
    with pytest.raises(FileNotFoundError):
        media.pack(tmp_path / "packed", [("maizi.sqlite3", gone)])


def test_another_key_opens_nothing_and_a_changed_byte_is_seen(home, tmp_path):
    row = actions.make_backup(by=None)
    place = home / "backups" / row.name
    (tmp_path / "one").mkdir()
    with pytest.raises(Refused, match="打不开"):
        media.unpack(place, tmp_path / "one", x25519.Identity.generate())
    broken = bytearray(place.read_bytes())
    broken[len(broken) // 2] ^= 1
    place.write_bytes(broken)
    trial = actions.try_restore(by=None)
    assert not trial.is_good and "SHA-256" in trial.findings
    with pytest.raises(Refused, match="已损坏"):
        media.unpack(place, tmp_path / "one", media.identity())


def test_a_trial_finds_what_did_not_come_back(home):
    assert actions.try_restore(by=None) is None
    row = actions.make_backup(by=None)
    assert actions.try_restore(by=None).is_good
    Backup.objects.filter(pk=row.pk).update(rows=row.rows | {"customers_customer": 2})
    trial = actions.try_restore(by=None)
    assert not trial.is_good and trial.findings == "customers_customer：1 ≠ 2"
    (home / "backups" / row.name).unlink()
    assert "不见了" in actions.try_restore(by=None).findings


def test_a_second_one_lies_elsewhere_and_old_ones_go_in_both_places(home, settings, tmp_path):
    settings.BACKUP_COPY = str(tmp_path / "nas")
    with pytest.raises(Refused, match="目录不存在"):
        actions.make_backup(by=None)
    failed = Backup.objects.get()
    assert failed.state == BackupState.FAILED and "nas" in failed.error
    (tmp_path / "nas").mkdir()
    rows = [actions.make_backup(by=None) for _ in range(2)]
    assert (tmp_path / "nas" / rows[0].name).read_bytes()[:3] == b"age"
    Backup.objects.filter(pk=rows[0].pk).update(
        started_at=rows[1].started_at - timedelta(minutes=5)
    )
    assert actions.prune(by=None) == 1  # two of one day: the last stays
    assert not (tmp_path / "nas" / rows[0].name).exists()
    assert not (home / "backups" / rows[0].name).exists()
    assert Backup.objects.get(pk=rows[0].pk).state == BackupState.GONE
    assert (tmp_path / "nas" / rows[1].name).exists()


def test_those_who_look_after_the_system_are_told_once_a_day(home, open_house):
    assert queries.health().dangers[0] == Danger.NEVER
    assert actions.tell_of_danger(by=None) and not actions.tell_of_danger(by=None)
    notices = Notice.objects.filter(event="backups.in_danger")
    assert {n.user_id for n in notices} == {open_house.admin.pk}
    notices.update(created_at=timezone.now() - timedelta(days=1))
    actions.make_backup(by=None)
    assert not actions.tell_of_danger(by=None)
    Backup.objects.update(started_at=timezone.now() - timedelta(hours=27))
    assert actions.tell_of_danger(by=None)


def test_a_backup_whose_process_is_gone_is_called_failed(home):
    old = Backup.objects.create(name="a.age", started_at=timezone.now() - timedelta(hours=5))
    actions.make_backup(by=None)
    old.refresh_from_db()
    assert old.state == BackupState.FAILED


def test_the_page_says_whether_data_are_safe(home, open_house, client):
    client.force_login(open_house.admin)
    assert "还没有备份过" in client.get("/settings/backups/").content.decode()
    assert client.post("/settings/backups/make/").status_code == 302
    assert client.post("/settings/backups/wipe/").status_code == 422
    row = actions.make_backup(by=fresh(open_house.admin))
    RestoreTrial.objects.create(backup=row, at=timezone.now(), is_good=True, seconds=1)
    text = client.get("/settings/backups/").content.decode()
    assert "还没有备份过" not in text and "没有第二份" in text and "通过" in text
    client.force_login(open_house.chen)
    assert client.get("/settings/backups/").status_code == 403


def test_a_full_house_refuses_to_be_written_over(home, tmp_path):
    inside = opened(actions.make_backup(by=None), tmp_path / "inside")
    with pytest.raises(Refused, match="不会覆盖"):
        media.put_back(inside)


def test_a_database_that_is_none_is_found_by_the_trial(home, tmp_path):
    """Whatever goes wrong is noted, so that the page can say it."""
    row = actions.make_backup(by=None)
    (tmp_path / "maizi.sqlite3").write_bytes(b"no database at all" * 100)
    target = home / "backups" / row.name
    media.pack(target, [("maizi.sqlite3", tmp_path / "maizi.sqlite3")])
    Backup.objects.filter(pk=row.pk).update(sha256=media.sum_of(target))
    trial = actions.try_restore(by=None)
    assert not trial.is_good and "not a database" in trial.findings
