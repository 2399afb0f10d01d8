"""Lead a sheet through the engine as the wizard does, without its pages."""

from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from django.core.files.base import ContentFile

from maizi.customers.pages import IMPORTS
from maizi.kit.imports import flow, passes, reading
from maizi.kit.imports.here import Here
from maizi.kit.imports.shown import usual_options
from maizi.kit.imports.terms import ImportState
from maizi.kit.models import ImportRun
from tests.house import fresh

SHARED = Path(__file__).parents[3] / "shared" / "data"


@dataclass
class Led:
    """One file on its way in, led by one person."""

    run: ImportRun
    by: object

    def check(self) -> "Led":
        """The dry run."""
        return self._pass(ImportState.CHECKING, passes.check)

    def bring(self) -> "Led":
        """The import itself."""
        return self._pass(ImportState.IMPORTING, passes.bring_in)

    def undo(self) -> "Led":
        """The undo of the whole import."""
        return self._pass(ImportState.UNDOING, passes.take_back)

    def told(self) -> list[str]:
        """Every finding that was kept: “行号 列：原因”."""
        found = self.run.problems.order_by("phase", "row", "id")
        return [f"{one.row} {one.column}：{one.message.format(**one.params)}" for one in found]

    def counts(self) -> tuple[int, int, int, int]:
        """(added, updated, joined, refused)."""
        run = self.run
        return run.added, run.updated, run.joined, run.refused

    def _pass(self, state: ImportState, go) -> "Led":
        """Nobody else saves meanwhile: batches are as large as where many write at a time."""
        self.by = fresh(self.by)
        flow.open_pass(self.run, state, by=self.by)
        with mock.patch.object(reading, "HELD_SECONDS", 60):
            self.run = go(self.run.pk, Here(self.by))
        return self


def lead(
    content: str | bytes | Path, *, by, name: str = "客户.csv", mode: str = "add", kind=IMPORTS,
    **options,
):  # fmt: skip
    """A file read and mapped as proposed, with the usual options and those given."""
    if isinstance(content, Path):
        name, content = content.name, content.read_bytes()
    content = content.encode() if isinstance(content, str) else content
    run = flow.begin(kind, ContentFile(content, name=name), by=by, in_place=True)
    chosen = usual_options(kind, by, run) | options
    places = [column["target"] for column in run.columns]
    return Led(flow.choose(run, places=places, by=by, mode=mode, options=chosen), by)
