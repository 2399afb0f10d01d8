"""Forms of purchasing that are more than a record's fields."""

from .goods import InspectForm, ReceiveForm, ReturnForm
from .ledger import BillForm, DaysForm, MoneyForm, MonthForm, OpeningForm
from .lines import Lines
from .orders import OrderForm, PostponeForm, RequestForm
from .suppliers import ContactForm, ImportForm, SupplyForm

__all__ = [
    "BillForm", "ContactForm", "DaysForm", "ImportForm", "InspectForm", "Lines", "MoneyForm",
    "MonthForm", "OpeningForm", "OrderForm", "PostponeForm", "ReceiveForm", "RequestForm",
    "ReturnForm", "SupplyForm",
]  # fmt: skip
