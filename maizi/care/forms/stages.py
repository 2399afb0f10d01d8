"""A stage by hand, a membership, a partner."""

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.customers.terms import Lifecycle
from maizi.development.access import visible_agreements
from maizi.development.terms.accounts import AgreementState

from ..models import Membership

DAY = forms.DateInput(attrs={"type": "date"})


class StageForm(forms.Form):
    """To which stage, and why."""

    stage = forms.ChoiceField(label=_("发展阶段"))
    reason = forms.CharField(
        label=_("原因"), max_length=200, required=False,
        help_text=_("人工设定的阶段一直有效，直到下一张订单完成。"),
    )  # fmt: skip

    def __init__(self, *args, now: str, **options):
        super().__init__(*args, **options)
        kept = [s for s in Lifecycle if s not in (Lifecycle.PARTNER, now)]
        self.fields["stage"].choices = [(s.value, s.label) for s in kept]


class MembershipForm(forms.ModelForm):
    """Which club, from when until when."""

    class Meta:
        model = Membership
        fields = ("club", "joined_on", "ends_on")
        widgets = {"joined_on": DAY, "ends_on": DAY}


class PartnerForm(forms.Form):
    """On the ground of which agreement, and why."""

    agreement = forms.ModelChoiceField(None, label=_("合作协议"), required=False, empty_label="")
    reason = forms.CharField(label=_("理由"), max_length=300, required=False)

    def __init__(self, *args, user, customer, **options):
        super().__init__(*args, **options)
        self.fields["agreement"].queryset = visible_agreements(user).filter(
            customer=customer, state__in=(AgreementState.SIGNED, AgreementState.ACTIVE)
        )
