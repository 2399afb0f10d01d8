"""Verbs of purchasing: gather, decide, apply, in one transaction."""

from .approving import (
    return_order,
    return_request,
    seed_approvals,
    submit_order,
    submit_request,
)
from .bills import BillDraft, post_bill
from .ledger import pay, post_opening, refund, reverse
from .lines import NewLine
from .months import close_month, reopen_month
from .orders import (
    Leave,
    NeedsConfirmation,
    OrderDraft,
    cancel_order,
    close_order,
    place_order,
    postpone,
    reopen_draft,
    save_order,
)
from .receiving import Arrival, Inspected, cancel_receipt, inspect, receive, register
from .requests import RequestDraft, cancel_request, order_requests, save_request
from .returning import Going, return_goods
from .settling import allocate, release
from .suggesting import Pick, take_suggestions
from .suppliers import (
    add_contact,
    remove_contact,
    remove_supply,
    save_supplier,
    set_supply,
)

__all__ = [
    "Arrival", "BillDraft", "Going", "Inspected", "Leave", "NeedsConfirmation", "NewLine",
    "OrderDraft", "Pick", "RequestDraft", "add_contact", "allocate", "cancel_order",
    "cancel_receipt", "cancel_request", "close_month", "close_order", "inspect",
    "order_requests", "pay", "place_order", "post_bill", "post_opening", "postpone", "receive",
    "refund", "register", "release", "remove_contact", "remove_supply", "reopen_draft",
    "reopen_month", "return_goods", "return_order", "return_request", "reverse", "save_order",
    "save_request", "save_supplier", "seed_approvals", "set_supply", "submit_order",
    "submit_request", "take_suggestions",
]  # fmt: skip
