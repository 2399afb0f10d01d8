"""The file of the rows that did not come in, to be corrected and sent again."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from maizi.history.actions import record
from maizi.history.terms import Verb
from maizi.kernel.texts import N_, say

from ..models import ImportPart, ImportRun
from ..sheets.write import OutColumn, write_xlsx
from .staging import staged_rows
from .terms import Phase


def write_refused(run: ImportRun, target: Path | BinaryIO) -> int:
    """All rows refused, in the columns of the file and one more for the reason; how many."""
    headers = [*staged_rows(run).headers, _("原因")]
    columns = [OutColumn(header) for header in headers]
    return write_xlsx(target, columns=columns, rows=_refused_rows(run), sheet_name=_("未导入的行"))


def refused_file(run: ImportRun, *, by) -> BinaryIO:
    """The same as an open file; the history says who took it."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 the answer closes it
    rows = write_refused(run, file)
    record(run, verb=Verb.EXPORT, by=by, reason=_("未导入的行"), changes={N_("行数"): [None, rows]})
    file.seek(0)
    return file


def _refused_rows(run: ImportRun) -> Iterator[list[str]]:
    reasons = dict(_reasons(run))
    if not reasons:
        return
    fixes = {fix.row: fix.texts for fix in run.fixes.filter(row__in=reasons)} if (
        run.facts.get("has_fixes")
    ) else {}  # fmt: skip
    at = {column["target"]: place for place, column in enumerate(run.columns) if column["target"]}
    for number, cells in staged_rows(run).rows():
        if number not in reasons:
            continue
        row = list(cells)
        for place, text in fixes.get(number, {}).items():
            row[at[place]] = text
        yield [*row, reasons[number]]


def _reasons(run: ImportRun) -> Iterator[tuple[int, str]]:
    parts = ImportPart.objects.filter(run=run, phase=last_phase(run))
    for refused in parts.values_list("refused", flat=True).iterator():
        for number, found in refused:
            yield number, "；".join(sentence(*one) for one in found)


def last_phase(run: ImportRun) -> Phase:
    """The pass whose findings count: the import once it has begun, the check before."""
    return Phase.IMPORT if run.started_at else Phase.CHECK


def sentence(column: str, message: str, params: dict) -> str:
    """A stored finding in the reader's language, with its column."""
    text = say(message, **params).text(_)
    return column + _("：") + text if column else text
