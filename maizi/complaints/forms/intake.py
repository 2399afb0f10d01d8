"""Taking a complaint down while the customer talks (E-2)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import User
from maizi.catalog.access import visible_products

from .. import access, queries
from ..models import Complaint
from ..terms import Channel

FIELDS = (
    "channel", "complainant", "phone", "reach", "is_confidential", "category", "title", "words",
    "demand", "harm", "emotion", "is_exposed", "product", "serial", "order_no", "purchased_on",
    "shipped_on", "about_person", "received_at",
)  # fmt: skip
STAFF_CHANNELS = [(t.value, t.label) for t in Channel if t != Channel.WEB]


class CallerForm(forms.Form):
    """What has been said of the caller so far."""

    phone = forms.CharField(max_length=40, required=False)
    complainant = forms.CharField(max_length=60, required=False)
    serial = forms.CharField(max_length=60, required=False)
    customer = forms.IntegerField(required=False)


class TakeForm(forms.ModelForm):
    """Everything of the intake; the customer is chosen among those that were found."""

    customer = forms.IntegerField(required=False, widget=forms.HiddenInput)
    owner = forms.ModelChoiceField(
        label=_("处理人"), queryset=None, required=False,
        help_text=_("留空：您有处理权限就是您，否则交给主管。被投诉人不能处理。"),
    )  # fmt: skip
    received_at = forms.DateTimeField(
        label=_("收到时间"), required=False, help_text=_("留空就是现在。时限从收到时起算。"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )  # fmt: skip

    class Meta:
        model = Complaint
        fields = FIELDS

    def __init__(self, *args, user: User, **options):
        super().__init__(*args, **options)
        self.user = user
        staff = access.visible_staff(user)
        front = [one.pk for one in queries.front_people()]
        self.fields["about_person"].queryset = staff
        self.fields["owner"].queryset = staff.filter(pk__in=front)
        self.fields["product"].queryset = visible_products(user)
        self.fields["channel"].choices = STAFF_CHANNELS
        self.fields["title"].required = False
        self.fields["title"].help_text = _("一句话；留空取原话的开头。")
        self.fields["words"].help_text = _("一字不改地记。")

    def clean(self) -> dict:
        given = super().clean()
        chosen = given.get("customer")
        found = queries.chosen_customer(self.user, chosen, given.get("phone", ""))
        if chosen and found is None:
            self.add_error(None, _("选的客户已经看不到了，请重新选择，或不选客户直接登记。"))
        given["customer"] = found
        return given

    def made(self) -> Complaint:
        """The complaint as it was typed, unsaved."""
        row = Complaint(customer=self.cleaned_data["customer"])
        for name in FIELDS:
            setattr(row, name, self.cleaned_data[name])
        return row
