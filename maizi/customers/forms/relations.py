"""Forms of decision roles and of relations."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Relation, Standing
from ..terms import DecisionRole

FIVE = [(str(number), str(number)) for number in range(1, 6)]


class StandingForm(forms.ModelForm):
    """Roles, influence, leaning, superior of one person."""

    role_codes = forms.MultipleChoiceField(
        label=_("角色"), choices=DecisionRole.choices(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    influence = forms.TypedChoiceField(
        label=_("影响力（1 小，5 大）"), choices=FIVE, coerce=int, initial=3
    )

    class Meta:
        model = Standing
        fields = ("influence", "leaning", "reports_to")

    field_order = ("role_codes", "influence", "leaning", "reports_to")

    def __init__(self, given=None, *, instance: Standing, contacts):
        codes = list(instance.role_codes)
        if instance.contact.is_decision_maker:
            codes.insert(0, DecisionRole.DECISION.value)
        super().__init__(given, instance=instance, initial={"role_codes": codes})
        self.fields["reports_to"].queryset = contacts.exclude(pk=instance.contact_id)
        self.fields["reports_to"].empty_label = _("（没有或不知道）")

    def clean(self) -> dict:
        given = super().clean()
        codes = given.get("role_codes", [])
        self.instance.roles = ",".join(codes)
        self.is_decider = DecisionRole.DECISION in codes
        return given


class RelationForm(forms.ModelForm):
    """What another customer or person is to this one."""

    strength = forms.TypedChoiceField(
        label=_("关系强度（1 弱，5 强）"), choices=FIVE, coerce=int, initial=3
    )

    class Meta:
        model = Relation
        fields = ("type", "second", "second_contact", "first_contact", "strength", "note")

    def __init__(self, given=None, *, instance: Relation, customers, contacts):
        super().__init__(given, instance=instance)
        self.fields["second"].queryset = customers
        self.fields["second_contact"].queryset = contacts
        self.fields["first_contact"].queryset = contacts.filter(customer=instance.first_id)
        self.fields["first_contact"].empty_label = _("（客户本身）")
