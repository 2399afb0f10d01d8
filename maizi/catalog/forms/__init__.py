"""Forms of the catalogue that are more than a record's fields."""

from .bundles import GroupForm, PartForm, RelationForm, TrialForm
from .importing import ImportForm
from .prices import AskForm, ChangeForm, CustomerPriceForm, LimitsForm, ListPriceForm, RowForm
from .units import BarcodeForm, UnitForm

__all__ = [
    "AskForm", "BarcodeForm", "ChangeForm", "CustomerPriceForm", "GroupForm", "ImportForm",
    "LimitsForm", "ListPriceForm", "PartForm", "RelationForm", "RowForm", "TrialForm", "UnitForm",
]  # fmt: skip
