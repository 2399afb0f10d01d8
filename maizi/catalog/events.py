"""Facts that the catalogue announces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PricesChanged:
    """List prices of these products are different from today on."""

    product_ids: tuple[int, ...]
