"""Screens of the catalogue and of prices: parse, may, act, answer."""

from .bundles import (
    add_group,
    add_part,
    add_relation,
    bundle,
    remove_group,
    remove_part,
    remove_relation,
)
from .changes import change, change_chosen, change_shown, changes, undo_change
from .packs import (
    add_barcode,
    add_picture,
    add_unit,
    picture,
    remove_barcode,
    remove_picture,
    remove_unit,
)
from .pricelists import (
    customer_price,
    drop_list_price,
    limits,
    price_list,
    price_lists,
    remove_row,
    set_list_price,
    set_row,
)
from .products import edit, product, products, scan
from .why import why

__all__ = [
    "add_barcode", "add_group", "add_part", "add_picture", "add_relation", "add_unit", "bundle",
    "change", "change_chosen", "change_shown", "changes", "customer_price", "drop_list_price",
    "edit", "limits", "picture", "price_list", "price_lists", "product", "products",
    "remove_barcode", "remove_group", "remove_part", "remove_picture", "remove_relation",
    "remove_row", "remove_unit", "scan", "set_list_price", "set_row", "undo_change", "why",
]  # fmt: skip
