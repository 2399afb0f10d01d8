"""A period of an account, and the customer's answer."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PeriodForm(forms.Form):
    """From one day to another, both included."""

    from_on = forms.DateField(label=_("开始日期"))
    to_on = forms.DateField(label=_("截止日期"))

    def clean(self):
        """The end is not before the beginning."""
        given = super().clean()
        if given.get("from_on") and given.get("to_on") and given["to_on"] < given["from_on"]:
            self.add_error("to_on", _("截止日期不能早于开始日期。"))
        return given


class AnswerForm(forms.Form):
    """What the customer says of a statement."""

    name = forms.CharField(label=_("您的姓名"), max_length=40)
    answer = forms.CharField(
        label=_("意见（有异议时请写明哪里不一致）"), max_length=500, required=False,
        widget=forms.Textarea,
    )  # fmt: skip
    verdict = forms.ChoiceField(
        choices=[("agree", ""), ("dispute", "")], widget=forms.HiddenInput, required=True
    )
