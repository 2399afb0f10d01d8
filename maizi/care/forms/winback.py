"""The end of a case that did not succeed."""

from django import forms
from django.utils.translation import gettext_lazy as _


class GiveUpForm(forms.Form):
    """Why the customer did not come back."""

    outcome = forms.CharField(label=_("为什么没有挽回"), max_length=300, required=False)
