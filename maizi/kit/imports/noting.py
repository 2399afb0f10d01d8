"""What a pass found: counts, reasons, the rows refused, and the first thousands to be looked at."""

from collections import Counter
from collections.abc import Sequence

from maizi.kernel.ids import new_ids
from maizi.kernel.texts import Said, say

from ..models import ImportPart, ImportProblem, ImportRun
from .declare import Finding, Kept, Line
from .terms import Phase, Severity, Verdict

MOST_KEPT = 5_000
MOST_REASONS = 200
COUNTED = {
    Verdict.REFUSED: "refused",
    Verdict.SAME: "same",
    Verdict.JOIN: "joined",
}


def forget(run: ImportRun, phase: Phase) -> None:
    """Throw away what a pass found before it begins anew."""
    run.problems.filter(phase=phase).delete()
    run.parts.filter(phase=phase).delete()
    run.to_add = run.to_update = run.same = run.joined = run.refused = run.warned = 0
    run.reasons = []
    run.facts = {**run.facts, "done": 0, "stored_problems": 0}


def note_batch(run: ImportRun, phase: Phase, lines: Sequence[Line]) -> None:
    """Count the verdicts, keep the refused rows whole and the findings as far as there is room."""
    verdicts = Counter(line.verdict for line in lines)
    for verdict, name in COUNTED.items():
        setattr(run, name, getattr(run, name) + verdicts[verdict])
    added, updated = ("to_add", "to_update") if phase is Phase.CHECK else ("added", "updated")
    setattr(run, added, getattr(run, added) + verdicts[Verdict.ADD])
    setattr(run, updated, getattr(run, updated) + verdicts[Verdict.UPDATE])
    run.warned += sum(1 for line in lines if line.findings and not line.is_refused)
    _count_reasons(run, lines)
    ImportPart.objects.create(
        run=run,
        phase=phase,
        first_row=lines[0].number,
        last_row=lines[-1].number,
        refused=[
            [line.number, [packed(f) for f in line.findings if f.severity is Severity.ERROR]]
            for line in lines
            if line.is_refused
        ],
    )
    _keep(run, phase, [(line, finding) for line in lines for finding in line.findings])


def note_kept(run: ImportRun, kept: Sequence[Kept]) -> None:
    """Keep which records an undo left alone, as far as there is room."""
    room = max(0, MOST_KEPT - run.facts.get("stored_problems", 0))
    ImportProblem.objects.bulk_create(
        [
            ImportProblem(
                run=run, phase=Phase.UNDO, row=0, severity=Severity.WARNING,
                message=one.said.message, params=one.said.params, texts={"title": one.title},
                object_id=one.object_id,
            )
            for one in kept[:room]
        ]
    )  # fmt: skip
    run.facts["stored_problems"] = run.facts.get("stored_problems", 0) + len(kept[:room])


def packed(finding: Finding) -> list:
    """A finding as it is stored: [column, message, values]."""
    return [finding.column, finding.said.message, _plain(finding.said.params)]


def unpacked(column: str, message: str, params: dict) -> tuple[str, Said]:
    """(column, sentence) of a stored finding."""
    return column, say(message, **params)


def recount(run: ImportRun, line: Line, before: Sequence[ImportProblem]) -> None:
    """Replace what is known of one repaired row: its findings, the counts, the refused rows."""
    was_refused = any(one.severity == Severity.ERROR for one in before)
    run.problems.filter(phase=Phase.CHECK, row=line.number).delete()
    run.refused += line.is_refused - was_refused
    if was_refused and line.verdict in (Verdict.ADD, Verdict.UPDATE):
        name = "to_add" if line.verdict is Verdict.ADD else "to_update"
        setattr(run, name, getattr(run, name) + 1)
    counts = {(r["severity"], r["column"], r["message"]): r for r in run.reasons}
    for one in before:
        known = counts.get((one.severity, one.column, one.message))
        if known:
            known["count"] -= 1
    run.reasons = [reason for reason in counts.values() if reason["count"] > 0]
    _count_reasons(run, [line])
    _keep(run, Phase.CHECK, [(line, finding) for finding in line.findings])
    _replace_refused(run, line)


def _replace_refused(run: ImportRun, line: Line) -> None:
    number = line.number
    part = run.parts.filter(phase=Phase.CHECK, first_row__lte=number, last_row__gte=number).first()
    if part is None:
        return
    rest = [entry for entry in part.refused if entry[0] != number]
    if line.is_refused:
        found = [packed(f) for f in line.findings if f.severity is Severity.ERROR]
        rest = sorted([*rest, [number, found]])
    part.refused = rest
    part.save(update_fields=["refused"])


def _count_reasons(run: ImportRun, lines: Sequence[Line]) -> None:
    met = Counter(
        (f.severity.value, f.column, f.said.message) for line in lines for f in line.findings
    )
    if not met:
        return
    known = {(r["severity"], r["column"], r["message"]): r for r in run.reasons}
    for (severity, column, message), count in met.items():
        entry = known.get((severity, column, message))
        if entry:
            entry["count"] += count
        elif len(known) < MOST_REASONS:
            known[severity, column, message] = {
                "severity": severity, "column": column, "message": message, "count": count,
            }  # fmt: skip
    run.reasons = sorted(known.values(), key=lambda r: (r["severity"], -r["count"]))


def _keep(run: ImportRun, phase: Phase, found: Sequence[tuple[Line, Finding]]) -> None:
    stored = run.facts.get("stored_problems", 0)
    chosen = found[: max(0, MOST_KEPT - stored)]
    ImportProblem.objects.bulk_create(
        [
            ImportProblem(
                id=id_, run=run, phase=phase, row=line.number, severity=finding.severity,
                column=finding.column, message=finding.said.message,
                params=_plain(finding.said.params), texts=line.texts,
            )
            for id_, (line, finding) in zip(new_ids(len(chosen)), chosen, strict=True)
        ]
    )  # fmt: skip
    run.facts["stored_problems"] = stored + len(chosen)


def _plain(params: dict) -> dict:
    """Values of a sentence as JSON keeps them."""
    return {name: _plain_one(value) for name, value in params.items()}


def _plain_one(value: object) -> str | int | list[str]:
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    return value if isinstance(value, str | int) else str(value)
