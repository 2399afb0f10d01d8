"""Whose imports are whose."""

from django.db.models import QuerySet

from ..models import ImportRun
from .declare import Importer


def visible_runs(user, importer: Importer) -> QuerySet[ImportRun]:
    """A person's own imports of a kind; all of them for whom the importer lets oversee."""
    if not importer.may(user):
        return ImportRun.objects.none()
    rows = ImportRun.objects.filter(kind=importer.kind).select_related("by", "job", "file")
    return rows if importer.oversees(user) else rows.filter(by=user.pk)
