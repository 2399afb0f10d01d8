"""Tables of purchasing."""

from .ledger import Allocation, ClosedMonth, SupplierBill, SupplierBillLine, SupplierEntry
from .orders import OrderLine, PurchaseOrder
from .receipts import PurchaseReturn, PurchaseReturnLine, Receipt, ReceiptLine
from .requests import PurchaseRequest, RequestLine
from .suppliers import Supplier, SupplierContact, Supply

__all__ = [
    "Allocation", "ClosedMonth", "OrderLine", "PurchaseOrder", "PurchaseRequest",
    "PurchaseReturn", "PurchaseReturnLine", "Receipt", "ReceiptLine", "RequestLine", "Supplier",
    "SupplierBill", "SupplierBillLine", "SupplierContact", "SupplierEntry", "Supply",
]  # fmt: skip
