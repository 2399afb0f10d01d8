"""What people fill in about trial users (C-95)."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import TrialUser
from .evaluations import day_field


class TrialForm(forms.ModelForm):
    """What a customer tries out, and why it was chosen."""

    class Meta:
        model = TrialUser
        fields = ["tries", "reason", "since"]
        widgets = {"since": forms.DateInput(attrs={"type": "date"})}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["since"].initial = timezone.localdate()


class TrialEndForm(forms.Form):
    """When it was over, and what the customer said."""

    on = day_field(_("到哪天止"))
    heard = forms.CharField(
        label=_("试销意见"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["on"].initial = timezone.localdate()
