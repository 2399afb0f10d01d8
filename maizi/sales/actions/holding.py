"""What an order holds of its customer's credit once it is confirmed (D-30)."""

from decimal import Decimal

from maizi.credit import actions as credit
from maizi.credit.queries import Wanted

from ..models import Order
from ..queries.credit import held_by, source_of


def hold_credit(row: Order, keep_yuan: Decimal, *, by) -> None:
    """Let an order hold no more than this; with nothing kept its deposits are free as well."""
    if keep_yuan <= 0:
        credit.release(source_of(row), by=by)
        return
    gone = held_by(row) - keep_yuan
    if gone > 0:
        credit.release(source_of(row), amount_yuan=gone, by=by)


def hold_more(row: Order, more_yuan: Decimal, *, by) -> None:
    """What was invoiced is an order again: its goods are out, so nobody is asked once more."""
    wanted = Wanted(held_by(row) + more_yuan, row.terms_days)
    credit.reserve(row.customer, wanted=wanted, source=source_of(row), by=by, approved=True)
