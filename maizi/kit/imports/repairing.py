"""Rows repaired in the grid: the same reading, the same checks, one row at a time."""

from django.db import transaction
from django.utils import timezone

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import ImportFix, ImportProblem, ImportRun
from .declare import Line, Sitting, importer_of
from .noting import recount
from .reading import RowReader
from .staging import staged_rows
from .terms import ImportState, Phase

LONGEST_TEXT = 2_000


@transaction.atomic
def repair(
    run: ImportRun, *, number: int, texts: dict[str, str], by, is_dropped: bool = False
) -> Line:
    """Keep new texts for a row (or leave it out) and check it again; the line as it is now.

    texts  place → new text, for the places of the mapped columns; others are ignored
    """
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state != ImportState.CHECKED:
        raise Refused(N_("现在不能修改这一行：要在检查之后、导入之前。"))
    importer, sheet = importer_of(run.kind), staged_rows(run)
    row = next(sheet.rows(after=number - 1), None)
    if row is None or row[0] != number:
        raise Refused(N_("文件里没有第 {row} 行。"), row=number)
    today = timezone.localdate()
    reader = RowReader(importer, run=run, sheet=sheet, user=by, today=today)
    fix = ImportFix.objects.filter(run=run, row=number).first() or ImportFix(run=run, row=number)
    known = {place: text.strip()[:LONGEST_TEXT] for place, text in texts.items()}
    fix.texts = {**fix.texts, **{p: t for p, t in known.items() if p in reader.places}}
    fix.is_dropped = is_dropped
    fix.save()
    run.facts["has_fixes"] = True
    line = reader.line(number, row[1], fix)
    if not line.is_refused:
        sitting = Sitting(run, by, Phase.CHECK, today, reader.places)
        importer.prepare(sitting, [line])
        if not line.is_refused:
            importer.decide(sitting, [line])
    before = list(ImportProblem.objects.filter(run=run, phase=Phase.CHECK, row=number))
    recount(run, line, before)
    run.save()
    return line
