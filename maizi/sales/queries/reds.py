"""Which invoices a return takes back (I-10)."""

from decimal import Decimal

from ..models import Invoice, InvoiceLine, Return
from ..terms import InvoiceState


def reds_for(row: Return) -> dict[Invoice, dict[int, Decimal]]:
    """Which invoices have to be taken back for a received return: invoice -> line id -> pieces.

    Only as much as is invoiced beyond what stays with the customer; the latest invoices first.
    """
    plan: dict[Invoice, dict[int, Decimal]] = {}
    for one in row.lines.select_related("line"):
        line = one.line
        over = min(line.invoiced - (line.delivered - line.returned), one.quantity)
        for bill in _bills(line.pk) if over > 0 else ():
            part = min(over, bill.quantity - bill.red)
            if part > 0:
                plan.setdefault(bill.document, {})[line.pk] = part
                over -= part
    return plan


def _bills(line_id: int) -> list[InvoiceLine]:
    rows = InvoiceLine.objects.filter(
        line=line_id, document__state=InvoiceState.ISSUED, document__red_of=None
    ).select_related("document")  # fmt: skip
    found = list(rows.order_by("-document__issued_on", "-id"))
    for bill in found:
        reds = InvoiceLine.objects.filter(
            line=line_id, document__red_of=bill.document, document__state=InvoiceState.ISSUED
        )
        bill.red = sum((red.quantity for red in reds), Decimal(0))
    return found
