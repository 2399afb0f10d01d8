"""Words of purchasing."""

from .ledger import BillSort, DueFrom, EntryKind, PayableBasis, PayWay
from .orders import (
    DemandSort,
    OrderState,
    ReceiptState,
    RejectReason,
    RequestState,
    ReturnWay,
)

__all__ = [
    "BillSort", "DemandSort", "DueFrom", "EntryKind", "OrderState", "PayWay", "PayableBasis",
    "ReceiptState", "RejectReason", "RequestState", "ReturnWay",
]  # fmt: skip
