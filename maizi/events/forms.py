"""Forms of events: whom to invite, an answer, the end."""

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.customers.access import visible_customers
from maizi.customers.terms import ValueClass
from maizi.kit.forms import MoneyField

from .rules.course import MOST_COMPANIONS
from .terms import Answer

WORDS = forms.Textarea(attrs={"rows": 3})
ANSWERS = [one for one in Answer.choices() if one[0] != Answer.NONE]


class InviteForm(forms.Form):
    """One customer, perhaps one of its people, or every customer of a value class."""

    customer = forms.ModelChoiceField(None, label=_("客户"), required=False)
    contact = forms.CharField(
        label=_("联系人姓名"), max_length=40, required=False, help_text=_("留空邀请客户本身。")
    )
    value = forms.ChoiceField(label=_("或者：我负责的这一级客户"), required=False)

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.user = user
        self.fields["customer"].queryset = visible_customers(user)
        self.fields["value"].choices = [("", "—"), *ValueClass.choices()]

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """The customer that was chosen, for a control that does not list all."""
        row = self.cleaned_data.get("customer") if self.is_bound else None
        return [(str(row.pk), row.name)] if row else []

    def clean(self) -> dict:
        """Somebody is chosen, and the named person is one of the customer's."""
        given = super().clean()
        customer, name = given.get("customer"), (given.get("contact") or "").strip()
        if not customer and not given.get("value"):
            raise forms.ValidationError(_("请选一个客户，或选一级客户。"))
        given["person"] = None
        if customer and name:
            given["person"] = customer.contacts.filter(name=name).first()
            if given["person"] is None:
                self.add_error("contact", _("这个客户没有叫这个名字的联系人。"))
        return given


class AnswerForm(forms.Form):
    """Whether somebody comes, and with whom."""

    answer = forms.ChoiceField(label=_("您参加吗"), choices=ANSWERS, widget=forms.RadioSelect)
    companions = forms.IntegerField(
        label=_("同行人数"), min_value=0, max_value=MOST_COMPANIONS, required=False, initial=0
    )
    note = forms.CharField(label=_("留言"), max_length=200, required=False)


class CloseForm(forms.Form):
    """What an event cost and came to."""

    cost_yuan = MoneyField(label=_("实际费用（元）"), min_value=0, max_digits=12, decimal_places=2)
    opinions = forms.CharField(label=_("客户意见"), max_length=4000, required=False, widget=WORDS)
    result = forms.CharField(label=_("活动结果"), max_length=4000, required=False, widget=WORDS)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("原因"), max_length=200, required=False)
