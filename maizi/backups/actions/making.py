"""Make a backup, put a second one elsewhere, let old ones go (A-50)."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.history.actions import record
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import queries, rules
from ..media import FAILURES, copy_database, pack, place, sum_of
from ..models import Backup
from ..terms import BackupState

PATIENCE = timedelta(hours=4)


def make_backup(
    *, by: User | None, batch: Callable[[], AbstractContextManager] = transaction.atomic
) -> Backup:
    """One encrypted file with database, attachments and key, and its copy in the second place.

    batch  opens the short transactions in which its state is noted
    Raises Refused with the reason, which is noted too.
    """
    row = Backup(started_at=timezone.now(), by=by)
    moment = timezone.localtime(row.started_at)
    row.name = f"maizi-{moment:%Y%m%d-%H%M%S}-{row.pk % 1_000_000:06}.age"
    with batch():
        _give_up_old(row.started_at)
        row.save()
    try:
        _make(row)
    except FAILURES as failure:
        row.state, row.ended_at = BackupState.FAILED, timezone.now()
        row.error = (failure.text() if isinstance(failure, Refused) else str(failure))[:300]
        with batch():
            row.save()
        raise Refused(N_("备份没有完成：{why}"), why=row.error) from failure
    row.state, row.ended_at = BackupState.GOOD, timezone.now()
    with batch():
        row.save()
        record(row, verb=Verb.CREATE, by=by)
    return row


def _give_up_old(now: datetime) -> None:
    """A backup whose process is gone did not get done."""
    old = Backup.objects.filter(state=BackupState.RUNNING, started_at__lt=now - PATIENCE)
    old.update(state=BackupState.FAILED, ended_at=now, error="中断")


def _make(row: Backup) -> None:
    folder = place()
    target = folder / row.name
    with TemporaryDirectory(dir=folder, prefix="making-") as made:
        copy, row.rows = copy_database(Path(made))
        row.files = pack(target, [(copy.name, copy), *_others()]) - 1
    row.size, row.sha256 = target.stat().st_size, sum_of(target)
    if settings.BACKUP_COPY:
        _copy(target, Path(settings.BACKUP_COPY), row.sha256)
        row.copied_at = timezone.now()


def _others() -> Iterator[tuple[str, Path]]:
    key = Path(settings.HOME) / "secret_key"
    if key.exists():
        yield key.name, key
    root = Path(settings.FILES_ROOT)
    for path in sorted(root.rglob("*")) if root.exists() else ():
        if path.is_file() and path.parent != root / "incoming":  # uploads that are half there
            yield f"files/{path.relative_to(root)}", path


def _copy(source: Path, folder: Path, expected: str) -> None:
    if not folder.is_dir():
        raise Refused(N_("第二处备份的目录不存在：{folder}"), folder=str(folder))
    part = folder / f"{source.name}.part"
    shutil.copyfile(source, part)
    if sum_of(part) != expected:
        part.unlink()
        raise Refused(N_("第二份备份与第一份不同，没有保留：{folder}"), folder=str(folder))
    part.rename(folder / source.name)


def prune(
    *, by: User | None, batch: Callable[[], AbstractContextManager] = transaction.atomic
) -> int:
    """Delete the files that the rule no longer keeps, in both places; how many backups went."""
    good = list(Backup.objects.filter(state=BackupState.GOOD))
    at = {row.pk: timezone.localtime(row.started_at) for row in good}
    stay = rules.kept(at.values(), queries.keeping())
    gone = [row for row in good if at[row.pk] not in stay]
    for row in gone:
        for folder in filter(None, (place(), settings.BACKUP_COPY)):
            (Path(folder) / row.name).unlink(missing_ok=True)
    with batch():
        Backup.objects.filter(pk__in=[row.pk for row in gone]).update(state=BackupState.GONE)
    return len(gone)
