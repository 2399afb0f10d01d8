"""What waits for somebody in purchasing, and what is late."""

from datetime import date

from django.db.models import F, QuerySet

from .. import access
from ..models import OrderLine
from ..terms import OrderState, ReceiptState, RequestState

MOST_SHOWN = 300


def counts(user, today: date) -> dict[str, int]:
    """How many documents wait at each step. Five queries."""
    orders = access.visible_orders(user)
    return {
        "requests": access.visible_requests(user).filter(state=RequestState.APPROVED).count(),
        "approved": orders.filter(state=OrderState.APPROVED).count(),
        "coming": orders.filter(state=OrderState.ORDERED).count(),
        "late": late_lines(user, today).count(),
        "waiting": access.visible_receipts(user).filter(state=ReceiptState.WAITING).count(),
    }


def late_lines(user, today: date) -> QuerySet[OrderLine]:
    """Lines that should have come before today and are not all here, the latest first."""
    rows = OrderLine.objects.filter(
        order__in=access.visible_orders(user).filter(state=OrderState.ORDERED),
        expected_on__lt=today, quantity__gt=F("received") + F("waiting") - F("replaced"),
    )  # fmt: skip
    return rows.select_related("order", "order__supplier", "product").order_by("expected_on", "id")
