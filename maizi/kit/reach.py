"""Which rows of any model a person may refer to: one table, filled by `Pages` and `reachable`."""

from collections.abc import Callable

from django.db.models import Model, QuerySet

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
