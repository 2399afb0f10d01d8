"""Bring a backup back: beside the living database to try it, or into an empty place (A-50)."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.kernel.errors import Refused

from .. import media, rules
from ..models import Backup, RestoreTrial
from ..terms import BackupState


def restore(file: Path, *, key: Path | None, by: User | None) -> tuple[int, int]:
    """A backup into an empty data folder and database; (rows, attachments) that came back.

    key  file of the key that opens it, by default this data folder's own
    by   nobody: there are no people before it
    """
    opening = media.identity_in(key) if key else media.identity()
    with TemporaryDirectory(dir=settings.HOME, prefix="restoring-") as made:
        media.unpack(file, Path(made), opening)
        rows = media.bring_back(Path(made))
        media.put_back(Path(made))
        files = media.put_files_back(Path(made))
    return sum(rows.values()), files


def try_restore(
    *, by: User | None, batch: Callable[[], AbstractContextManager] = transaction.atomic
) -> RestoreTrial | None:
    """Open the newest good backup, compare its sums and rows; None when there is no backup."""
    row = Backup.objects.filter(state=BackupState.GOOD).first()
    if row is None:
        return None
    began = time.monotonic()
    try:
        found = _findings(row)
    except media.FAILURES as failure:
        found = [failure.text() if isinstance(failure, Refused) else str(failure)]
    trial = RestoreTrial(
        backup=row, at=timezone.now(), is_good=not found,
        seconds=round(time.monotonic() - began), findings="\n".join(found)[:2000],
    )  # fmt: skip
    with batch():
        trial.save()
    return trial


def _findings(row: Backup) -> list[str]:
    source = media.place() / row.name
    if not source.exists():
        return [f"{row.name}：不见了"]
    if media.sum_of(source) != row.sha256:
        return [f"{row.name}：SHA-256 与备份时不同"]
    with TemporaryDirectory(dir=media.place(), prefix="trying-") as made:
        media.unpack(source, Path(made), media.identity())
        rows = media.bring_back(Path(made))
    return [
        f"{name}：{rows.get(name, '—')} ≠ {row.rows[name]}"
        for name in rules.differing(row.rows, rows)
    ]
