"""What people fill in about steps to partnership (C-30)."""

from django import forms
from django.utils import timezone

from ..models import ChangeEntry, StepEntry

DAY = forms.DateInput(attrs={"type": "date"})
FIELDS = ["state", "text", "on", "next_text", "next_on"]
WIDGETS = {"text": forms.Textarea(attrs={"rows": 3}), "on": DAY, "next_on": DAY}


class StepForm(forms.ModelForm):
    """What was done on one step with a customer, and what comes next."""

    class Meta:
        model, fields, widgets = StepEntry, FIELDS, WIDGETS

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["on"].initial = timezone.localdate()


class ChangeForm(StepForm):
    """The same of the company itself."""

    class Meta:
        model, fields, widgets = ChangeEntry, FIELDS, WIDGETS
