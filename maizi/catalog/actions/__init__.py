"""What people do with products and prices."""

from .bundles import add_group, add_part, add_relation, remove_group, remove_part, remove_relation
from .categories import save_category
from .changes import apply_change, undo_change
from .limits import save_limits
from .listprices import drop_list_price, set_list_price, turn_prices
from .pictures import add_picture, remove_picture
from .pricelists import price_customer, remove_row, save_list, set_row
from .products import Leave, NeedsConfirmation, save_product
from .units import add_barcode, add_unit, remove_barcode, remove_unit

__all__ = [
    "Leave", "NeedsConfirmation", "add_barcode", "add_group", "add_part", "add_picture",
    "add_relation", "add_unit", "apply_change", "drop_list_price", "price_customer",
    "remove_barcode", "remove_group", "remove_part", "remove_picture", "remove_relation",
    "remove_row", "remove_unit", "save_category", "save_limits", "save_list", "save_product",
    "set_list_price", "set_row", "turn_prices", "undo_change",
]  # fmt: skip
