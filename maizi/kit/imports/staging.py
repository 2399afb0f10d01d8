"""The rows of an import on disk: read once, opened as often as wanted, made anew when lost."""

import shutil
import tempfile
from pathlib import Path

from django.conf import settings

from maizi.files.queries import open_stream
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import ImportRun
from ..sheets.open import open_sheet
from ..sheets.sheet import Sheet, reopen


def staged_rows(run: ImportRun) -> Sheet:
    """The staged sheet of an import; read again from the stored file where it is not at hand."""
    place = _place(run)
    if place.exists():
        return reopen(place)
    return stage(run)


def stage(run: ImportRun) -> Sheet:
    """Read the stored file as the import says. Raises Refused with what is wrong with it."""
    place = _place(run)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, suffix=".upload") as copy:
        try:
            with open_stream(run.file) as stored:
                shutil.copyfileobj(stored, copy, 1 << 20)
        except FileNotFoundError as why:
            raise Refused(N_("“{name}”已按保留期限清除。请重新上传。"), name=run.name) from why
        copy.flush()
        with open_sheet(
            Path(copy.name),
            name=run.name,
            worksheet=run.worksheet,
            header_row=run.header_row,
            encoding=run.encoding,
        ) as sheet:
            return sheet.stage(place)


def unstage(run: ImportRun) -> bool:
    """Throw the staged rows away; whether there were any."""
    place = _place(run)
    is_there = place.exists()
    place.unlink(missing_ok=True)
    return is_there


def _place(run: ImportRun) -> Path:
    return settings.HOME / "imports" / f"{run.pk}.rows"
