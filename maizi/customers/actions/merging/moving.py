"""Point everything that hangs on some records to one of them."""

from collections.abc import Sequence

from django.db.models import Model
from django.utils.translation import gettext as _

from maizi.kernel.errors import Refused
from maizi.privacy.actions import carry_over

from ... import access
from ...queries.links import Link, links_to
from .kept import Kept, in_slices


def move_all(target, survivor: int, others: Sequence[int], kept: Kept) -> None:
    """Every row that names one of `others` names the survivor. Two or three queries a column.

    Links by which a person looks at his consents end with the record they were made for.
    """
    for link in links_to(target):
        _fold(link, survivor, others, kept)
        _move(link, survivor, others, kept)
    kind = target._meta.label_lower
    for former in others:
        if sealed := carry_over(kind, old=former, new=survivor):
            kept.sealed.append([kind, former, sealed])


def left_over(target, ids: Sequence[int]) -> list[str]:
    """Columns that still point to these: a merge that leaves any must not go on."""
    return [link.name for link in links_to(target) if link.rows(ids).exists()]


def _move(link: Link, survivor: int, others: Sequence[int], kept: Kept) -> None:
    places: dict[int, list[int]] = {}
    for pk, former in link.rows(others).order_by("pk").values_list("pk", link.column):
        places.setdefault(former, []).append(pk)
    if places:
        link.rows(others).update(**{link.column: survivor})
        kept.moved += [[link.name, former, ids] for former, ids in places.items()]


def _fold(link: Link, survivor: int, others: Sequence[int], kept: Kept) -> None:
    """Of rows that may not stand side by side the survivor's stays, then the oldest."""
    for columns, condition in link.uniques():
        rows = link.rows([survivor, *others])
        rows = rows.filter(condition) if condition is not None else rows
        found = list(rows.values_list("pk", link.column, *columns))
        found.sort(key=lambda row: (row[1] != survivor, row[0]))
        first: dict[tuple, int] = {}
        going: dict[int, int] = {}  # a row that goes -> the one that stays
        for pk, _former, *values in found:
            if None not in values and tuple(values) in first:
                going[pk] = first[tuple(values)]
            first.setdefault(tuple(values), pk)
        if going and not access.is_foldable(link.model):
            raise Refused(
                _("这些客户的“%s”不能放在一起。请先结束或删除其中重复的，再合并。")
                % link.model._meta.verbose_name
            )
        if going and access.is_uniting(link.model):
            _unite(link.model, going, kept)
        for some in in_slices(going):
            kept.remove(link.model._base_manager.filter(pk__in=some))


def _unite(model: type[Model], going: dict[int, int], kept: Kept) -> None:
    """Rows that stay take over what their twins say."""
    for goes, stays in going.items():
        row, twin = (model._base_manager.get(pk=pk) for pk in (stays, goes))
        kept.change(row, **access.united(row, twin))
