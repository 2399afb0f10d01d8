"""Forms of the questionnaire editor: indicators, questions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Indicator, Question


class IndicatorForm(forms.ModelForm):
    """One indicator with its weight."""

    class Meta:
        model = Indicator
        fields = ("name", "percent")


class QuestionForm(forms.ModelForm):
    """One question; choices are typed one a line."""

    choices = forms.CharField(
        label=_("选项"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000, help_text=_("单选、多选题用，一行一个。"),
    )  # fmt: skip

    class Meta:
        model = Question
        fields = ("section", "kind", "text", "top", "choices", "indicator", "percent",
                  "is_overall", "is_required")  # fmt: skip

    def __init__(self, *args, indicators, **options):
        super().__init__(*args, **options)
        self.fields["indicator"].queryset = indicators
        self.fields["top"].help_text = _("打分题用：1 分最低，这里写最高几分。")
        self.fields["percent"].help_text = _("同一指标下各题合计 100%。")
        self.initial["choices"] = "\n".join(self.instance.choices or [])

    def clean_choices(self) -> list[str]:
        """The lines that say something."""
        return [line.strip() for line in self.cleaned_data["choices"].splitlines() if line.strip()]
