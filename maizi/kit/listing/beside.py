"""What a list can be narrowed by that is no column of its rows: it is stored beside them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db.models import Model, Q

from maizi.kernel.privacy import FieldGroup


@dataclass(frozen=True, kw_only=True)
class Beside:
    """A filter that looks and is written like a column's, and asks its own way.

    sort    like `Column.sort`: which operators and values it offers
    query   (operator, values) -> the condition on the rows of the list
    title   heading under which it is offered
    labels  stored value -> what people read, for choices
    group   field group of what is stored; rows that hide others' groups do not answer for it
    """

    name: str
    label: str
    sort: str
    query: Callable[[str, Sequence[str]], Q]
    title: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    group: FieldGroup = FieldGroup.BASIC
    can_filter: bool = True
    is_person: bool = False


_beside: dict[type[Model], list[Callable]] = {}


def declare_beside(model: type[Model], filters: Callable) -> None:
    """Make known that rows of a model can be narrowed by more: filters(user) -> Besides.

    Every app may add some; two of one name would be one too many.
    """
    declared = _beside.setdefault(model, [])
    if filters not in declared:
        declared.append(filters)


def beside(model: type[Model], user) -> dict[str, Beside]:
    """Every further filter that a person may use, by name. At most one query."""
    return {one.name: one for filters in _beside.get(model, ()) for one in filters(user)}
