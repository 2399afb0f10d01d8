"""The form of performance."""

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.kit.forms import MoneyField


class SignForm(forms.Form):
    """The base pay of one month."""

    basic_yuan = MoneyField(
        label=_("基本工资（元）"), max_digits=14, decimal_places=2,
        help_text=_("乘以绩效系数就是绩效工资。签发后不能改。"),
    )  # fmt: skip
