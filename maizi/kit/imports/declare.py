"""What an app says of a kind of record, so that sheets of it can be brought in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import path, reverse
from django.utils.module_loading import autodiscover_modules

from maizi.kernel.texts import Said

from ..sheets.headers import Target
from ..sheets.kinds import Column
from .terms import Phase, Severity, Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about one row that a person should know."""

    severity: Severity
    column: str
    said: Said


@dataclass(slots=True)
class Line:
    """One row on its way in.

    texts   place → cell as in the sheet or as repaired; empty cells are left out
    values  place → typed value, for those texts that could be read
    draft   what the importer prepares between its steps
    """

    number: int
    texts: dict[str, str]
    values: dict[str, object]
    findings: list[Finding] = field(default_factory=list)
    verdict: Verdict = Verdict.ADD
    draft: object = None

    @property
    def is_refused(self) -> bool:
        return self.verdict is Verdict.REFUSED

    def refuse(self, said: Said, column: str = "") -> None:
        """Turn the row away; further reasons may follow."""
        self.findings.append(Finding(Severity.ERROR, column, said))
        self.verdict = Verdict.REFUSED

    def warn(self, said: Said, column: str = "") -> None:
        """Say something about a row that can come in all the same."""
        self.findings.append(Finding(Severity.WARNING, column, said))


@dataclass(slots=True)
class Sitting:
    """One pass over a file, as one batch of it sees it.

    user    the initiator as he is now
    places  the places that columns are mapped to, such as "name" and "contact.name#2"
    memory  what the pass has met so far, kept from batch to batch; gone after a restart
    """

    run: object
    user: object
    phase: Phase
    today: date
    places: tuple[str, ...]
    memory: dict = field(default_factory=dict)

    @property
    def chain(self) -> str:
        """The history chain of the import."""
        return f"import-{self.run.pk}"


@dataclass(frozen=True, slots=True)
class Kept:
    """One record that an undo leaves as it is, and why."""

    object_id: int
    title: str
    said: Said


@dataclass(frozen=True, kw_only=True)
class Importer:
    """One kind of record that can be imported.

    label    what the records are called
    may      user -> bool
    oversees user -> bool: sees the imports of others too
    targets  user -> what columns can be mapped to, as far as the person may write
    columns  (user, today) -> how the cells of each target are read, by target key
    form     (user, given or None) -> a Django form of the options; `cleaned_data` holds rows,
             texts and booleans
    lead     target that is empty in a row which only continues the row above
    keys     targets that can tell which stored record a row means, best first
    prepare  (sitting, lines) -> None: look up, normalise; writes nothing
    decide   (sitting, lines) -> None: find duplicates and set verdicts; writes nothing
    store    (sitting, lines) -> None: write and record those to be added, joined, updated
    written  (user, run) -> [(title, address)]: some of the new records, for the result page
    undo     (sitting, entries) -> (records taken back, [Kept]): of history entries, newest first
    """

    kind: str
    namespace: str
    label: str
    may: Callable
    oversees: Callable
    targets: Callable[..., Sequence[Target]]
    columns: Callable[..., dict[str, Column]]
    form: Callable
    keys: Sequence[str]
    lead: str
    prepare: Callable[[Sitting, list[Line]], None]
    decide: Callable[[Sitting, list[Line]], None]
    store: Callable[[Sitting, list[Line]], None]
    undo: Callable
    written: Callable

    def url(self, page: str, *args) -> str:
        """Address of a page of the wizard: "" is the history of imports."""
        return reverse(f"{self.namespace}:imports{f'_{page}' if page else ''}", args=args)

    def urls(self) -> list:
        """The routes of the wizard, to be mounted below the kind's own address."""
        from . import views

        routes = {
            "": ("", views.history_page),
            "new": ("new/", views.new_page),
            "run": ("<int:pk>/", views.run_page),
            "progress": ("<int:pk>/progress/", views.progress_page),
            "map": ("<int:pk>/columns/", views.map_page),
            "reread": ("<int:pk>/reread/", views.reread_page),
            "check": ("<int:pk>/check/", views.check_page),
            "grid": ("<int:pk>/rows/", views.grid_page),
            "fix": ("<int:pk>/rows/<int:row>/", views.fix_page),
            "start": ("<int:pk>/start/", views.start_page),
            "tell": ("<int:pk>/tell/<str:verb>/", views.tell_page),
            "undo": ("<int:pk>/undo/", views.undo_page),
            "refused": ("<int:pk>/refused/", views.refused_page),
        }
        return [self._route(*routes[page], page) for page in routes]

    def _route(self, route: str, view: Callable, page: str):
        def wrapped(request, **kwargs):
            return view(request, self, **kwargs)

        return path(route, wrapped, name=f"imports_{page}" if page else "imports")


_importers: dict[str, Importer] = {}


def importable(importer: Importer) -> Importer:
    """Make a kind of record known to the workers and the command; called in an app's pages.py."""
    _importers[importer.kind] = importer
    return importer


def importer_of(kind: str) -> Importer:
    """The declared importer of a kind. Raises LookupError when no app declares it."""
    if kind not in _importers:
        autodiscover_modules("pages")
    return _importers[kind]


def place_of(key: str, slot: int = 1) -> str:
    """Name of a target in a row: the second contact's name is "contact.name#2"."""
    return key if slot == 1 else f"{key}#{slot}"


def key_of(place: str) -> tuple[str, int]:
    """(target key, slot) of a place."""
    key, _, slot = place.partition("#")
    return key, int(slot or 1)
