"""Close the books up to a day, and open them again (结账)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from maizi.history.actions import recorded
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import StockLedger
from .book import locked_ledger


@transaction.atomic
def close_through(day: date, *, by, reason: str = "") -> StockLedger:
    """Close the stock ledger up to and with a day: nothing is posted there any more.

    Raises Refused for today and later, and for a day that is closed already.
    """
    ledger = locked_ledger()
    if day >= timezone.localdate():
        raise Refused(N_("只能结到昨天：今天还会有出入库。"), field="day")
    if ledger.closed_through and day <= ledger.closed_through:
        raise Refused(
            N_("{through} 及以前已经结账。要改动请先反结账。"), through=ledger.closed_through,
            field="day",
        )  # fmt: skip
    with recorded(ledger, N_("结账"), by=by, reason=reason):
        ledger.closed_through = day
        ledger.save(update_fields=["closed_through"])
    return ledger


@transaction.atomic
def reopen_after(day: date | None, *, by, reason: str) -> StockLedger:
    """Open the books again after a day; None opens all of them. Raises Refused without a reason."""
    ledger = locked_ledger()
    if not reason.strip():
        raise Refused(N_("请写明反结账的原因。"), field="reason")
    if ledger.closed_through is None or (day and day >= ledger.closed_through):
        raise Refused(N_("这一天之后本来就没有结账。"), field="day")
    with recorded(ledger, N_("反结账"), by=by, reason=reason):
        ledger.closed_through = day
        ledger.save(update_fields=["closed_through"])
    return ledger
