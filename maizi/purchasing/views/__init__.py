"""Screens of purchasing: parse, may, act, answer."""

from .goods import (
    cancel_receipt,
    goods_back,
    inspect,
    receipt,
    receive,
    return_goods,
)
from .ledger import (
    allocate,
    bill,
    bill_shown,
    close_month,
    entry,
    opening,
    pay,
    payables,
    release,
    reopen_month,
    reverse_entry,
    statement,
)
from .orders import (
    cancel_order,
    close_order,
    edit_order,
    late,
    lookup,
    order,
    place_order,
    postpone,
    reopen_draft,
    submit_order,
)
from .reports import report_export, report_lines, report_prices, reports
from .requests import (
    cancel_request,
    edit_request,
    order_chosen,
    order_request,
    request_shown,
    submit_request,
)
from .suggestions import suggestions, take_suggestions
from .suppliers import (
    add_contact,
    remove_contact,
    remove_supply,
    set_supply,
    supplier,
    suppliers,
)
from .work import work

__all__ = [
    "add_contact", "allocate", "bill", "bill_shown", "cancel_order", "cancel_receipt",
    "cancel_request", "close_month", "close_order", "edit_order", "edit_request", "entry",
    "goods_back", "inspect", "late", "lookup", "opening", "order", "order_chosen",
    "order_request", "pay", "payables", "place_order", "postpone", "receipt", "receive",
    "release", "remove_contact", "remove_supply", "reopen_draft", "reopen_month",
    "report_export", "report_lines", "report_prices", "reports", "request_shown", "return_goods",
    "reverse_entry", "set_supply", "statement", "submit_order", "submit_request", "suggestions",
    "supplier", "suppliers", "take_suggestions", "work",
]  # fmt: skip
