"""Which rows of any model a person may refer to: one table, filled by `Pages` and `reachable`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model, Q, QuerySet

from maizi.accounts import access, models

_visible: dict[type[Model], Callable] = {
    models.User: access.visible_people,
    models.OrgUnit: access.visible_units,
    models.Role: access.visible_roles,
}


def reachable(model: type[Model], visible: Callable) -> None:
    """Let records of `model` be chosen in forms and filters, as far as `visible(user)` goes."""
    _visible[model] = visible


def visible_rows(model: type[Model], user) -> QuerySet:
    """The rows of a model the person may see; a model nobody declared has none."""
    return _visible[model](user) if model in _visible else model._default_manager.none()


def is_declared(model: type[Model]) -> bool:
    """Whether anybody said who sees the rows of a model."""
    return model in _visible


@dataclass(frozen=True)
class Hiding:
    """How records of a model hide some of their fields, each row for itself.

    names      every field that a row might hide; none that orders or groups a list
    hidden_for user -> a function from a row to the names it hides from him; one query at most
    rows       name -> the rows that hide it, whoever asks; None when none does
    """

    model: type[Model]
    names: frozenset[str]
    hidden_for: Callable
    rows: Callable[[str], Q | None]


_hiding: dict[type[Model], Hiding] = {}


def declare_hiding(hiding: Hiding) -> None:
    """Make known that records of a model hide fields; called by the app that owns it."""
    _hiding[hiding.model] = hiding


def hidden_for(model: type[Model], user) -> Callable:
    """A function from a row to the names of the fields it hides from a person."""
    found = _hiding.get(model)
    return found.hidden_for(user) if found else lambda row: frozenset()


def hideable(model: type[Model]) -> frozenset[str]:
    """The fields that some row of a model might hide."""
    return _hiding[model].names if model in _hiding else frozenset()


def hiding_rows(model: type[Model], name: str) -> Q | None:
    """The rows that hide a field, whoever asks: nobody finds them by it."""
    return _hiding[model].rows(name) if model in _hiding else None
