"""What points to customers by (kind, object_id), and what may be folded when two become one."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model


@dataclass(frozen=True, slots=True)
class Reference:
    """One table whose rows name a record by its kind and id instead of a key.

    stays       its rows keep the former id for ever: the log, which is read under both ids
    is_carried  the app moves its rows itself: a sealed value is bound to its place
    """

    model: type[Model]
    stays: bool = False
    is_carried: bool = False
    kind_column: str = "kind"
    id_column: str = "object_id"


_references: dict[type[Model], Reference] = {}
Unite = Callable[[Model, Model], dict]
_foldable: dict[type[Model], Unite | None] = {}
_stopping: set[type[Model]] = set()


def declare_reference(reference: Reference) -> None:
    """Let merged customers keep what a table says about them; from the ready() of an app."""
    _references[reference.model] = reference


def declare_foldable(model: type[Model], *, unite: Unite | None = None) -> None:
    """Of two rows of `model` that a constraint keeps from standing side by side, one may go.

    unite  (row that stays, row that goes) -> values the first takes over; without it only where
           both say the same and nothing hangs on them: a tag twice, a colleague twice
    """
    _foldable[model] = unite


def declare_stopping(model: type[Model]) -> None:
    """Two rows of `model` that may not stand side by side stop a merge; people settle them."""
    _stopping.add(model)


def references() -> list[Reference]:
    """Every declared table."""
    return list(_references.values())


def is_foldable(model: type[Model]) -> bool:
    """Whether the second of two equal rows may go."""
    return model in _foldable


def united(stays: Model, goes: Model) -> dict:
    """What the row that stays takes over from its twin."""
    unite = _foldable[type(stays)]
    return unite(stays, goes) if unite else {}


def is_uniting(model: type[Model]) -> bool:
    """Whether rows take over anything from twins that go."""
    return _foldable.get(model) is not None


def is_settled(model: type[Model]) -> bool:
    """Whether its app has said what becomes of two equal rows."""
    return model in _foldable or model in _stopping
