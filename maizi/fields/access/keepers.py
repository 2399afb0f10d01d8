"""Who reads the copies that keepers have of filed forms (F-53)."""

from django.db.models import QuerySet
from django.utils import timezone

from maizi.accounts.access import posts_of

from ..models import FiledCopy, Keeper
from .documents import Document, documents
from .rights import FIELDS, may

FILED = "filed"


def copy_kinds() -> list[Document]:
    """The kinds of forms that keepers get copies of."""
    return [one for one in documents() if one.has_keepers]


def visible_keepers(user) -> QuerySet[Keeper]:
    """Who keeps or kept forms, for those who read the settings."""
    return Keeper.objects.all() if may(user, "read") else Keeper.objects.none()


def visible_copies(user) -> QuerySet[FiledCopy]:
    """The copies of the keepers in whose unit, or a unit below it, a post of his lies that grants
    reading them; without those that the app of the form withholds from him. One query for his
    posts, besides his rights.

    A copy is the whole form as it was filed: it is not masked once more for its reader.
    """
    if not may(user, FILED):
        return FiledCopy.objects.none()
    posts = posts_of(user, timezone.localdate())
    granting = [post for post in posts if FILED in post.grants.get(FIELDS.code, ())]
    above = {int(step) for post in granting for step in post.unit_path.strip("/").split("/")}
    rows = FiledCopy.objects.filter(keeper__unit__in=above)
    for one in copy_kinds():
        if one.withheld is not None:
            ids = one.withheld(user).order_by().values("pk")
            rows = rows.exclude(record__kind=one.kind, record__object_id__in=ids)
    return rows
