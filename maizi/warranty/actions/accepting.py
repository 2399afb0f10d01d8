"""A customer signs for what was installed and runs (F-17)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from maizi.fields.actions import next_number
from maizi.files.actions import attach
from maizi.files.models import StoredFile
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_

from ..events import UnitAccepted
from ..models import Acceptance, Unit
from .units import refresh

ACCEPTED = N_("安装验收")


@dataclass(frozen=True, slots=True)
class Signed:
    """What the receipt says.

    signature  a code the customer gave; or `image`, what he drew
    at         None: now
    """

    works: str
    result: str
    instructor: str
    signed_by: str
    signature: str = ""
    at: datetime | None = None
    image: StoredFile | None = None


@transaction.atomic
def accept(units: Sequence[Unit], signed: Signed, *, by) -> Acceptance:
    """Take the receipt down; warranties that begin with it begin now. Announces UnitAccepted.

    Raises Refused without a signature, for pieces of several customers, or accepted before.
    """
    at = signed.at or timezone.now()
    rows = list(Unit.objects.select_for_update(of=("self",)).filter(
        pk__in=[one.pk for one in units]).order_by("pk"))  # fmt: skip
    _check(rows, signed, at)
    row = Acceptance(
        no=next_number("acceptance", on=timezone.localdate(at)), customer=rows[0].customer,
        works=signed.works.strip(), result=signed.result.strip(),
        instructor=signed.instructor.strip(), signed_by=signed.signed_by.strip(),
        signature=signed.signature.strip(), accepted_at=at, created_by=by,
    )  # fmt: skip
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    if signed.image is not None:
        attach(signed.image, row, by=by)
    for unit in rows:
        values = {"acceptance": row, "accepted_on": timezone.localdate(at)}
        refresh(unit, by=by, verb=ACCEPTED, **values)
    publish(UnitAccepted(row.pk))
    return row


def _check(rows: list[Unit], signed: Signed, at: datetime) -> None:
    if not rows:
        raise Refused(N_("请至少选一台设备。"), field="units")
    if len({one.customer_id for one in rows}) != 1 or rows[0].customer_id is None:
        raise Refused(N_("一张验收单只能写同一位客户的设备，设备要先写明客户。"), field="units")
    done = next((one for one in rows if one.acceptance_id), None)
    if done is not None:
        raise Refused(N_("{serial} 已经验收过了。请去掉它。"), serial=done.serial, field="units")
    if at > timezone.now():
        raise Refused(N_("签字时间不能晚于现在。"), field="accepted_at")
    early = next((one for one in rows if one.sold_on and one.delivered_on is not None
                  and timezone.localdate(at) < one.delivered_on), None)  # fmt: skip
    if early is not None:
        raise Refused(
            N_("{serial} 在 {on} 才交付，不能在那以前验收。请核对签字时间。"), serial=early.serial,
            on=early.delivered_on, field="accepted_at",
        )  # fmt: skip
    if not signed.signed_by.strip() or not (signed.signature.strip() or signed.image):
        raise Refused(
            N_("客户还没有签字。请填写签字人，并填签收码或上传手写签名。"), field="signature"
        )
