"""A target market, how strictly it is screened, a goal of a period."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.accounts.access import visible_people
from maizi.customers.terms import Industry, Nature, StaffSize
from maizi.kit.forms import MoneyField

from ..models import TargetMarket
from ..models.deals import MOST_YUAN
from ..terms.markets import MarketState

LISTS = ("industries", "natures", "sizes")


def _several(label: str, term) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=term.choices(), required=False, widget=forms.CheckboxSelectMultiple
    )


class MarketForm(forms.Form):
    """A target market: whom it means, what for, how long."""

    name = forms.CharField(label=_("市场名称"), max_length=60)
    state = forms.ChoiceField(label=_("状态"), choices=MarketState.choices())
    owner = forms.ModelChoiceField(None, label=_("负责人"))
    regions = forms.CharField(
        label=_("地区"), max_length=400, required=False,
        help_text=_("省份或城市，用顿号或逗号隔开。"),
    )  # fmt: skip
    products = forms.CharField(label=_("产品线"), max_length=200, required=False)
    size_estimate = forms.IntegerField(
        label=_("估计客户数"), min_value=0, max_value=10**8, required=False
    )
    volume_yuan = MoneyField(
        label=_("估计年采购额"), min_value=Decimal(0), max_value=MOST_YUAN, decimal_places=2,
        required=False,
    )  # fmt: skip
    starts_on = forms.DateField(label=_("开始日期"), required=False)
    ends_on = forms.DateField(label=_("结束日期"), required=False)
    industries = _several(_("行业"), Industry)
    natures = _several(_("客户性质"), Nature)
    sizes = _several(_("公司规模"), StaffSize)
    note = forms.CharField(label=_("说明"), max_length=2000, required=False, widget=forms.Textarea)

    def __init__(self, *args, user, row: TargetMarket, **options):
        plain = [name for name in self.base_fields if name not in (*LISTS, "owner")]
        stored = {name: getattr(row, name) for name in plain}
        stored |= {name: getattr(row, name).split("、") for name in LISTS}
        stored["owner"] = row.owner_id or user.pk
        super().__init__(*args, initial=stored, **options)
        self.fields["owner"].queryset = visible_people(user).filter(is_active=True)

    def fill(self, row: TargetMarket) -> TargetMarket:
        """Put what was typed into a market."""
        for name, value in self.cleaned_data.items():
            setattr(row, name, "、".join(value) if name in LISTS else value)
        return row


class ScreenForm(forms.Form):
    """How well a customer must fit."""

    least = forms.IntegerField(label=_("最低分"), min_value=0, max_value=100, initial=60)


class GoalForm(forms.Form):
    """What a period must bring, and what the existing customers will (B-2)."""

    name = forms.CharField(label=_("期间"), max_length=40)
    starts_on = forms.DateField(label=_("开始日期"))
    ends_on = forms.DateField(label=_("结束日期"))
    target_yuan = MoneyField(
        label=_("目标销售额"), min_value=Decimal(0), max_value=MOST_YUAN, decimal_places=2
    )
    last_yuan = MoneyField(
        label=_("上期销售额"), min_value=Decimal(0), max_value=MOST_YUAN, decimal_places=2
    )
    churn_percent = forms.DecimalField(
        label=_("流失率（%，按金额）"), min_value=0, max_value=100, max_digits=5, decimal_places=2
    )
    growth_yuan = MoneyField(
        label=_("老客户预计增长"), min_value=Decimal(0), max_value=MOST_YUAN, decimal_places=2
    )
    new_yuan = MoneyField(
        label=_("新客户首期平均销售额"), min_value=Decimal(0), max_value=MOST_YUAN,
        decimal_places=2, required=False, help_text=_("不知道就留空，只算缺口。"),
    )  # fmt: skip

    def values(self) -> dict:
        """The goal's fields; percent becomes a ratio."""
        given = dict(self.cleaned_data)
        given["churn_rate"] = given.pop("churn_percent") / 100
        return given
