"""Payments, invoices, opening balances, months, and the days of a statement."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.kit.forms import MoneyField

from ..actions import BillDraft, Leave
from ..actions.ledger import MOST_YUAN, Money
from ..models import Receipt
from ..terms import BillSort, PayWay

CENTS = {"max_digits": 16, "decimal_places": 2}


class MoneyForm(forms.Form):
    """A payment, or money back; split by hand or left to the oldest."""

    amount_yuan = MoneyField(
        label=_("金额"), min_value=Decimal("0.01"), max_value=MOST_YUAN, **CENTS
    )
    on = forms.DateField(label=_("日期"))
    way = forms.ChoiceField(label=_("付款方式"), choices=PayWay.choices())
    note = forms.CharField(label=_("摘要"), max_length=200, required=False)
    once = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, entries, **options):
        super().__init__(*args, **options)
        self.entries = entries
        for entry in entries:
            self.fields[f"part-{entry.pk}"] = MoneyField(
                label=_("核销"), min_value=Decimal(0), max_value=MOST_YUAN, required=False,
                **CENTS,
            )  # fmt: skip

    def money(self) -> Money:
        """What was paid; without any part typed, the oldest is settled first."""
        given = self.cleaned_data
        parts = {e.pk: given.get(f"part-{e.pk}") for e in self.entries}
        split = {id_: part for id_, part in parts.items() if part} or None
        return Money(
            given["amount_yuan"], given["on"], PayWay(given["way"]), given["note"], split=split,
            once=given["once"],
        )  # fmt: skip


class BillForm(forms.Form):
    """An invoice of a supplier, and which documents it is for."""

    sort = forms.ChoiceField(label=_("发票种类"), choices=BillSort.choices())
    number = forms.CharField(label=_("发票号码"), max_length=40)
    billed_on = forms.DateField(label=_("开票日期"))
    amount_yuan = MoneyField(
        label=_("价税合计"), min_value=-MOST_YUAN, max_value=MOST_YUAN, **CENTS,
        help_text=_("红字发票写负数。"),
    )  # fmt: skip
    tax_yuan = MoneyField(
        label=_("税额"), min_value=-MOST_YUAN, max_value=MOST_YUAN, required=False, **CENTS
    )
    note = forms.CharField(label=_("备注"), max_length=200, required=False)
    confirmed = forms.BooleanField(label=_("确认差额"), required=False)

    def __init__(self, *args, documents, **options):
        super().__init__(*args, **options)
        self.documents = documents
        for row in documents:
            self.fields[f"part-{row.pk}"] = MoneyField(
                label=_("对应金额"), min_value=Decimal(0), max_value=MOST_YUAN, required=False,
                **CENTS,
            )  # fmt: skip

    def draft(self) -> BillDraft:
        """The invoice as the actions take it."""
        given = self.cleaned_data
        parts = {d: given.get(f"part-{d.pk}") for d in self.documents}
        receipts = {d.pk: part for d, part in parts.items() if part and isinstance(d, Receipt)}
        returns = {d.pk: part for d, part in parts.items() if part and not isinstance(d, Receipt)}
        return BillDraft(
            BillSort(given["sort"]), given["number"], given["billed_on"], given["amount_yuan"],
            given["tax_yuan"] or Decimal(0), given["note"], receipts=receipts, returns=returns,
        )  # fmt: skip

    @property
    def leave(self) -> Leave:
        return Leave(is_confirmed=self.cleaned_data["confirmed"])


class OpeningForm(forms.Form):
    """What was owed at the beginning."""

    amount_yuan = MoneyField(
        label=_("期初应付"), min_value=-MOST_YUAN, max_value=MOST_YUAN, **CENTS,
        help_text=_("预付写负数。"),
    )  # fmt: skip
    on = forms.DateField(label=_("日期"))


class MonthForm(forms.Form):
    """A month to close."""

    month = forms.DateField(label=_("月份"), input_formats=["%Y-%m", "%Y-%m-%d"])


class DaysForm(forms.Form):
    """From which day to which."""

    starts_on = forms.DateField(label=_("从"), required=False)
    ends_on = forms.DateField(label=_("到"), required=False)
