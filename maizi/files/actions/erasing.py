"""Take the content of files away before their time, because a person asked for it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Attachment, StoredFile


@transaction.atomic
def erase_files(files: Iterable[StoredFile], *, by, now: datetime | None = None) -> int:
    """Forget names and contents of files; the rows stay and say when. How many.

    Contents go with the next sweep, which the caller asks for in this transaction; one that
    another file shares stays for that one. The caller records why.
    """
    ids = [file.pk for file in files]
    rows = list(StoredFile.objects.select_for_update().filter(pk__in=ids, dropped_at=None))
    StoredFile.objects.filter(pk__in=ids).update(
        name=_("（已清除）"), dropped_at=now or timezone.now()
    )
    Attachment.objects.filter(file__in=ids).update(title="")
    return len(rows)
