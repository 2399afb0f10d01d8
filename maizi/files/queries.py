"""Read files: the contents, the attachments of a record, what a person occupies."""

from typing import BinaryIO

from django.db.models import Model, QuerySet, Sum
from django.utils.datastructures import MultiValueDict
from django.utils.http import content_disposition_header

from .models import Attachment, StoredFile
from .storage import storage


def open_stream(file: StoredFile) -> BinaryIO:
    """The content, for reading. Raises FileNotFoundError once it was dropped."""
    return storage().open(file.sha256)


def uploads_in(request) -> MultiValueDict:
    """What a form was sent with; `actions.store` alone keeps any of it."""
    return request.FILES


def attachments_of(row: Model) -> QuerySet[Attachment]:
    """The files at one record, newest first, with their uploads."""
    found = Attachment.objects.filter(kind=row._meta.label_lower, object_id=row.pk)
    return found.select_related("file", "added_by")


def occupied_bytes(user) -> int:
    """What a person's uploads take, duplicates counted each time."""
    rows = StoredFile.objects.filter(uploader=user, dropped_at=None)
    return rows.aggregate(total=Sum("size_bytes"))["total"] or 0


def headers_for(file: StoredFile) -> dict[str, str]:
    """Headers that keep a content from ever running as a page of ours (ASVS 3.2.1, 5.4.*)."""
    return {
        "Content-Type": file.media_type,
        "Content-Length": str(file.size_bytes),
        "Content-Disposition": content_disposition_header(True, file.name),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
    }
