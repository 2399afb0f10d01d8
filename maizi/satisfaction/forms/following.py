"""Small forms of what follows: steps of a case, shortfalls and measures, the report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .. import access
from ..actions import Measure

DAY = forms.DateInput(attrs={"type": "date"})


def _long(label, most: int, **options) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, widget=forms.Textarea(attrs={"rows": 3}), required=False,
        **options,
    )  # fmt: skip


class StepForm(forms.Form):
    """What was done in one of the seven steps."""

    note = _long(_("做了什么"), 400)


class EndForm(forms.Form):
    """How the case of a dissatisfied customer ended."""

    result = _long(_("结果：客户现在满意了吗"), 400)


class ComplainForm(forms.Form):
    """What the customer said, for a complaint."""

    words = _long(_("客户原话"), 2000)


class ShortfallForm(forms.Form):
    """A shortfall that no indicator shows."""

    title = forms.CharField(label=_("哪里不足"), max_length=120, required=False)


class LeaveForm(forms.Form):
    """Why nothing is done."""

    because = forms.CharField(label=_("为什么不采取措施"), max_length=400, required=False)


class ActForm(forms.Form):
    """A measure against a shortfall."""

    title = forms.CharField(label=_("改进措施"), max_length=120, required=False)
    cause = forms.ModelChoiceField(None, label=_("针对的原因"))
    owner = forms.ModelChoiceField(None, label=_("负责人"))
    due_on = forms.DateField(label=_("完成期限"), widget=DAY)
    measures = _long(_("具体做法"), 2000)

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["cause"].queryset = access.visible_causes(user)
        self.fields["owner"].queryset = access.visible_people(user)

    def measure(self) -> Measure:
        """What was typed, as the action takes it."""
        return Measure(**self.cleaned_data)


class ReviewForm(forms.Form):
    """What is wrong on the whole, and what is planned (F-55)."""

    review = forms.CharField(
        label=_("总体不足与打算"), max_length=4000, required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip
