"""Who sees which files: what is attached to records he sees, and his own uploads not yet used."""

from collections.abc import Callable

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from .models import Attachment, StoredFile

_visible_owners: dict[type[Model], Callable] = {}


def declare(model: type[Model], visible: Callable) -> None:
    """Let records of `model` carry files, seen by those for whom `visible(user)` has the record."""
    _visible_owners[model] = visible


def visible_attachments(user) -> QuerySet[Attachment]:
    """Attachments of every record the person may see."""
    reach = Q(pk__in=[])
    if user.is_active:
        for model, visible in _visible_owners.items():
            rows = visible(user).order_by().values("pk")
            reach |= Q(kind=model._meta.label_lower, object_id__in=rows)
    return Attachment.objects.filter(reach)


def visible_files(user) -> QuerySet[StoredFile]:
    """Files attached to records the person may see, and his own ones attached to nothing.

    Attaching hands a file over to the record: who loses sight of the record loses the file.
    """
    if not user.is_active:
        return StoredFile.objects.none()
    anywhere = Attachment.objects.filter(file=OuterRef("pk"))
    seen = visible_attachments(user).filter(file=OuterRef("pk"))
    return StoredFile.objects.filter(
        Exists(seen) | (Q(uploader=user) & ~Exists(anywhere)), dropped_at=None
    )
