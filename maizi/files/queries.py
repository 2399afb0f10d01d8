"""Read files: the contents, the attachments of a record, what a person occupies."""

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from django.db.models import Model, QuerySet, Sum
from django.utils.datastructures import MultiValueDict
from django.utils.http import content_disposition_header

from .models import Attachment, StoredFile
from .storage import storage

SAMPLE = 200


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


def kept() -> QuerySet[StoredFile]:
    """Every upload whose content should be there, newest first."""
    return StoredFile.objects.filter(dropped_at=None).order_by("-id")


def damaged() -> Iterator[StoredFile]:
    """Uploads whose content is gone or of another size, of the newest 200 also if it differs.

    Looks at every content, so for `maizi doctor`, not for a page.
    """
    for number, file in enumerate(kept().iterator()):
        if not _is_sound(file, is_read=number < SAMPLE):
            yield file


def _is_sound(file: StoredFile, *, is_read: bool) -> bool:
    try:
        with open_stream(file) as content:
            if content.seek(0, 2) != file.size_bytes:
                return False
            content.seek(0)
            return not is_read or hashlib.file_digest(content, "sha256").hexdigest() == file.sha256
    except OSError:
        return False


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
