"""What people fill in about promises to customers (C-30)."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maizi.accounts.access import visible_people

from ..models import Promise
from ..rules.promises import Ended
from ..terms import PromiseState
from .evaluations import day_field

DAY = forms.DateInput(attrs={"type": "date"})


class PromiseForm(forms.ModelForm):
    """What, to whom, who gave the word, until when."""

    class Meta:
        model = Promise
        fields = ["text", "to_whom", "promised_by", "promised_on", "due_on"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 2}), "promised_on": DAY, "due_on": DAY
        }  # fmt: skip

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        rows = visible_people(user).filter(is_active=True).order_by("sort_name", "id")
        self.fields["promised_by"].queryset = rows
        self.fields["promised_by"].initial = user.pk
        self.fields["promised_on"].initial = timezone.localdate()


class EndForm(forms.Form):
    """On which day a promise ended, and how; the kind of end is that of the page."""

    state = PromiseState.KEPT
    on = day_field(_("日期"))
    outcome = forms.CharField(label=_("怎样兑现的"), max_length=400, required=False)

    def __init__(self, *args, row=None, user=None, **options):
        super().__init__(*args, **options)
        self.fields["on"].initial = timezone.localdate()

    def ended(self) -> Ended:
        """What was typed, as the rules know it."""
        given = self.cleaned_data
        return Ended(self.state, given["on"], given["outcome"], given.get("agreed_by", ""))


class BreakForm(EndForm):
    """Why it was not kept."""

    state = PromiseState.BROKEN
    outcome = forms.CharField(label=_("为什么没有兑现"), max_length=400, required=False)


class WithdrawForm(EndForm):
    """Why it is withdrawn, and who of the customer agreed."""

    state = PromiseState.WITHDRAWN
    outcome = forms.CharField(label=_("为什么撤回"), max_length=400, required=False)
    agreed_by = forms.CharField(label=_("客户方谁同意的"), max_length=60, required=False)
