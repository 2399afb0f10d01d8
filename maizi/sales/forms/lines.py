"""Typing lines: one at a time by keyboard or scanner, or many pasted."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.kit.forms import MoneyField

MOST_TEXT = 60_000


class LineForm(forms.Form):
    """One new line: a chosen product or what was typed for one, how many, at which price."""

    product = forms.IntegerField(required=False)
    code = forms.CharField(max_length=120, required=False)
    quantity = MoneyField(
        label=_("数量"), max_digits=14, decimal_places=4, required=False, min_value=Decimal(0)
    )
    price = MoneyField(
        label=_("含税单价"), max_digits=16, decimal_places=6, required=False, min_value=Decimal(0)
    )
    note = forms.CharField(label=_("备注"), max_length=120, required=False)
    is_free = forms.BooleanField(label=_("确认赠送"), required=False)


class ChangeForm(forms.Form):
    """What becomes of a line; empty boxes leave it as it is."""

    quantity = MoneyField(
        label=_("数量"), max_digits=14, decimal_places=4, required=False, min_value=Decimal(0)
    )
    price = MoneyField(
        label=_("含税单价"), max_digits=16, decimal_places=6, required=False, min_value=Decimal(0)
    )
    promised_on = forms.DateField(label=_("承诺交期"), required=False)
    note = forms.CharField(label=_("备注"), max_length=120, required=False)
    is_free = forms.BooleanField(label=_("确认赠送"), required=False)


class PasteForm(forms.Form):
    """Lines copied out of a spreadsheet."""

    text = forms.CharField(label=_("从表格粘贴"), max_length=MOST_TEXT, strip=False)
