"""What an export can carry beside the columns: things kept about a record in other tables."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Model

from maizi.kernel.privacy import FieldGroup


@dataclass(frozen=True)
class Extra:
    """One thing that the person may take out with a list.

    part       title of the group it is offered in
    groups     field groups it may come from
    is_masked  whether the person's rights show it masked at most
    """

    code: str
    label: str
    part: str
    groups: frozenset[FieldGroup]
    is_masked: bool = False

    @property
    def is_contact(self) -> bool:
        """Whether it reaches somebody and would leave whole."""
        return FieldGroup.CONTACT in self.groups and not self.is_masked


@dataclass(frozen=True)
class Extras:
    """What an app says of the things beside one model.

    offered  user -> what he may take out, in order
    texts    (user, rows, codes) -> texts by (row id, code), in his rights; rows are list rows
    """

    offered: Callable[..., Sequence[Extra]]
    texts: Callable[[object, Sequence, Collection[str]], Mapping[tuple[int, str], str]]


_extras: dict[type[Model], Extras] = {}


def declare_extras(model: type[Model], extras: Extras) -> None:
    """Let exports of a model carry these; called by the app that owns it."""
    _extras[model] = extras


def offered_extras(model: type[Model], user) -> Sequence[Extra]:
    """What a person may take out beside the columns of a model."""
    return _extras[model].offered(user) if model in _extras else ()


def texts_beside(
    model: type[Model], user, rows: Sequence, codes: Collection[str]
) -> Mapping[tuple[int, str], str]:
    """The chosen things of these rows, by row and code."""
    return _extras[model].texts(user, rows, codes) if codes else {}


def parts_of(extras: Sequence[Extra]) -> dict[str, list[tuple[str, str]]]:
    """The choices of the export's dialog, by the title they stand under."""
    found: dict[str, list[tuple[str, str]]] = {}
    for extra in extras:
        found.setdefault(extra.part, []).append((extra.code, extra.label))
    return found
