"""Addresses with which a customer looks at his quote or order without signing in (I-3, I-4)."""

from datetime import date

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from maizi.kernel.ids import number_in

from ..models import Order, Quote
from ..terms import OrderState, QuoteState

LONGEST = 100
SEEN = (
    QuoteState.SENT, QuoteState.ACCEPTED, QuoteState.REJECTED, QuoteState.EXPIRED,
    QuoteState.REPLACED,
)  # fmt: skip
HIDDEN = (OrderState.DRAFT,)


def token_of(row: Quote | Order) -> str:
    """The secret part of the address: signed, nothing of it is stored; renewed by counting on."""
    return _signer(type(row)).sign(f"{row.pk}.{row.link_version}").replace(":", "~")


def quote_address(row: Quote) -> str:
    """Where the customer answers; "" while there is nothing for him to see."""
    return reverse("sales:offer", args=[token_of(row)]) if row.state in SEEN else ""


def order_address(row: Order) -> str:
    """Where the customer follows his order; "" while it is a draft."""
    return "" if row.state in HIDDEN else reverse("sales:track", args=[token_of(row)])


def quote_behind(token: str) -> Quote | None:
    """The quote of an address; None when it is wrong, withdrawn or renewed. One query."""
    return _behind(token, Quote, lambda row: row.state in SEEN)


def order_behind(token: str) -> Order | None:
    """The order of an address likewise. One query."""
    return _behind(token, Order, lambda row: row.state not in HIDDEN)


def is_answerable(row: Quote, *, today: date) -> bool:
    """Whether the customer may still accept or reject."""
    return row.state == QuoteState.SENT and today <= row.valid_until


def _behind(token: str, model, is_shown):
    if len(token) > LONGEST:
        return None
    try:
        told = _signer(model).unsign(token.replace("~", ":"))
    except BadSignature:
        return None
    first, _, last = told.partition(".")
    id_, version = number_in(first), number_in(last)
    row = model.objects.select_related("customer", "owner").filter(pk=id_).first()
    return row if row and row.link_version == version and is_shown(row) else None


def _signer(model) -> Signer:
    return Signer(salt=f"maizi.{model._meta.label_lower}")
