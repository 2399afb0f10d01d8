"""Prices: one row, a list price from a day on, many at once, and asking for one."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.customers.access import visible_customers
from maizi.kit.forms import MoneyField

from .. import access
from ..models.products import MOST_YUAN
from ..queries.changes import Asked
from ..terms import ChangeWay, Rounding

MOST_PIECES = Decimal(10**9)


class RowForm(forms.Form):
    """One price of a list."""

    product = forms.ModelChoiceField(None, label=_("商品"))
    least = MoneyField(
        label=_("起订数量"), min_value=Decimal(0), max_value=MOST_PIECES, max_digits=14,
        decimal_places=4, required=False, initial=0,
    )  # fmt: skip
    price_yuan = MoneyField(
        label=_("含税单价"), min_value=Decimal(0), max_value=MOST_YUAN, max_digits=16,
        decimal_places=6,
    )  # fmt: skip
    confirmed = forms.BooleanField(label=_("确认单价为 0"), required=False)

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["product"].queryset = access.visible_products(user)


class CustomerPriceForm(RowForm):
    """A price for one customer, why and until when."""

    name = forms.CharField(
        label=_("名称"), max_length=60,
        help_text=_("会写在订单的价格来源里，如“亏损客户调价”。"),
    )  # fmt: skip
    starts_on = forms.DateField(label=_("开始日期"))
    ends_on = forms.DateField(label=_("截止日期"), required=False)


class ListPriceForm(forms.Form):
    """A list price from a day on."""

    price_yuan = MoneyField(
        label=_("标价（含税）"), min_value=Decimal(0), max_value=MOST_YUAN, max_digits=16,
        decimal_places=6,
    )  # fmt: skip
    starts_on = forms.DateField(label=_("开始日期"))
    reason = forms.CharField(label=_("原因"), max_length=200, required=False)
    confirmed = forms.BooleanField(label=_("确认标价为 0"), required=False)


class AskForm(forms.Form):
    """A price that is asked for, and perhaps one to be offered instead."""

    product = forms.ModelChoiceField(None, label=_("商品"))
    customer = forms.ModelChoiceField(None, label=_("客户"), required=False)
    quantity = MoneyField(
        label=_("数量"), min_value=Decimal("0.0001"), max_value=MOST_PIECES, max_digits=14,
        decimal_places=4, required=False,
    )  # fmt: skip
    on = forms.DateField(label=_("日期"), required=False)
    activity = forms.CharField(label=_("团购活动号"), max_length=40, required=False)
    offered = MoneyField(
        label=_("想报的价"), min_value=Decimal(0), max_value=MOST_YUAN, max_digits=16,
        decimal_places=6, required=False,
    )  # fmt: skip

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["product"].queryset = access.visible_products(user)
        self.fields["customer"].queryset = visible_customers(user)


class ChangeForm(forms.Form):
    """A mass change: whose prices, how much, from when."""

    list = forms.ModelChoiceField(
        None, label=_("改哪里的价格"), required=False, empty_label=_("标价")
    )
    from_list = forms.BooleanField(label=_("按标价重新计算，写进这张价目表"), required=False)
    category = forms.ModelChoiceField(
        None, label=_("商品类别"), required=False, empty_label=_("全部类别")
    )
    brand = forms.CharField(label=_("品牌"), max_length=40, required=False)
    way = forms.ChoiceField(label=_("方式"), choices=ChangeWay.choices())
    by = MoneyField(
        label=_("幅度"), min_value=-MOST_YUAN, max_value=MOST_YUAN, max_digits=16,
        decimal_places=4, help_text=_("降价写负数，如 -8。"),
    )  # fmt: skip
    rounding = forms.ChoiceField(label=_("取整"), choices=Rounding.choices())
    starts_on = forms.DateField(label=_("开始日期"), required=False)
    reason = forms.CharField(label=_("原因"), max_length=200, required=False)
    product = forms.ModelMultipleChoiceField(None, required=False)

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        lists = access.visible_price_lists(user).filter(is_active=True)
        self.fields["list"].queryset = lists
        self.fields["category"].queryset = access.visible_categories(user)
        self.fields["product"].queryset = access.visible_products(user)

    def clean(self) -> dict:
        given = super().clean()
        if given.get("from_list") and not given.get("list"):
            self.add_error("list", _("请选择要写进哪张价目表。"))
        if given.get("way") == ChangeWay.PERCENT and not -100 < given.get("by", 0) <= 1000:
            self.add_error("by", _("百分比应大于 -100、不超过 1000。"))
        return given

    def asked(self, today) -> Asked:
        """The change as the queries take it."""
        given = self.cleaned_data
        return Asked(
            starts_on=given["starts_on"] or today, way=ChangeWay(given["way"]), by=given["by"],
            rounding=Rounding(given["rounding"]), list=given["list"],
            from_list=given["from_list"], category=given["category"],
            brand=given["brand"].strip(), ids=tuple(row.pk for row in given["product"]),
        )  # fmt: skip


class LimitsForm(forms.Form):
    """One percentage for each role; empty for the usual one."""

    reason = forms.CharField(label=_("原因"), max_length=200, required=False)

    def __init__(self, *args, limits, **options):
        super().__init__(*args, **options)
        for role, percent in limits:
            self.fields[f"role-{role.pk}"] = forms.DecimalField(
                label=role.name, min_value=0, max_value=100, max_digits=5, decimal_places=2,
                required=False, initial=percent,
            )  # fmt: skip

    def percents(self) -> dict:
        """Role id -> percent or None."""
        return {int(n[5:]): v for n, v in self.cleaned_data.items() if n.startswith("role-")}
