"""Reads of the catalogue and of prices that have a name."""

from .bundles import (
    Part,
    bundle_of,
    dead_parts,
    first_selection,
    flaws_of,
    groups_seen,
    lines_seen,
    plan_for,
    relations_seen,
    shares_of,
    totals_of,
)
from .changes import Asked, preview
from .counting import factors_of, own_quantity, said_in_units
from .groups import groups_of
from .limits import cost_of, discount_limit_of, judge_offer, judge_prices, limits_shown
from .panels import CUSTOMER_PRICES
from .pricing import price_for, prices_for
from .products import (
    barcodes_seen,
    counted_by,
    duties_of,
    found_by_code,
    like,
    pictures_of,
    units_seen,
    written_by,
)
from .searching import PRODUCTS
from .shown import history_of, list_prices_seen, lists_with, price_rows_seen, rows_of

__all__ = [
    "Asked", "CUSTOMER_PRICES", "PRODUCTS", "Part", "barcodes_seen", "own_quantity", "bundle_of",
    "cost_of", "factors_of", "said_in_units",
    "counted_by", "dead_parts", "discount_limit_of", "duties_of", "first_selection", "flaws_of",
    "found_by_code",
    "groups_of", "groups_seen", "history_of", "judge_offer", "judge_prices", "like", "limits_shown",
    "lines_seen", "list_prices_seen", "lists_with", "pictures_of", "plan_for", "preview",
    "price_for", "price_rows_seen", "prices_for", "relations_seen", "rows_of", "shares_of",
    "totals_of", "units_seen", "written_by",
]  # fmt: skip
