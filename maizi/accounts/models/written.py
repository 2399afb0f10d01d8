"""Statements of a fixed shape: written by Django once, and asked with every page.

Django takes several times as long to write a small statement as the database takes to answer it.
Who somebody is, what he may do and which pools are open to him is asked at every request, with
nothing but other values: so the statement is kept as it was written for marks, and only what
stands at a mark is put in.
"""

import copy
from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

Given = int | str | date | datetime | list | None
FIRST, SECOND = 30_001, 31_001  # fit the smallest column
LARGEST = (1 << 63) - 1
NEVER = date(2, 1, 1)


class Written:
    """A statement that is always asked alike.

    ask  makes the query set from the values; what it does may depend on nothing else
    """

    def __init__(self, ask: Callable[..., QuerySet]):
        self._ask = ask
        self._known: dict[tuple, tuple] = {}

    def rows(self, *given: Given) -> list:
        """What `ask` finds for these values, as it would. One query.

        Numbers, texts, days, moments and lists of them may differ from call to call; None and
        the length of a list belong to the shape.
        """
        if any(isinstance(one, int) and one > LARGEST for one in _flat(given)):
            return list(self._ask(*given))  # Django knows that no column holds it, and asks nothing
        connection = connections[DEFAULT_DB_ALIAS]
        shape = (connection.vendor, *map(_shape, given))
        if shape not in self._known:
            self._known[shape] = _written(self._ask, given, connection)
        if self._known[shape] is None:
            return []
        asked, compiler, statement, marked = self._known[shape]
        values = [*_flat(given)]
        placed = tuple(
            one if place is None else _as(one, values[place], connection)
            for one, place in marked
        )  # fmt: skip
        rows = asked.all()
        ready = copy.copy(compiler)
        ready.connection, ready.as_sql = connection, lambda *_, **__: (statement, placed)
        rows.query.get_compiler = lambda *_, **__: ready
        return list(rows)


def _written(ask: Callable[..., QuerySet], given: tuple, connection) -> tuple | None:
    """The query set, its compiler, the statement, and each parameter with its place.

    None when nothing can be found by what is asked so: in an empty list is nothing. It is
    written twice, for other marks: what changes with the marks is what they stand for.
    """
    asked = ask(*_marks(given, FIRST))
    compiler = asked.query.get_compiler(connection=connection)
    try:
        statement, parameters = compiler.as_sql()
        other = ask(*_marks(given, SECOND)).query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        if any(one is None or one == [] for one in given):
            return None
        raise ValueError("a mark is not among the values that a column can have") from None
    places = _places(given, FIRST, parameters, connection)
    if statement != other[0] or places != _places(given, SECOND, other[1], connection):
        raise ValueError("the statement is not the same for other values")
    if {*range(len([*_flat(given)]))} - {*places} - _nothing(given):
        raise ValueError("a value does not come into the statement as it was given")
    return asked, compiler, statement, [*zip(parameters, places, strict=True)]


def _places(given: tuple, first: int, parameters: Sequence, connection) -> list[int | None]:
    """Which value each parameter stands for; None for what is always the same."""
    marks = enumerate(_flat(_marks(given, first)))
    known = {_adapted(mark, connection): place for place, mark in marks if mark is not None}
    return [known.get(one) if isinstance(one, Hashable) else None for one in parameters]


def _nothing(given: tuple) -> set[int]:
    return {place for place, one in enumerate(_flat(given)) if one is None}


def _marks(given: tuple, first: int) -> tuple:
    """Values that fit every column and nobody has, one for each of those given."""
    number = iter(range(first, first + 1_000))

    def mark(value):
        if isinstance(value, list):
            return [mark(one) for one in value]
        place = next(number)
        if value is None:
            return None
        if isinstance(value, datetime):
            return datetime.combine(NEVER, time.min, UTC) + timedelta(place)
        if isinstance(value, date):
            return NEVER + timedelta(place)
        return f"«{place}»" if isinstance(value, str) else place

    return tuple(mark(value) for value in given)


def _flat(given) -> Iterator[Given]:
    for value in given:
        if isinstance(value, list):
            yield from value
        else:
            yield value


def _shape(value: Given) -> object:
    if isinstance(value, list):
        return list, len(value)
    return None if value is None else type(value)


def _adapted(value: Given, connection):
    """A value as it stands among the parameters."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value


def _as(mark, value: Given, connection):
    """A value in the type in which the database's driver wants what stands at its mark."""
    value = _adapted(value, connection)
    return type(mark)(value) if isinstance(value, int) else value
