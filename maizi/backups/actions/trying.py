"""Bring the newest backup back beside the living database, and count (A-50)."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction
from django.utils import timezone

from maizi.kernel.errors import Refused

from .. import rules
from ..models import Backup, RestoreTrial
from ..terms import BackupState
from .boxing import identity, sum_of, unpack
from .databases import bring_back
from .making import place


def try_restore(
    *, batch: Callable[[], AbstractContextManager] = transaction.atomic
) -> RestoreTrial | None:
    """Open the newest good backup, compare its sums and rows; None when there is no backup."""
    row = Backup.objects.filter(state=BackupState.GOOD).first()
    if row is None:
        return None
    began = time.monotonic()
    try:
        found = _findings(row)
    except (Refused, OSError) as failure:
        found = [failure.text() if isinstance(failure, Refused) else str(failure)]
    trial = RestoreTrial(
        backup=row, at=timezone.now(), is_good=not found,
        seconds=round(time.monotonic() - began), findings="\n".join(found)[:2000],
    )  # fmt: skip
    with batch():
        trial.save()
    return trial


def _findings(row: Backup) -> list[str]:
    source = place() / row.name
    if not source.exists():
        return [f"{row.name}：不见了"]
    if sum_of(source) != row.sha256:
        return [f"{row.name}：SHA-256 与备份时不同"]
    with TemporaryDirectory(dir=place(), prefix="trying-") as made:
        unpack(source, Path(made), identity())
        rows = bring_back(Path(made))
    return [
        f"{name}：{rows.get(name, '—')} ≠ {row.rows[name]}"
        for name in rules.differing(row.rows, rows)
    ]
