"""To-dos and messages as their owner may read them today."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .. import access
from ..models import Notice, Todo


@dataclass(frozen=True, slots=True)
class Shown:
    """One row with the words and the link that its owner may have; hidden ones have neither."""

    row: Todo | Notice
    title: str
    text: str
    url: str
    is_hidden: bool = False

    @property
    def is_ticked(self) -> bool:
        """Whether a tick ends it; else only doing it does."""
        return not access.refusal_to_tick(self.row.source)


def shown_rows(user, rows: Iterable[Todo | Notice]) -> list[Shown]:
    """The rows as the person may read them. One query for each kind of record they are about."""
    rows = list(rows)
    lost = access.hidden(user, rows)
    return [_shown(row, (row.kind, row.object_id) in lost) for row in rows]


def _shown(row: Todo | Notice, is_hidden: bool) -> Shown:
    if is_hidden:
        return Shown(row, _("（您已看不到相关的记录）"), "", "", is_hidden=True)
    return Shown(row, row.title, getattr(row, "text", ""), row.url)
