"""Facts that stock announces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StockMoved:
    """A document has been posted: these products moved."""

    document_id: int
    product_ids: tuple[int, ...]
