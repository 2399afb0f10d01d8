"""Contents on disk, quotas, attachments, downloads, sweeping."""

import hashlib
import os
import stat
import time
from datetime import timedelta

import pytest
from django.http import Http404
from django.test import RequestFactory
from django.utils import timezone

from maizi.accounts.models import OrgUnit
from maizi.files import access, views
from maizi.files.actions import attach, detach, erase_files, sweep
from maizi.files.models import StoredFile
from maizi.files.queries import attachments_of, damaged, kept, occupied_bytes, open_stream
from maizi.files.rules import limits
from maizi.files.storage import Folder
from maizi.files.terms import Family, Purpose
from maizi.history.models import HistoryEntry
from maizi.history.queries import entries_of
from maizi.kernel.errors import Refused

from . import samples
from .conftest import contents

DAY = timedelta(days=1)


@pytest.fixture
def shared_units(monkeypatch):
    """Units carry files, seen by whoever is named in their visible list."""
    seen_by = {}

    def visible(user):
        return OrgUnit.objects.filter(pk__in=seen_by.get(user.pk, []))

    monkeypatch.setattr(access, "_visible_owners", {OrgUnit: visible})
    return seen_by


def age(root, **step) -> None:
    then = (timezone.now() - timedelta(**step)).timestamp()
    for path in root.rglob("*"):
        os.utime(path, (then, then))


def test_content_lies_under_its_hash_for_its_owner_only(upload, root):
    file = upload()
    digest = hashlib.sha256(samples.png()).hexdigest()
    place = root / digest[:2] / digest[2:4] / digest
    assert file.sha256 == digest and place.read_bytes() == samples.png()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    with open_stream(file) as stream:
        assert stream.read() == samples.png()


def test_the_same_content_twice_is_one_content(upload, root):
    first, second = upload(name="a.png"), upload(name="b.png")
    assert contents(root) == [first.sha256] and first.pk != second.pk


def test_an_upload_cut_off_leaves_nothing(ann, root):
    from maizi.files.actions import store

    class CutOff:
        name = "a.csv"

        def chunks(self, size):
            yield b"a,b\n" * 1000
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store(CutOff(), by=ann, purpose=Purpose.IMPORT)
    assert contents(root) == [] and not StoredFile.objects.exists()


def test_a_file_too_large_for_its_kind_is_refused_while_it_comes_in(upload, monkeypatch, root):
    monkeypatch.setitem(limits._CAPS_MIB[Purpose.ATTACHMENT], Family.TEXT, 1)
    with pytest.raises(Refused, match="超过 1 MB"):
        upload(b"x" * (limits.MIB + 1), name="a.txt")
    monkeypatch.setattr(limits, "_CAPS_MIB", {Purpose.ATTACHMENT: {Family.IMAGE: 1}})
    with pytest.raises(Refused, match="超过 1 MB"):
        upload(samples.png() + bytes(limits.MIB))
    assert contents(root) == []


def test_a_person_has_a_quota_and_the_system_has_none(upload, ann, monkeypatch):
    monkeypatch.setattr(limits, "QUOTA_BYTES", 100)
    upload()
    assert occupied_bytes(ann) == len(samples.png())
    with pytest.raises(Refused, match="合计超过"):
        for _ in range(5):
            upload()
    assert upload(by=None).uploader is None


def test_own_uploads_are_seen_by_their_owner_only(upload, ann, bob):
    file = upload()
    assert list(access.visible_files(ann)) == [file]
    assert not access.visible_files(bob).exists()


def test_a_file_at_a_record_is_seen_with_the_record_even_by_its_uploader(
    upload, ann, bob, unit, shared_units
):
    file = upload()
    attach(file, unit, by=ann)
    assert not access.visible_files(ann).exists() and not access.visible_files(bob).exists()
    shared_units[bob.pk] = [unit.pk]
    assert list(access.visible_files(bob)) == [file]
    assert access.visible_attachments(bob).count() == 1
    bob.is_active = False
    assert not access.visible_files(bob).exists() and not access.visible_attachments(bob).exists()


def test_attaching_twice_is_once_and_the_record_remembers(upload, ann, unit):
    file = upload(name="合同.png")
    attachment = attach(file, unit, by=ann)
    assert attach(file, unit, by=ann) == attachment
    assert [a.file for a in attachments_of(unit)] == [file]
    detach(attachment, unit, by=ann, reason="传错了")
    assert not attachments_of(unit).exists()
    assert [e.verb for e in entries_of(unit)] == ["移除附件", "添加附件"]
    assert entries_of(unit)[0].changes == {"附件": ["合同.png", None]}


def download(user, file):
    request = RequestFactory().get("/")
    request.user = user
    return views.download(request, file.pk)


def test_a_download_never_runs_and_is_recorded(upload, ann):
    file = upload(name='合同"; x=\r\n.png')
    answer = download(ann, file)
    assert b"".join(answer.streaming_content) == samples.png()
    answer.file_to_stream.close()
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E5%90%88")
    assert "\n" not in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert int(answer["Content-Length"]) == len(samples.png())
    assert [e.verb for e in entries_of(file)] == ["export"]


def test_a_file_out_of_sight_is_not_found_and_nothing_is_recorded(upload, bob):
    file = upload()
    with pytest.raises(Http404):
        download(bob, file)
    assert not HistoryEntry.objects.exists()


def test_sweeping_takes_what_is_over_and_leaves_the_rest(upload, ann, unit, root):
    kept, loose = upload(samples.png(3, 3)), upload(samples.png(4, 4))
    fresh = upload(b"a,b\n1,2\n", name="x.csv", purpose=Purpose.IMPORT)
    attach(kept, unit, by=ann)
    photo = upload(samples.png(5, 5), purpose=Purpose.PHOTO)
    age(root, days=4)
    assert sweep(now=timezone.now() + 3 * DAY) == 1
    assert contents(root) == sorted([kept.sha256, fresh.sha256, photo.sha256])
    assert sweep(now=timezone.now() + 8 * DAY) == 1
    assert contents(root) == sorted([kept.sha256, photo.sha256])
    loose.refresh_from_db()
    assert loose.dropped_at and not access.visible_files(ann).filter(pk=loose.pk).exists()
    with pytest.raises(Refused, match="已按保留期限清除"):
        attach(loose, unit, by=ann)


def test_a_content_that_somebody_else_uploaded_too_stays(upload, ann, unit, root):
    loose, kept = upload(), upload()
    attach(kept, unit, by=ann)
    age(root, days=4)
    assert sweep(now=timezone.now() + 3 * DAY) == 0
    loose.refresh_from_db()
    assert loose.dropped_at and contents(root) == [kept.sha256]


def test_a_young_content_whose_row_is_not_yet_written_stays(upload, root):
    file = upload()
    StoredFile.objects.all().delete()
    assert sweep() == 0
    age(root, days=2)
    assert sweep() == 1 and contents(root) == [] and file.sha256


def test_a_content_renewed_while_it_is_swept_stays(upload, root):
    file = upload()
    age(root, days=2)
    assert not Folder(root).drop(file.sha256, is_used=lambda: True)
    assert contents(root) == [file.sha256]


def test_an_upload_while_its_content_is_set_aside_stays_young(upload, root):
    """Somebody else needs it still, and a second upload has not written its row yet."""
    file = upload()
    age(root, days=2)
    place = root / file.sha256[:2] / file.sha256[2:4] / file.sha256

    def renewed() -> bool:
        upload()
        return True

    assert not Folder(root).drop(file.sha256, is_used=renewed)
    assert contents(root) == [file.sha256] and time.time() - place.stat().st_mtime < 60


def test_a_content_whose_sweep_was_killed_half_way_comes_back(upload, root):
    file = upload()
    age(root, days=3)

    def killed() -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Folder(root).drop(file.sha256, is_used=killed)
    assert list(damaged()) == [file]
    assert sweep() == 0 and list(damaged()) == []
    StoredFile.objects.all().delete()
    assert sweep() == 1 and contents(root) == []


def test_another_sweep_a_step_ahead_is_no_fault(upload, root):
    file = upload()
    age(root, days=2)

    def overtaken() -> bool:
        (root / "incoming" / f"{file.sha256}.going").unlink()
        return False

    assert not Folder(root).drop(file.sha256, is_used=overtaken)
    assert not Folder(root).drop(file.sha256, is_used=lambda: False)


def test_ten_of_one_content_lie_there_once_until_the_last_goes(upload, ann, unit, root):
    """Whether a person takes them away or an erasure does."""
    files = [upload(name=f"{n}.png") for n in range(10)]
    held = [attach(file, unit, by=ann) for file in files]
    assert contents(root) == [files[0].sha256]
    for attachment in held[:5]:
        detach(attachment, unit, by=ann)
    erase_files(files[5:9], by=ann)
    age(root, days=4)
    assert sweep(now=timezone.now() + 3 * DAY) == 0
    assert StoredFile.objects.filter(dropped_at=None).get() == files[9]
    with open_stream(files[9]) as stream:
        assert stream.read() == samples.png()
    erase_files(files[9:], by=ann)
    assert sweep() == 1 and contents(root) == []


def test_what_killed_uploads_left_goes_when_it_is_old(upload, root):
    upload()
    (root / "incoming" / "left").write_bytes(b"half")
    sweep()
    assert "left" in contents(root)
    age(root / "incoming", days=2)
    sweep()
    assert "left" not in contents(root)


def test_a_content_that_is_gone_cut_or_changed_is_named(upload, root):
    good, other = upload(), upload(samples.jpeg(), "合同.jpg")
    assert list(damaged()) == []
    place = root / other.sha256[:2] / other.sha256[2:4] / other.sha256
    whole = place.read_bytes()
    for content in (whole[:-1], bytes([whole[0] ^ 1]) + whole[1:]):
        place.chmod(0o600)
        place.write_bytes(content)
        assert list(damaged()) == [other]
    place.unlink()
    assert list(damaged()) == [other] and good in kept()
