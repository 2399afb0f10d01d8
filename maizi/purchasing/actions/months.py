"""Closing a month of the supplier accounts, and opening the last one again."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from maizi.history.actions import recorded
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import ClosedMonth, Receipt, Supplier
from ..rules.ledger import month_end
from ..terms import ReceiptState


@transaction.atomic
def close_month(month: date, *, by) -> ClosedMonth:
    """Let nothing be posted up to the end of a month.

    Raises Refused for a month that is not over, one that is closed, and while goods that came
    in it wait for inspection.
    """
    until = month_end(month)
    if until >= timezone.localdate():
        raise Refused(N_("{month} 还没有过完，不能结账。"), month=f"{until:%Y-%m}", field="month")
    _wait_for_postings()
    last = ClosedMonth.objects.select_for_update().order_by("-until").first()
    if last is not None and last.until >= until:
        raise Refused(N_("{month} 已经结账。"), month=f"{until:%Y-%m}", field="month")
    waiting = Receipt.objects.filter(state=ReceiptState.WAITING, received_on__lte=until).first()
    if waiting is not None:
        raise Refused(
            N_("入库单“{no}”还没有检验入库。请先处理，再结账。"), no=waiting.no, field="month"
        )
    row = ClosedMonth(until=until, by=by)
    with recorded(row, "create", by=by):
        row.save()
    return row


@transaction.atomic
def reopen_month(*, by, reason: str) -> None:
    """Open the last closed month again. Raises Refused without a reason, or when none is."""
    row = ClosedMonth.objects.select_for_update().order_by("-until").first()
    if row is None:
        raise Refused(N_("还没有结过账。"))
    if not reason.strip():
        raise Refused(N_("反结账请写明原因。"), field="reason")
    with recorded(row, "delete", by=by, reason=reason):
        row.delete()


def _wait_for_postings() -> None:
    """Whoever posts holds his supplier: with all of them in hand nobody is half-way through."""
    list(Supplier.objects.select_for_update().order_by("pk").values_list("pk"))
