"""From staged rows to lines: mapped, repaired, typed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from maizi.kernel.texts import Said, say

from ..models import ImportFix, ImportRun
from ..sheets.dates import guess_order
from ..sheets.kinds import Cell, Kind
from ..sheets.sheet import Row, Sheet
from ..sheets.values import cell_reader
from .declare import Finding, Importer, Line, Severity, key_of
from .terms import Verdict

BATCH = 1_000
FEWEST_ROWS = 100
HELD_SECONDS = 0.05
MOST_TOGETHER = 2 * BATCH
ORDER_SAMPLE = 500
CHOSEN = frozenset((Kind.CHOICE, Kind.CHOICES, Kind.YES_NO))
# What the option `bad_cells` lets come in empty, with a warning, instead of refusing the row.
LENIENT = {"refuse": frozenset(), "choices": CHOSEN, "leave": frozenset(Kind) - {Kind.TEXT}}


class RowReader:
    """Turns rows of one sheet into lines, for one person's rights."""

    def __init__(self, importer: Importer, *, run: ImportRun, sheet: Sheet, user, today: date):
        chosen = [(at, c["target"], c["header"]) for at, c in enumerate(run.columns) if c["target"]]
        columns = importer.columns(user, today)
        self._broken = sheet.facts.broken
        self._run = run
        self._sources = [(at, place) for at, place, _ in chosen]
        self._headers = {place: header for _, place, header in chosen}
        self._readers: dict[str, Callable[[str], Cell]] = {}
        self._lenient: set[str] = set()
        sample = sheet.sample(ORDER_SAMPLE)
        for at, place, header in chosen:
            column = replace(columns[key_of(place)[0]], label=header)
            if column.kind in LENIENT[run.options.get("bad_cells") or "choices"]:
                self._lenient.add(place)
            if column.kind in (Kind.DATE, Kind.MOMENT):
                order = guess_order(cells[at] for _, cells in sample if cells[at])
                column = replace(column, date_order=order)
            self._readers[place] = cell_reader(column)
        self.places = tuple(self._readers)
        self.lead = next((at for at, place, _ in chosen if place == importer.lead), None)
        self.keys = frozenset(key_of(place)[0] for place in self.places)

    def lines(self, rows: Sequence[Row]) -> list[Line]:
        """The rows with their repairs, as typed lines. One query."""
        fixes = {}
        if self._run.facts.get("has_fixes"):
            numbers = (rows[0][0], rows[-1][0])
            found = ImportFix.objects.filter(run=self._run, row__range=numbers)
            fixes = {fix.row: fix for fix in found}
        return [self.line(number, cells, fixes.get(number)) for number, cells in rows]

    def line(self, number: int, cells: Sequence[str], fix: ImportFix | None = None) -> Line:
        """One row as a line; what cannot be read refuses it."""
        texts = {place: cells[at] for at, place in self._sources if cells[at]}
        if fix is not None:
            texts |= fix.texts
            texts = {place: text for place, text in texts.items() if text}
        line = Line(number, texts, {})
        if fix is not None and fix.is_dropped:
            line.verdict = Verdict.DROPPED
            return line
        if fix is None and number in self._broken:
            line.refuse(self._broken[number])
            return line
        values, readers = line.values, self._readers
        for place, text in texts.items():
            value, problem, warning = readers[place](text)
            if problem is not None:
                tell = line.warn if place in self._lenient else line.refuse
                tell(*_split(problem, self._headers[place]))
            elif value is not None and value != "":
                values[place] = value
            if warning is not None:
                line.warn(*_split(warning, self._headers[place]))
        return line


class Pace:
    """How many rows one transaction takes, so that nobody who saves waits long for it.

    SQLite has one writer at a time; elsewhere a batch is as large as it may be.
    """

    def __init__(self, most: int, *, is_shared: bool):
        self.rows = min(FEWEST_ROWS, most) if is_shared else most
        self._most, self._is_shared = most, is_shared

    def note(self, seconds: float) -> None:
        """A batch held the database for so long: take more next time, or fewer."""
        if self._is_shared:
            wanted = self.rows * HELD_SECONDS / max(seconds, 0.001)
            step = min(max(wanted, self.rows / 2), self.rows * 2)
            self.rows = int(min(max(step, FEWEST_ROWS), self._most))


def batches(
    sheet: Sheet, *, after: int, pace: Pace, lead: int | None = None
) -> Iterator[list[Row]]:
    """The rows after one, some at a time; never all at once.

    lead  column that is empty in a row which continues the one above: such rows stay together
    """
    rows = sheet.rows(after)
    held: list[Row] = []
    while batch := held + list(islice(rows, pace.rows - len(held))):
        held = []
        while lead is not None and len(batch) < MOST_TOGETHER:
            held = list(islice(rows, 1))
            if not held or held[0][1][lead]:
                break
            batch, held = batch + held, []
        yield batch


def _split(said: Said, header: str) -> tuple[Said, str]:
    """The sentence without its column, and the column."""
    why = getattr(said, "why", said)
    return (why if isinstance(why, Said) else say(str(why))), header


def findings_of(line: Line, severity: Severity) -> list[Finding]:
    """The findings of one severity."""
    return [one for one in line.findings if one.severity is severity]
