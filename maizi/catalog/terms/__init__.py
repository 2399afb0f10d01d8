"""Words of the catalogue and of prices."""

from .prices import (
    ChangeState,
    ChangeWay,
    CustomerGroup,
    DiscountVerdict,
    PriceKind,
    Rounding,
)
from .products import BundleSort, Packaging, ProductSort, RelationSort, Tracking

__all__ = [
    "BundleSort", "ChangeState", "ChangeWay", "CustomerGroup", "DiscountVerdict", "Packaging",
    "PriceKind", "ProductSort", "RelationSort", "Rounding", "Tracking",
]  # fmt: skip
