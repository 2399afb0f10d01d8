"""Rows by right: one's own and one's units', those of customers in sight (M-3)."""

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from maizi.accounts.access import rights_of, within
from maizi.customers.access import visible_customers

from ..models import (
    Delivery,
    Invoice,
    Order,
    OrderLine,
    Quote,
    QuoteLine,
    Return,
    Solution,
)
from ..terms import OrderState, QuoteState

DEAD = (OrderState.CANCELLED, QuoteState.REPLACED)


def visible_quotes(user) -> QuerySet[Quote]:
    """Quotes one owns, has in sight by unit, or whose customer one sees outside the pool."""
    return _seen(Quote, user, "quote")


def visible_orders(user) -> QuerySet[Order]:
    """Orders in the same way."""
    return _seen(Order, user, "order")


def visible_invoices(user) -> QuerySet[Invoice]:
    """Invoices in the same way."""
    return _seen(Invoice, user, "invoice")


def visible_returns(user) -> QuerySet[Return]:
    """Returns in the same way."""
    return _seen(Return, user, "return")


def visible_deliveries(user) -> QuerySet[Delivery]:
    """Deliveries of orders that would be in sight by the right to deliveries."""
    if rights_of(user).sight("delivery").nothing:
        return Delivery.objects.none()
    return Delivery.objects.filter(order__in=_seen(Order, user, "delivery"))


def visible_quote_lines(user) -> QuerySet[QuoteLine]:
    """Lines of visible quotes."""
    return QuoteLine.objects.filter(document__in=visible_quotes(user)).select_related("document")


def visible_order_lines(user) -> QuerySet[OrderLine]:
    """Lines of visible orders."""
    return OrderLine.objects.filter(document__in=visible_orders(user)).select_related("document")


def visible_solutions(user) -> QuerySet[Solution]:
    """Solution sheets of visible quotes and orders."""
    return Solution.objects.filter(
        Q(quote__in=visible_quotes(user)) | Q(order__in=visible_orders(user))
    )


def may_solution(user, verb: str, row: Solution | None = None) -> bool:
    """Whether a person may do `verb` to solution sheets; they are begun at their document."""
    if verb == "change" and row is not None:
        return may_write_solution(user, row.document)
    reads = {"view": "read", "unmask": "read", "export": "export", "change": "add"}.get(verb)
    return reads is not None and (_may(user, "order", reads) or _may(user, "quote", reads))


def may_write_solution(user, document: Quote | Order) -> bool:
    """Whether a person may write the sheet of a document, which is not cancelled or replaced."""
    entity = "quote" if isinstance(document, Quote) else "order"
    return document.state not in DEAD and _may(user, entity, "add")


def may_quote(user, verb: str, row: Quote | None = None) -> bool:
    """Whether a person may do `verb` to quotes; a seen one may be worked on with the right."""
    return _may(user, "quote", verb)


def may(user, verb: str, row: Order | None = None) -> bool:
    """Whether a person may do `verb` to orders."""
    return _may(user, "order", verb)


def may_deliver(user, verb: str, row: Delivery | None = None) -> bool:
    """Whether a person may do `verb` to deliveries; they are made from orders alone."""
    return verb != "add" and _may(user, "delivery", {"change": "work"}.get(verb, verb))


def may_invoice(user, verb: str, row: Invoice | None = None) -> bool:
    """Whether a person may do `verb` to invoices; they are made from orders alone."""
    return verb != "add" and _may(user, "invoice", {"change": "issue"}.get(verb, verb))


def may_return(user, verb: str, row: Return | None = None) -> bool:
    """Whether a person may do `verb` to returns."""
    return _may(user, "return", verb)


def _may(user, entity: str, verb: str) -> bool:
    verb = {"view": "read", "unmask": "read", "change": "add"}.get(verb, verb)
    return rights_of(user).may(entity, verb)


def _seen(model: type[Model], user, entity: str) -> QuerySet:
    sight = rights_of(user).sight(entity)
    if sight.nothing:
        return model._default_manager.none()
    seen = visible_customers(user).filter(pk=OuterRef("customer"))
    within_sight = within(user, sight) & Q(customer__is_restricted=False)
    reach = within_sight | Q(Exists(seen.filter(pool=None)))
    return model._default_manager.filter(reach)
