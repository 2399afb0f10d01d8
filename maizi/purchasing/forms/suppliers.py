"""Contacts, supply prices, and how suppliers come in from sheets."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.catalog.access import visible_products
from maizi.kit.forms import MoneyField

from ..actions.imports import KEYS
from ..models import SupplierContact

KEY_LABELS = {"no": _("供应商编号"), "name": _("供应商名称")}
MOST = Decimal(10**9)


class ContactForm(forms.ModelForm):
    """Somebody at a supplier."""

    class Meta:
        model = SupplierContact
        fields = ("name", "job_title", "mobile", "phone", "email", "is_main")


class SupplyForm(forms.Form):
    """One product a supplier supplies."""

    product = forms.ModelChoiceField(None, label=_("商品"))
    code = forms.CharField(label=_("供应商货号"), max_length=40, required=False)
    price_yuan = MoneyField(
        label=_("含税进价"), min_value=Decimal(0), max_value=MOST, max_digits=16, decimal_places=6
    )
    least = MoneyField(
        label=_("起订数量"), min_value=Decimal(0), max_value=MOST, max_digits=14,
        decimal_places=4, required=False,
    )  # fmt: skip
    pack = MoneyField(
        label=_("整包数量"), min_value=Decimal(0), max_value=MOST, max_digits=14,
        decimal_places=4, required=False,
    )  # fmt: skip
    lead_days = forms.IntegerField(
        label=_("交货周期（天）"), min_value=0, max_value=720, required=False
    )
    is_preferred = forms.BooleanField(label=_("首选"), required=False)

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["product"].queryset = visible_products(user)


class ImportForm(forms.Form):
    """How suppliers and their prices come in."""

    bad_cells = forms.ChoiceField(
        label=_("看不懂的单元格"),
        choices=[
            ("choices", _("选项认不出的留空并提醒，其他不导入这一行")),
            ("refuse", _("都不导入这一行")),
            ("leave", _("都留空并提醒")),
        ],
    )
    key = forms.ChoiceField(label=_("更新时按什么查找"))
    empties = forms.BooleanField(label=_("更新时空单元格也清空原来的内容"), required=False)

    def __init__(self, user, given, run):
        places = {column["target"] for column in run.columns}
        usual = next((key for key in KEYS if key in places), KEYS[-1])
        super().__init__(given, initial={"key": usual, **run.options})
        self.fields["key"].choices = [(key, KEY_LABELS[key]) for key in KEYS]
