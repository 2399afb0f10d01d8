"""Forms for colleagues: tiers, a registration, money, steps."""

from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maizi.credit.terms import PayWay
from maizi.customers.access import visible_customers
from maizi.customers.models import Customer
from maizi.kit.forms import MoneyField

from ..actions import Joining
from ..rules.tiers import Tier
from ..terms import PlanState
from .public import quantity_field

ROWS = 6
DATE = {"type": "date"}


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label, initial=timezone.localdate, widget=forms.DateInput(attrs=DATE)
    )


class TiersForm(forms.Form):
    """Up to six lines of quantity and price; empty ones are left out."""

    def __init__(self, *args, tiers=(), **options):
        super().__init__(*args, **options)
        rows = [*tiers, *[None] * ROWS][:ROWS]
        for number, tier in enumerate(rows, 1):
            least, price = (tier.least, tier.price_yuan) if tier else (None, None)
            self.fields[f"least_{number}"] = MoneyField(
                label=_("总数量达到"), required=False, max_digits=14, decimal_places=4,
                initial=least and f"{least.normalize():f}",
            )  # fmt: skip
            self.fields[f"price_{number}"] = MoneyField(
                label=_("单价（元）"), required=False, max_digits=14, decimal_places=6,
                initial=price and f"{price.normalize():f}",
            )  # fmt: skip

    @property
    def lines(self) -> list[tuple]:
        """Pairs of bound fields."""
        return [(self[f"least_{n}"], self[f"price_{n}"]) for n in range(1, ROWS + 1)]

    def tiers(self) -> list[Tier]:
        """The lines that were filled."""
        given = self.cleaned_data
        pairs = [(given[f"least_{n}"], given[f"price_{n}"]) for n in range(1, ROWS + 1)]
        return [
            Tier(least or Decimal(0), price or Decimal(0))
            for least, price in pairs if least is not None or price is not None
        ]  # fmt: skip


class RegisterForm(forms.Form):
    """A registration that a colleague writes down for a customer in sight."""

    customer = forms.ModelChoiceField(None, label=_("客户"))
    contact_name = forms.CharField(label=_("联系人"), max_length=40, required=False)
    phone = forms.CharField(
        label=_("电话"), max_length=40, required=False, help_text=_("留空用客户档案里的电话。")
    )
    email = forms.EmailField(label=_("邮箱"), required=False)
    quantity = quantity_field()
    note = forms.CharField(label=_("留言"), max_length=200, required=False)
    consent = forms.BooleanField(label=_("客户同意为这次团购联系他"), required=False)

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["customer"].queryset = visible_customers(user)

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """The customer that was chosen, for a control that does not list all."""
        return chosen_of(self)

    def joining(self) -> Joining:
        """What was written."""
        given = self.cleaned_data
        customer: Customer = given["customer"]
        return Joining(
            given["quantity"], given["phone"] or customer.mobile or customer.phone,
            given["consent"], name=customer.name, contact_name=given["contact_name"],
            email=given["email"], note=given["note"], customer=customer,
        )  # fmt: skip


class MatchForm(forms.Form):
    """Which customer a stranger is."""

    customer = forms.ModelChoiceField(None, label=_("客户"))

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["customer"].queryset = visible_customers(user)

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """The same as above."""
        return chosen_of(self)


def chosen_of(form: forms.Form) -> list[tuple[str, str]]:
    """(id, name) of the customer a form has, if it is one in sight."""
    value = str(form["customer"].value() or "")
    if not (value.isascii() and value.isdigit() and len(value) < 20):
        return []
    return [(str(r.pk), r.name) for r in form.fields["customer"].queryset.filter(pk=value)]


class MoneyForm(forms.Form):
    """How and when money came or went."""

    way = forms.ChoiceField(label=_("方式"), choices=PayWay.choices())
    on = _day(_("日期"))

    def clean_on(self):
        """Money of tomorrow is not there yet."""
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError(_("日期不能晚于今天。"))
        return on


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("原因"), max_length=200, required=False)


class StepForm(forms.Form):
    """What was done in a step, or by when it will be."""

    note = forms.CharField(label=_("做了什么、了解到什么"), max_length=400, required=False)
    is_yes = forms.BooleanField(label=_("确实有需求"), required=False)
    due_on = forms.DateField(
        label=_("完成期限"), required=False, widget=forms.DateInput(attrs=DATE)
    )


class MoveForm(forms.Form):
    """Where a plan goes, with the analysis or the reason."""

    to = forms.ChoiceField(choices=PlanState.choices())
    summary = forms.CharField(max_length=4000, required=False)
    reason = forms.CharField(max_length=300, required=False)
