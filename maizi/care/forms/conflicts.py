"""Forms of conflicts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Conflict
from ..terms import TrustEffect

WORDS = forms.Textarea(attrs={"rows": 2})


class ConflictForm(forms.ModelForm):
    """What happened; the rest is found out later."""

    class Meta:
        model = Conflict
        fields = ["situation", "behaviour", "effect", "our_view", "their_view"]
        widgets = dict.fromkeys(fields, WORDS)


class SolveForm(forms.Form):
    """What both agreed on."""

    solution = forms.CharField(
        label=_("双方同意的办法"), max_length=1000, required=False, widget=WORDS
    )
    trust = forms.ChoiceField(
        label=_("对信任的影响"), choices=[("", "—"), *TrustEffect.choices()], required=False
    )
