"""Which records are people: the apps above declare them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Model, QuerySet
from django.http import Http404

from ..rules import Traces
from ..terms import Way

Numbers = Mapping[int, Iterable[tuple[Way, str]]]
Package = Iterable[tuple[str, list[dict[str, str]]]]


@dataclass(frozen=True, slots=True)
class Sought:
    """What a request says about whom it is; empty values were not given."""

    name: str = ""
    number: str = ""


@dataclass(frozen=True, kw_only=True)
class Person:
    """One kind of record that is a person; declared from the ready() of the app that owns it.

    visible     user -> rows that are people
    address     row -> where his page is
    may_change  (user, row) -> whether he may write down consents and wishes
    find        Sought -> rows it may be; exact numbers, exact names
    numbers     ids -> id -> (way, number) by which each is reached; one query
    package     row -> everything we hold about him: (title, lines of label -> value)
    traces      row -> the texts by which he is known
    tables      the models whose rows are people's own, the kind's itself first
    own         row -> model -> ids of the rows that are his: the record itself first
    anonymise   (row, *, by) -> None; empties his rows, records no values
    idle        last day -> rows without any dealings since; None: never listed for clearing
    """

    model: type[Model]
    label: str
    visible: Callable[[object], QuerySet]
    address: Callable[[Model], str]
    may_change: Callable[[object, Model], bool]
    find: Callable[[Sought], QuerySet]
    numbers: Callable[[Iterable[int]], Numbers]
    package: Callable[[Model], Package]
    traces: Callable[[Model], Traces]
    tables: tuple[type[Model], ...]
    own: Callable[[Model], dict[type[Model], list[int]]]
    anonymise: Callable[..., None]
    idle: Callable[[date], QuerySet] | None = field(default=None)

    @property
    def kind(self) -> str:
        return self.model._meta.label_lower


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What an app above keeps of a person beside his record; declared from its ready().

    kind     the model label of the person
    package  row -> what it holds about him
    own      row -> model -> ids of the rows that are about him alone
    empty    row -> None; empties their words, leaves figures and dates, records no values
    """

    kind: str
    package: Callable[[Model], Package]
    own: Callable[[Model], dict[type[Model], list[int]]]
    empty: Callable[[Model], None]


_people: dict[str, Person] = {}
_beside: list[Beside] = []


def declare_person(person: Person) -> None:
    """Make a kind of record known that is a person."""
    _people[person.kind] = person


def declare_beside(beside: Beside) -> None:
    """Make known what an app keeps of a person beside his record."""
    _beside.append(beside)


def beside(kind: str) -> list[Beside]:
    """What is kept of one kind of person beside his record."""
    return [one for one in _beside if one.kind == kind]


def person_kinds() -> list[Person]:
    """Every declared kind."""
    return list(_people.values())


def person_kind(kind: str) -> Person:
    """The kind with this model label. Raises LookupError."""
    if kind not in _people:
        raise LookupError(f"{kind} is no person")
    return _people[kind]


def person_row(user, kind: str, object_id: int) -> Model:
    """One person whom the user sees, or 404."""
    if kind not in _people:
        raise Http404
    row = _people[kind].visible(user).filter(pk=object_id).first()
    if row is None:
        raise Http404
    return row
