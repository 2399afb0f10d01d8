"""What people do with quotes, orders, deliveries, invoices and returns."""

from .closing import cancel_order, close_short
from .confirming import (
    confirm_order,
    reopen_order,
    submit_order,
    take_back_order,
    unsubmit_order,
)
from .deliveries import (
    drop_delivery,
    note_arrival,
    note_signature,
    pack_delivery,
    save_delivery,
    ship_delivery,
    start_delivery,
)
from .goods import set_goods_apart
from .invoices import (
    draft_invoice,
    drop_invoice,
    redden_invoice,
    save_invoice,
)
from .issuing import issue_invoice, issue_through
from .lines import (
    Change,
    NeedsYes,
    Wanted,
    add_line,
    add_lines,
    change_line,
    price_anew,
    remove_line,
)
from .offering import (
    answer_quote,
    convert_quote,
    expire_quotes,
    note_seen,
    renew_link,
    send_quote,
)
from .orders import save_order, start_order
from .pasting import paste_lines
from .quotes import renew_quote, reopen_quote, save_quote, start_quote, submit_quote
from .rechecking import recheck_orders
from .returns import (
    Backing,
    ask_return,
    cancel_return,
    receive_return,
    reject_return,
    submit_return,
)
from .seeding import seed_approvals
from .settling import settle_exchange, settle_return
from .solutions import save_solution
from .targeting import quote_many

__all__ = [
    "Backing", "Change", "NeedsYes", "Wanted", "add_line", "add_lines", "answer_quote",
    "ask_return",
    "cancel_order", "cancel_return", "change_line", "close_short", "confirm_order",
    "convert_quote", "draft_invoice", "drop_delivery", "drop_invoice", "expire_quotes",
    "issue_invoice", "issue_through", "note_arrival", "note_seen", "note_signature",
    "pack_delivery", "paste_lines", "price_anew", "quote_many", "receive_return",
    "redden_invoice", "recheck_orders", "reject_return", "remove_line", "renew_link", "renew_quote",
    "reopen_order", "reopen_quote", "save_delivery", "save_invoice", "save_order", "save_quote",
    "save_solution",
    "seed_approvals", "send_quote", "set_goods_apart", "settle_exchange", "settle_return",
    "ship_delivery", "start_delivery", "start_order", "start_quote", "submit_order",
    "submit_quote", "submit_return", "take_back_order", "unsubmit_order",
]  # fmt: skip
