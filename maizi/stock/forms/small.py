"""Small forms: a bin, a count, a reorder point, a report, the closing of a period."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.catalog.access import visible_categories, visible_products
from maizi.kit.forms import MoneyField

from .. import access
from ..terms import StockStatus

MOST_PIECES = Decimal(10**10)
REPORTS = [
    ("warehouse", _("按仓库")), ("category", _("按商品类别")), ("product", _("按商品")),
    ("slow", _("呆滞库存")),
]  # fmt: skip


def pieces_field(label, **options) -> MoneyField:
    """A quantity as people type it."""
    options = {"min_value": Decimal(0), "max_value": MOST_PIECES, **options}
    return MoneyField(label=label, max_digits=18, decimal_places=4, **options)


class BinForm(forms.Form):
    """A bin of a warehouse."""

    code = forms.CharField(label=_("货位编码"), max_length=20)
    note = forms.CharField(label=_("备注"), max_length=100, required=False)


class CountForm(forms.Form):
    """What is to be counted."""

    warehouse = forms.ModelChoiceField(None, label=_("仓库"))
    category = forms.ModelChoiceField(
        None, label=_("商品类别"), required=False, empty_label=_("全部类别")
    )
    is_blind = forms.BooleanField(label=_("盲盘：盘点时不显示账面数量"), required=False)
    note = forms.CharField(label=_("备注"), max_length=200, required=False)

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["warehouse"].queryset = access.visible_warehouses(user).filter(is_active=True)
        self.fields["category"].queryset = visible_categories(user)


class CountLineForm(forms.Form):
    """Goods that the books do not know where they were found."""

    product = forms.ModelChoiceField(None, label=_("商品"))
    bin = forms.ModelChoiceField(None, label=_("货位"), required=False, empty_label=_("不分货位"))
    batch = forms.CharField(label=_("批号"), max_length=40, required=False)
    status = forms.ChoiceField(label=_("状态"), choices=StockStatus.choices(), required=False)

    def __init__(self, *args, user, warehouse, **options):
        super().__init__(*args, **options)
        self.fields["product"].queryset = visible_products(user)
        self.fields["bin"].queryset = access.visible_bins(user).filter(warehouse=warehouse)


class PointForm(forms.Form):
    """Below how many to buy again."""

    product = forms.ModelChoiceField(None, label=_("商品"))
    warehouse = forms.ModelChoiceField(
        None, label=_("仓库"), required=False, empty_label=_("全公司合计")
    )
    least = pieces_field(_("补货点"))
    fill_to = pieces_field(_("补到"))

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["product"].queryset = visible_products(user)
        self.fields["warehouse"].queryset = access.visible_warehouses(user).filter(is_active=True)


class ReportForm(forms.Form):
    """Which report, for which day."""

    by = forms.ChoiceField(label=_("报表"), choices=REPORTS, required=False)
    on = forms.DateField(label=_("截至日期"), required=False)
    warehouse = forms.ModelChoiceField(
        None, label=_("仓库"), required=False, empty_label=_("全部仓库")
    )

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["warehouse"].queryset = access.visible_warehouses(user)


class ClosingForm(forms.Form):
    """Up to which day the books are closed."""

    day = forms.DateField(label=_("结账到"))
    reason = forms.CharField(label=_("备注"), max_length=200, required=False)
