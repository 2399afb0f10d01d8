"""Units and barcodes of a product."""

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.kit.forms import MoneyField


class UnitForm(forms.Form):
    """So many of the unit are so many base units."""

    pieces = MoneyField(label=_("数量"), initial=1, max_digits=14, decimal_places=4)
    name = forms.CharField(label=_("单位"), max_length=8)
    worth = MoneyField(label=_("合基本单位"), max_digits=14, decimal_places=4)


class BarcodeForm(forms.Form):
    """A code and the pack it is on."""

    code = forms.CharField(label=_("条码"), max_length=60)
    unit = forms.ModelChoiceField(None, label=_("印在"), required=False)

    def __init__(self, *args, product, **options):
        super().__init__(*args, **options)
        self.fields["unit"].queryset = product.units.all()
        self.fields["unit"].empty_label = product.unit
