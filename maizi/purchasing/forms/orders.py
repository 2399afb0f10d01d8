"""Heads of orders and requests."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .. import access
from ..actions import Leave, OrderDraft, RequestDraft
from ..models.suppliers import MOST_DAYS
from ..terms import DueFrom


class OrderForm(forms.Form):
    """To whom, by when, on which terms."""

    supplier = forms.ModelChoiceField(None, label=_("供应商"))
    expected_on = forms.DateField(label=_("要求到货"), required=False)
    terms_days = forms.IntegerField(
        label=_("账期（天）"), min_value=0, max_value=MOST_DAYS, required=False,
        help_text=_("留空按供应商的账期。"),
    )  # fmt: skip
    due_from = forms.ChoiceField(
        label=_("账期起算"), choices=[("", _("按供应商")), *DueFrom.choices()], required=False
    )
    ship_to = forms.CharField(label=_("收货地址"), max_length=200, required=False)
    their_no = forms.CharField(label=_("对方订单号"), max_length=40, required=False)
    note = forms.CharField(label=_("备注"), max_length=300, required=False)
    confirmed = forms.BooleanField(label=_("确认单价为 0"), required=False)

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["supplier"].queryset = access.visible_suppliers(user)

    def draft(self, lines, *, once: str = "") -> OrderDraft:
        """The order as the actions take it."""
        given = dict(self.cleaned_data)
        given.pop("confirmed")
        due_from = given.pop("due_from")
        return OrderDraft(
            **given, due_from=DueFrom(due_from) if due_from else None, lines=lines, once=once
        )

    @property
    def leave(self) -> Leave:
        return Leave(is_confirmed=self.cleaned_data["confirmed"])


class RequestForm(forms.Form):
    """What for, and by when."""

    reason = forms.CharField(label=_("用途"), max_length=200)
    needed_on = forms.DateField(label=_("需要日期"), required=False)

    def draft(self, lines) -> RequestDraft:
        """The request as the actions take it."""
        return RequestDraft(
            self.cleaned_data["reason"], lines, needed_on=self.cleaned_data["needed_on"]
        )


class PostponeForm(forms.Form):
    """Another day for a line."""

    expected_on = forms.DateField(label=_("改到"))
    reason = forms.CharField(label=_("原因"), max_length=200, required=False)
