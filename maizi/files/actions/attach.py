"""Put files to records and take them away again."""

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from maizi.history.actions import record
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import Attachment, StoredFile


@transaction.atomic
def attach(file: StoredFile, row: Model, *, by, title: str = "") -> Attachment:
    """Put a file to a record; twice is once. The record's history says so.

    The caller has found `file` among the person's visible files and may change `row`.
    """
    if StoredFile.objects.select_for_update().get(pk=file.pk).dropped_at:
        raise Refused(N_("“{name}”已按保留期限清除。请重新上传。"), name=file.name)
    attachment, is_new = Attachment.objects.get_or_create(
        file=file,
        kind=row._meta.label_lower,
        object_id=row.pk,
        defaults={"title": title, "added_by": by, "added_at": timezone.now()},
    )
    if is_new:
        record(row, verb=N_("添加附件"), by=by, changes={N_("附件"): [None, str(attachment)]})
    return attachment


@transaction.atomic
def detach(attachment: Attachment, row: Model, *, by, reason: str = "") -> None:
    """Take a file from the record it is at; its content goes with the next sweep."""
    assert (attachment.kind, attachment.object_id) == (row._meta.label_lower, row.pk)
    gone = str(attachment)
    if Attachment.objects.filter(pk=attachment.pk).delete()[0]:
        record(row, verb=N_("移除附件"), by=by, reason=reason, changes={N_("附件"): [gone, None]})
