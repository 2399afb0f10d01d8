"""Set who keeps filed forms, give each his copy, and check copies (F-53)."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from maizi.accounts.models import OrgUnit
from maizi.files.actions import store
from maizi.files.models import StoredFile
from maizi.files.queries import open_stream
from maizi.files.terms import Purpose
from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import queries
from ..models import FiledCopy, Keeper, PrintRecord

CHECKED = N_("核对存档件")
INTACT, DAMAGED = N_("内容完好"), N_("内容已损坏或丢失")


@transaction.atomic
def add_keeper(unit: OrgUnit, *, by, now: datetime | None = None) -> Keeper:
    """A unit keeps a copy of every form that is filed from now on; a retired one begins again.

    Raises Refused when it does already, and for a unit that is closed.
    """
    if not unit.is_active:
        raise Refused(N_("“{unit}”已停用，不能作为存档保管方。"), unit=unit.name, field="unit")
    row = Keeper.objects.select_for_update().filter(unit=unit).first() or Keeper(unit=unit)
    if not row._state.adding and row.retired_at is None:
        raise Refused(N_("“{unit}”已经是存档保管方。"), unit=unit.name, field="unit")
    with recorded(row, Verb.CREATE if row._state.adding else Verb.CHANGE, by=by):
        row.since, row.retired_at = now or timezone.now(), None
        row.save()
    return row


@transaction.atomic
def retire_keeper(row: Keeper, *, by, now: datetime | None = None) -> None:
    """A unit gets no more copies; those it has stay, for its readers. Nothing when it is done."""
    row = Keeper.objects.select_for_update().get(pk=row.pk)
    if row.retired_at is None:
        with recorded(row, Verb.CHANGE, by=by):
            row.retired_at = now or timezone.now()
            row.save(update_fields=["retired_at"])


def give_copies(made: PrintRecord, content: bytes, *, name: str, by) -> list[FiledCopy]:
    """Every active keeper gets his own copy of a filed print, in the caller's transaction.

    by  who filed it; the copies count for nobody's quota
    """
    return [
        FiledCopy.objects.create(
            record=made, keeper=one, file=_stored(content, name, made.at), sha256=made.sha256,
            at=made.at,
        )
        for one in queries.active_keepers()
    ]  # fmt: skip


def _stored(content: bytes, name: str, at: datetime) -> StoredFile:
    return store(ContentFile(content, name=name), by=None, purpose=Purpose.FILED, now=at)


@transaction.atomic
def check_copy(row: FiledCopy, *, by) -> bool:
    """Read a copy again: whether it is what was filed; who checked, and what he found, is kept."""
    is_intact = queries.is_intact(row)
    record(row, verb=CHECKED, by=by, changes={N_("结果"): [None, INTACT if is_intact else DAMAGED]})
    return is_intact


@transaction.atomic
def hand_out(row: FiledCopy, *, by) -> StoredFile:
    """The file of a copy, for somebody who may read it; the record's history says who took it.

    Raises Refused when the content is not there any more.
    """
    try:
        open_stream(row.file).close()
    except FileNotFoundError:
        raise Refused(N_("这份存档件的内容不在了。请联系系统管理员从备份恢复。")) from None
    record(queries.form_of(row) or row, verb=Verb.EXPORT, by=by, reason=str(row)[:200])
    return row.file
