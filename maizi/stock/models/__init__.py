"""Tables of stock."""

from .counts import CountLine, StockCount
from .documents import MovedSerial, StockDocument, StockMovement
from .ledger import StockAccount, StockCard, StockHolding, StockLedger
from .pieces import Batch, Serial
from .places import Bin, ReorderPoint, Warehouse
from .reservations import Reservation

__all__ = [
    "Batch", "Bin", "CountLine", "MovedSerial", "ReorderPoint", "Reservation", "Serial",
    "StockAccount", "StockCard", "StockCount", "StockDocument", "StockHolding", "StockLedger",
    "StockMovement", "Warehouse",
]  # fmt: skip
