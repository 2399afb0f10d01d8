"""Limit and terms, a reason, closing the books."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.kit.forms import MoneyField

from ..models.accounts import MOST_DAYS, MOST_YUAN


class AgreeForm(forms.Form):
    """Limit and terms of a customer, set by hand."""

    limit_yuan = MoneyField(
        label=_("信用额度（元）"), min_value=Decimal(0), max_value=MOST_YUAN, max_digits=16,
        decimal_places=2, widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=_("低于已用额度时，不再给新的赊销，已批准的订单不受影响。"),
    )  # fmt: skip
    terms_days = forms.IntegerField(label=_("最长账期（天）"), min_value=0, max_value=MOST_DAYS)
    grace_days = forms.IntegerField(
        label=_("逾期宽限（天）"), min_value=0, max_value=MOST_DAYS,
        help_text=_("逾期在宽限之内的应收款不妨碍新订单。"),
    )  # fmt: skip
    note = forms.CharField(label=_("备注"), max_length=200, required=False)
    reason = forms.CharField(label=_("调整的原因"), max_length=200)


class LetterForm(forms.Form):
    """What a letter about late money says."""

    text = forms.CharField(label=_("内容"), widget=forms.Textarea, max_length=2000)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("原因"), max_length=200)


class ClosingForm(forms.Form):
    """Through which day the ledger is closed."""

    through_on = forms.DateField(label=_("关账至"), help_text=_("当天及以前不能再记账。"))
    reason = forms.CharField(
        label=_("原因"), max_length=200, required=False,
        help_text=_("把日期改早等于重新打开账期，须写明原因。"),
    )  # fmt: skip
