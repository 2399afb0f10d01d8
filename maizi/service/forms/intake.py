"""Taking a request down while the customer talks (F-2)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.catalog.access import visible_categories, visible_products
from maizi.customers.queries import chosen_customer

from .. import access, queries
from ..models import Ticket
from ..terms import Channel, Severity

FIELDS = (
    "type", "channel", "phone", "contact_name", "place", "latitude", "longitude", "product",
    "family", "title", "symptom", "severity", "received_at",
)  # fmt: skip
SPOKEN = [(term.value, term.label) for term in Channel if term != Channel.PLAN]


def moment(label, **options) -> forms.DateTimeField:
    """A date with its time."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"})
    return forms.DateTimeField(label=label, widget=widget, **options)


class CallerForm(forms.Form):
    """What has been said so far."""

    phone = forms.CharField(max_length=40, required=False)
    contact_name = forms.CharField(max_length=60, required=False)
    serial = forms.CharField(max_length=60, required=False)
    symptom = forms.CharField(max_length=4000, required=False)
    customer = forms.IntegerField(required=False)


class TakeForm(forms.ModelForm):
    """Everything of the intake; customer and piece are chosen among those that were found."""

    customer = forms.IntegerField(required=False, widget=forms.HiddenInput)
    unit = forms.IntegerField(required=False, widget=forms.HiddenInput)
    serial = forms.CharField(
        label=_("序列号"), max_length=60, required=False,
        help_text=_("机身铭牌上的；输入后右边出现设备和保修。"),
    )  # fmt: skip
    owner = forms.ModelChoiceField(
        label=_("受理人"), queryset=None, required=False,
        help_text=_("留空：您能处理就是您，否则交给客户服务部。"),
    )  # fmt: skip
    received_at = moment(
        _("报修时间"), required=False, help_text=_("留空就是现在。答复时限从报修时起算。")
    )

    class Meta:
        model = Ticket
        fields = FIELDS

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.user = user
        desk = [one.pk for one in queries.desk_people()]
        self.fields["owner"].queryset = access.visible_staff(user).filter(pk__in=desk)
        self.fields["product"].queryset = visible_products(user)
        self.fields["family"].queryset = visible_categories(user)
        self.fields["channel"].choices = SPOKEN
        self.fields["title"].required = False
        self.fields["title"].help_text = _("一句话；留空取描述的开头。")
        self.fields["severity"].choices = Severity.choices()

    def clean(self) -> dict:
        given = super().clean()
        user, serial = self.user, (given.get("serial") or "").strip()
        chosen = given.get("customer")
        found = chosen_customer(user, chosen, given.get("phone") or "")
        pieces = {one.pk: one for one in queries.pieces_for(user, serial=serial, customer=found)}
        given["unit"] = pieces.get(given.get("unit")) or self._only(pieces, serial)
        if serial and given["unit"] is None:
            self.add_error("serial", _("没有找到这个序列号。核对铭牌，或留空后选商品登记。"))
        if chosen and found is None and given["unit"] is None:
            self.add_error(None, _("选的客户已经看不到了，请重新选择，或不选客户直接登记。"))
        given["customer"] = found
        return given

    @staticmethod
    def _only(pieces: dict, serial: str):
        return next(iter(pieces.values())) if serial and len(pieces) == 1 else None

    def made(self) -> Ticket:
        """The ticket as it was typed, unsaved."""
        given = self.cleaned_data
        row = Ticket(customer=given["customer"], unit=given["unit"])
        for name in FIELDS:
            setattr(row, name, given[name])
        return row
