"""The one way a file comes into the house."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.kernel.errors import Refused
from maizi.kernel.privacy import DataClass
from maizi.kernel.texts import N_

from ..models import StoredFile
from ..queries import occupied_bytes
from ..rules import limits
from ..rules.names import shown_name
from ..rules.types import FileType
from ..storage import storage
from ..terms import Purpose
from .inspect import type_of

CHUNK_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Written:
    """What came in: fingerprint and length."""

    sha256: str
    size_bytes: int
    has_nul: bool


def store(
    upload: File,
    *,
    by,
    purpose: Purpose,
    data_class: DataClass = DataClass.PERSONAL,
    now: datetime | None = None,
) -> StoredFile:
    """Stream an upload to disk under its hash and note it; nothing stays when it is refused.

    by   who uploads; None for files the system makes, which count for nobody's quota
    now  moment of the upload

    Raises Refused when the type, the size or the person's quota does not allow it. The content
    is safe on disk before the row is written, so a row always has its content.
    """
    place, name = storage(), upload.name or ""
    with place.incoming() as incoming:
        written = _write(upload, incoming, limits.largest_bytes(purpose))
        kind = type_of(incoming, name, has_nul=written.has_nul)
        _check(name, kind, written, purpose)
        place.keep(incoming, written.sha256)
    with transaction.atomic():
        if by is not None:
            _check_quota(by, written)
        return StoredFile.objects.create(
            sha256=written.sha256,
            size_bytes=written.size_bytes,
            media_type=kind.media,
            name=shown_name(name, kind),
            purpose=purpose,
            retention=limits.retention_for(purpose),
            data_class=data_class,
            uploader=by,
            at=now or timezone.now(),
        )


def _write(upload: File, target: BinaryIO, most_bytes: int) -> Written:
    digest, size, has_nul = hashlib.sha256(), 0, False
    for chunk in upload.chunks(CHUNK_BYTES):
        size += len(chunk)
        if size > most_bytes:
            raise _too_large(upload.name or "", most_bytes)
        digest.update(chunk)
        has_nul = has_nul or b"\0" in chunk
        target.write(chunk)
    if not size:
        raise Refused(N_("“{name}”是空文件。请确认文件保存完整后再上传。"), name=upload.name or "")
    target.flush()
    return Written(digest.hexdigest(), size, has_nul)


def _check(name: str, kind: FileType, written: Written, purpose: Purpose) -> None:
    most_bytes = limits.cap_bytes(purpose, kind.family)
    if not most_bytes:
        raise Refused(
            N_("这里不收{family}文件。“{name}”请换一种格式再上传。"),
            name=name,
            family=kind.family.label,
        )
    if written.size_bytes > most_bytes:
        raise _too_large(name, most_bytes)


def _check_quota(by: User, written: Written) -> None:
    User.objects.select_for_update().get(pk=by.pk)
    if occupied_bytes(by) + written.size_bytes > limits.QUOTA_BYTES:
        raise Refused(
            N_("你上传的文件合计超过 {gib} GB。请删除不用的文件，或请管理员处理。"),
            gib=limits.QUOTA_BYTES // limits.MIB // 1024,
        )


def _too_large(name: str, most_bytes: int) -> Refused:
    return Refused(
        N_("“{name}”超过 {mib} MB。请压缩或拆分后再上传。"), name=name, mib=most_bytes // limits.MIB
    )
