"""Forms of analysis and improvement (E-9)."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..models import Analysis
from ..queries import DIMENSIONS


class PeriodForm(forms.Form):
    """Which days, and which two dimensions are laid across each other."""

    since = forms.DateField(label=_("从"), widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("到"), widget=forms.DateInput(attrs={"type": "date"}))
    down = forms.ChoiceField(label=_("行"), choices=list(DIMENSIONS.items()), required=False)
    across = forms.ChoiceField(label=_("列"), choices=list(DIMENSIONS.items()), required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        words = [(name, gettext(label)) for name, label in DIMENSIONS.items()]
        for name in ("down", "across"):
            self.fields[name].choices = words

    def clean(self) -> dict:
        given = super().clean()
        if given.get("since") and given.get("until") and given["since"] > given["until"]:
            self.add_error("until", _("结束日期不能早于开始日期。"))
        return given


class AnalysisForm(forms.ModelForm):
    """What is said to the numbers of a period."""

    class Meta:
        model = Analysis
        fields = ("title", "since", "until", "summary", "measures")
        widgets = {
            "since": forms.DateInput(attrs={"type": "date"}),
            "until": forms.DateInput(attrs={"type": "date"}),
        }


class EffectForm(forms.Form):
    """What came of a measure, or why it was given up."""

    text = forms.CharField(label=_("结论或原因"), max_length=400, required=False)
    on = forms.DateField(
        label=_("完成日期"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
