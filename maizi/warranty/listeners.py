"""What this app does when something happened in sales; wired in maizi/site/wiring.py."""

from maizi.sales.events import DeliveryShipped, DeliverySigned, InvoiceIssued, ReturnSettled
from maizi.sales.models import Delivery, Invoice, Return

from . import actions


def on_delivery_shipped(event: DeliveryShipped) -> None:
    """Numbered pieces that left have a record from now on."""
    row = Delivery.objects.select_related("customer", "created_by").get(pk=event.delivery_id)
    actions.note_shipped(row, by=row.created_by)


def on_delivery_signed(event: DeliverySigned) -> None:
    """They have a day of delivery."""
    row = Delivery.objects.select_related("created_by").get(pk=event.delivery_id)
    actions.note_signed(row, by=row.created_by)


def on_invoice_issued(event: InvoiceIssued) -> None:
    """They have an invoice."""
    row = Invoice.objects.select_related("issued_by").get(pk=event.invoice_id)
    actions.note_invoiced(row, by=row.issued_by)


def on_return_settled(event: ReturnSettled) -> None:
    """They came back, or were exchanged."""
    row = Return.objects.select_related("created_by").get(pk=event.return_id)
    actions.note_settled(row, by=row.created_by)
