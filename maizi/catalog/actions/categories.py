"""The tree of categories."""

from django.db import transaction

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import Category

DEEPEST = 5
BETWEEN = " / "


@transaction.atomic
def save_category(row: Category, verb: str, *, by) -> Category:
    """Store a category; everything below it follows a new name or place.

    Raises Refused for a second one of the same name, a circle, and more than five levels.
    """
    row.name = " ".join(row.name.split()).replace("/", "／")
    parent = Category.objects.select_for_update().get(pk=row.parent_id) if row.parent_id else None
    old_path = "" if row._state.adding else Category.objects.get(pk=row.pk).path
    if parent and old_path and parent.path.startswith(old_path):
        raise Refused(N_("上级类别不能是它自己或它下面的类别。"), field="parent")
    row.path = f"{parent.path if parent else '/'}{row.pk}/"
    row.path_name = f"{parent.path_name}{BETWEEN}{row.name}" if parent else row.name
    below = list(Category.objects.filter(path__startswith=old_path).exclude(pk=row.pk)) if (
        old_path
    ) else []  # fmt: skip
    deepest = max([row.path.count("/"), *(_moved(c, row, old_path).count("/") for c in below)])
    if deepest - 1 > DEEPEST:
        raise Refused(
            N_("类别最多 {deepest} 层。请放到更高的一层。"), deepest=DEEPEST, field="parent"
        )
    if Category.objects.filter(path_name=row.path_name).exclude(pk=row.pk).exists():
        raise Refused(N_("同一层里已有类别“{name}”。"), name=row.name, field="name")
    row.save()
    _carry_down(row, below, old_path)
    return row


def _moved(category: Category, row: Category, old_path: str) -> str:
    return row.path + category.path[len(old_path) :]


def _carry_down(row: Category, below: list[Category], old_path: str) -> None:
    names = {row.pk: row.path_name}
    for category in sorted(below, key=lambda c: c.path.count("/")):
        category.path = _moved(category, row, old_path)
        category.path_name = f"{names[category.parent_id]}{BETWEEN}{category.name}"
        names[category.pk] = category.path_name
    Category.objects.bulk_update(below, ["path", "path_name"])
