"""Forms of meetings on experience and of reviews (F-54)."""

from django import forms
from django.utils.translation import gettext_lazy as _

WORDS = forms.Textarea(attrs={"rows": 4})
ANSWERS = (("yes", _("采纳，成为知识草稿")), ("no", _("退回给作者")))


class HoldForm(forms.Form):
    """What was exchanged."""

    minutes = forms.CharField(label=_("纪要"), max_length=4000, required=False, widget=WORDS)


class ReviewForm(forms.Form):
    """Whether others can work by it, and what is to be changed."""

    answer = forms.ChoiceField(label=_("审核结果"), choices=ANSWERS, widget=forms.RadioSelect)
    opinion = forms.CharField(
        label=_("意见"), max_length=400, required=False, help_text=_("退回时必填。"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
