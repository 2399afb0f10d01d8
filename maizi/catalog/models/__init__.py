"""Tables of the catalogue and of prices."""

from .bundles import BundleGroup, BundleLine, BundleRelation
from .changes import ChangedPrice, PriceChange
from .prices import DiscountLimit, ListPrice, PriceList, PriceRow
from .products import Category, Product
from .units import Barcode, ProductUnit

__all__ = [
    "Barcode", "BundleGroup", "BundleLine", "BundleRelation", "Category", "ChangedPrice",
    "DiscountLimit", "ListPrice", "PriceChange", "PriceList", "PriceRow", "Product", "ProductUnit",
]  # fmt: skip
