"""Reads of group buying that have a name."""

from .board import board_of
from .demand import DEMAND, buyers, covered
from .orders import CLOSED, is_called_off, is_delivered, orders_of, promised_prices, source_of
from .panels import CUSTOMER_TAB
from .people import alike, customer_of, quote_objection
from .picture import Picture, picture_of
from .public import Seen, activity_of, seen_by
from .shown import Shown, shown_to
from .standing import (
    COUNTED,
    Standing,
    goal_of,
    is_running,
    price_for,
    standing_of,
    tiers_of,
    totals_of,
)

__all__ = [
    "CLOSED", "COUNTED", "CUSTOMER_TAB", "DEMAND", "Picture", "Seen", "Shown", "Standing",
    "activity_of", "alike", "board_of", "buyers", "covered", "customer_of", "goal_of",
    "is_called_off", "is_delivered", "is_running", "orders_of", "picture_of", "price_for",
    "promised_prices", "quote_objection", "seen_by", "shown_to", "source_of", "standing_of",
    "tiers_of", "totals_of",
]  # fmt: skip
